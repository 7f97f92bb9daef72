"""A letter as a file of a word processor."""
