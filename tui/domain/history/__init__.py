"""What happened, in words, and what differs between two moments."""
