"""What a standup shows: the stop it has come to, what comes after it, and what was said so far."""
