"""What an official letter says: read from the one that came, written for the one that goes on."""
