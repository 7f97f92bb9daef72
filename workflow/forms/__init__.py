"""What people type on the task screens."""
