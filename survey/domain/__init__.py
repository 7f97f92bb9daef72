"""What this app decides: asking, answering, checking, certifying, counting."""
