"""Reading the environment: every setting passes through here, so that a test can list them."""

import os


def env(name: str, default: str | None = None) -> str:
    """Read a setting, or stop at start-up naming the one that is missing."""
    value = os.environ.get(name, default)
    if value is None:
        raise RuntimeError(f"Environment variable {name} is not set; see README, Settings")
    return value


def env_int(name: str, default: int) -> int:
    """Read a whole number."""
    value = env(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise RuntimeError(
            f"Environment variable {name} must be a whole number, not {value!r}"
        ) from None


def env_float(name: str, default: float) -> float:
    """Read a decimal number."""
    value = env(name, str(default))
    try:
        return float(value)
    except ValueError:
        raise RuntimeError(f"Environment variable {name} must be a number, not {value!r}") from None


def env_bool(name: str, default: bool) -> bool:
    """Read ``yes`` or ``no``; any other word stops the start."""
    value = env(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        raise RuntimeError(f"Environment variable {name} must be yes or no, not {value!r}")
    return value == "yes"


def env_list(name: str, default: str) -> list[str]:
    """Read words separated by commas."""
    return [word.strip() for word in env(name, default).split(",") if word.strip()]


def env_days(name: str, default: str) -> list[int]:
    """Read whole numbers of days separated by commas."""
    words = env_list(name, default)
    if not all(word.isdecimal() for word in words):
        raise RuntimeError(
            f"Environment variable {name} must be numbers of days separated by commas, not {words}"
        )
    return [int(word) for word in words]
