#!/usr/bin/env python3
"""
Bring a bare checkout to the point where its own programs run: ``run`` or ``test``.

Debian packages, virtualenv, front-end assets, translations: each only when missing or
changed, each with one line of progress. Standard library of Debian's own python3 only.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.private import BASE_DIR, VAR_DIR, make_secret_key

VENV = BASE_DIR / ".venv"
STAMPS = VAR_DIR / "stamps"
PACKAGES = (
    "python3-venv",
    "postgresql-15",
    "redis-tools",
    "gettext",
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-tlwg-laksaman-ttf",
    "poppler-utils",
    "librsvg2-bin",
)
TEST_PACKAGES = ("chromium",)
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/wian.conf")


class SetupError(Exception):
    """A step failed; the message says in one line what to do."""


def installed(package: str) -> bool:
    """Tell whether dpkg has the package in working order."""
    command = ["dpkg-query", "-W", "-f=${db:Status-Status}", package]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout == "installed"


def quietly(command: Sequence[str], advice: str) -> None:
    """Run a long command with its output in a log file; on failure show the end of it."""
    log = VAR_DIR / "log" / "setup.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "DEBIAN_FRONTEND": "noninteractive",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
    }
    with log.open("w") as output:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=BASE_DIR,
            env=environment,
        )
    if done.returncode:
        print(*log.read_text(errors="replace").splitlines()[-15:], sep="\n", file=sys.stderr)
        raise SetupError(advice)


def administrator() -> list[str]:
    """What to put before a command that only root may run."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise SetupError("this user is not root and there is no sudo")
    # Ask for the password here, where a person sees the question.
    if subprocess.run(["sudo", "-v"]).returncode:
        raise SetupError("sudo refused")
    return ["sudo", "-E"]


def install_packages(wanted: Iterable[str]) -> str:
    """Install Debian packages that are missing; no system service is set up."""
    missing = [package for package in wanted if not installed(package)]
    if not missing:
        return "present"
    advice = f"install these Debian packages, then run this again: {' '.join(missing)}"
    if shutil.which("apt-get") is None:
        raise SetupError(advice)
    try:
        before = administrator()
    except SetupError as error:
        raise SetupError(f"{error}: {advice}") from None
    # Debian's PostgreSQL makes and starts a cluster of its own unless told not to.
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write("create_main_cluster = false\n")
        file.flush()
        quietly([*before, "install", "-D", "-m644", file.name, str(NO_CLUSTER)], advice)
    try:
        quietly([*before, "apt-get", "update"], f"apt-get update failed; {advice}")
        install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
        quietly([*before, *install], advice)
    finally:
        quietly([*before, "rm", "-f", str(NO_CLUSTER)], advice)
    return "installed " + " ".join(missing)


def fingerprint(files: Iterable[Path], extra: str = "") -> str:
    """One hash over the names and contents of files."""
    total = hashlib.sha256(extra.encode())
    for file in sorted(files):
        total.update(str(file.relative_to(BASE_DIR)).encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def unchanged(step: str, mark: str) -> bool:
    """Tell whether a step was done for exactly these inputs."""
    stamp = STAMPS / step
    return stamp.exists() and stamp.read_text() == mark


def remember(step: str, mark: str) -> None:
    """Note that a step was done for these inputs."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(mark)


def install_python(lock: str) -> str:
    """Make the virtualenv and install the hash-locked packages in it."""
    python = VENV / "bin" / "python"
    # The lock for tests holds everything that the other one holds, at the same versions.
    for enough in {lock, "requirements-dev.txt"}:
        if python.exists() and unchanged(enough, lock_mark(enough)):
            return "present"
    if not python.exists():
        advice = "delete the folder .venv and run this again"
        quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], advice)
    quietly(
        [str(python), "-m", "pip", "install", "--require-hashes", "-r", lock],
        f"pip could not install {lock}: see the lines above and var/log/setup.log",
    )
    remember(lock, lock_mark(lock))
    return f"installed {lock}"


def lock_mark(lock: str) -> str:
    """Fingerprint of a lock file for this Python and this folder."""
    return fingerprint([BASE_DIR / lock], f"{sys.version} {VENV}")


def build_assets() -> str:
    """Install the locked npm packages and bundle styles, scripts, fonts and icons."""
    node = VENV / "bin"
    lock = fingerprint([BASE_DIR / "package-lock.json", BASE_DIR / ".npmrc"])
    if not ((BASE_DIR / "node_modules").is_dir() and unchanged("npm", lock)):
        advice = "npm could not install package-lock.json: see the lines above"
        quietly([str(node / "npm"), "ci", "--no-audit", "--no-fund"], advice)
        remember("npm", lock)
    # The style sheet keeps only the classes that templates use, so these are inputs too.
    sources = [
        file
        for folder in ("frontend", "templates", "screens", "papers", "survey")
        for file in (BASE_DIR / folder).rglob("*")
        if file.suffix in {".mjs", ".js", ".css", ".html", ".svg", ".json", ".py"}
        and "__pycache__" not in file.parts
    ]
    mark = fingerprint(sources, lock)
    if (BASE_DIR / "static" / "dist").is_dir() and unchanged("assets", mark):
        return "present"
    advice = "the front-end build failed: see the lines above"
    quietly([str(node / "node"), "frontend/build.mjs"], advice)
    remember("assets", mark)
    return "built"


def compile_messages() -> str:
    """Compile translations that are newer than their compiled form."""
    count = 0
    for source in (BASE_DIR / "locale").rglob("*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            advice = f"{source.name} has a mistake: see the lines above"
            quietly(["msgfmt", "--check-format", "-o", str(target), str(source)], advice)
            count += 1
    return f"compiled {count}" if count else "present"


def main(arguments: Sequence[str]) -> int:
    """Do every step that is needed, and say so."""
    testing = "test" in arguments
    lock = "requirements-dev.txt" if testing else "requirements.txt"
    packages = PACKAGES + TEST_PACKAGES if testing else PACKAGES
    VAR_DIR.mkdir(exist_ok=True)
    make_secret_key()
    steps = (
        ("Debian packages", lambda: install_packages(packages)),
        ("Python packages", lambda: install_python(lock)),
        ("Front end", build_assets),
        ("Translations", compile_messages),
    )
    for number, (name, step) in enumerate(steps, 1):
        print(f"[{number}/{len(steps)}] {name} … ", end="", flush=True)
        began = time.monotonic()
        try:
            print(f"{step()} ({time.monotonic() - began:.1f} s)", flush=True)
        except SetupError as error:
            print(f"failed\nsetup: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
