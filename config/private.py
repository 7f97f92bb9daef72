"""
Where the private PostgreSQL and Redis of a checkout live.

They are the embedded default, used while DATABASE_URL and REDIS_URL are not set.
Both listen on unix sockets only. Standard library only: ``scripts/`` runs this
before anything is installed.
"""

import hashlib
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
DATABASE = USER = "wian"
#: As whom web, worker and beat come; the other owns the tables and migrates.
APPLICATION = "wian_app"

# The kernel takes 107 bytes for a socket's whole path; leave room for the longest name.
LONGEST_SOCKET_DIR = 80


def run_dir() -> Path:
    """Folder of sockets and pid files; moves out of a checkout whose path is too long."""
    folder = VAR_DIR / "run"
    if len(bytes(folder)) <= LONGEST_SOCKET_DIR:
        return folder
    name = hashlib.sha256(bytes(BASE_DIR)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"wian-{name}"


def database_url(user: str = USER) -> str:
    """Address of the private PostgreSQL."""
    return f"postgres://{user}@{quote(str(run_dir()), safe='')}/{DATABASE}"


def redis_url() -> str:
    """Address of the private Redis."""
    return f"unix://{run_dir()}/redis.sock"


def secret_key() -> str | None:
    """Key of this checkout, made by ``make_secret_key``; None where nobody made one."""
    file = VAR_DIR / "secret_key"
    return file.read_text().strip() if file.exists() else None


def make_secret_key() -> None:
    """Give this checkout a key of its own, once."""
    file = VAR_DIR / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
