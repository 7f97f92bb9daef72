"""The list of demo accounts in the README is the one the program has."""

from pathlib import Path

from demo import accounts

BEGIN, END = "<!-- accounts:begin -->", "<!-- accounts:end -->"


def test_the_readme_lists_the_demo_accounts(root: Path):
    """After a change: ``manage.py demo --accounts --markdown`` prints the table."""
    readme = (root / "README.md").read_text()

    listed = readme.partition(BEGIN)[2].partition(END)[0].strip()

    assert listed == accounts.markdown()
