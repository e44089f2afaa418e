"""Finding everywhere: one line, and below it what it finds on all boards."""
