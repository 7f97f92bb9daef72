"""Set-up and start of a checkout; standard library only until the virtualenv exists."""
