"""Settings, addresses and entry points of the whole project."""
