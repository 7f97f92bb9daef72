"""The demo: a real circular of 2563 replayed, and work of today beside it."""
