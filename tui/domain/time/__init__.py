"""Days, durations and moments, as people write and read them."""
