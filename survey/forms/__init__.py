"""Forms built from questions."""
