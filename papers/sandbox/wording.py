"""Sentences that are said in the sandbox and translated outside, where the reader is known."""


def mark(sentence: str) -> str:
    """Give ``sentence`` back; imported as ``_``, so that it is collected for translation."""
    return sentence
