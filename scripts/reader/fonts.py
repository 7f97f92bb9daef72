"""Bring the fonts that lines are drawn in: Debian's are named when missing, npm's are fetched."""

import subprocess
import sys
from pathlib import Path

from scripts.reader import faces

TOP = Path(__file__).resolve().parents[2]
FONTS = TOP / "var" / "fonts"
PACKAGES = "fonts-thai-tlwg fonts-sipa-arundina fonts-noto-core"


def main() -> None:
    """Fetch what is not there; a family that cannot be had is named and left out."""
    FONTS.mkdir(parents=True, exist_ok=True)
    (FONTS / "package.json").write_text('{"private": true}\n')
    families = sorted({name.partition("/")[0] for name in faces.NPM})
    for family in (*families, *(held.lower() for held in faces.HELD_OUT_NPM)):
        package = f"@expo-google-fonts/{family}"
        if not (FONTS / "node_modules" / package).exists():
            command = ["npm", "install", "--silent", "--no-audit", "--no-fund", package]
            subprocess.run(command, cwd=FONTS, stdout=subprocess.DEVNULL)
    if missing := faces.find(FONTS).missing:
        print(f"not found: {', '.join(missing)} (Debian: {PACKAGES})", file=sys.stderr)


if __name__ == "__main__":
    main()
