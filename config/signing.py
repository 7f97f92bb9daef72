"""Settings of signing: who proves what, and with which key a letter is signed electronically."""

from config.environment import env, env_bool, env_int

__all__ = [
    "SIGNING_KEY_FILE",
    "SIGNING_KEY_PASSWORD",
    "SIGNING_ROOTS",
    "SIGN_CONFIRMATION",
    "SIGN_CONFIRMED_MINUTES",
]

# Whoever signs types his password or code once more, then not for so many minutes.
SIGN_CONFIRMATION = env_bool("SIGN_CONFIRMATION", True)
SIGN_CONFIRMED_MINUTES = env_int("SIGN_CONFIRMED_MINUTES", 10)

# Roots of the signatures in letters that come, which are called known (a file of PEM).
SIGNING_ROOTS = env("SIGNING_ROOTS", "")

# The key (PKCS#12) with which letters of ours are signed electronically; none: they are not.
SIGNING_KEY_FILE = env("SIGNING_KEY_FILE", "")
SIGNING_KEY_PASSWORD = env("SIGNING_KEY_PASSWORD", "")
