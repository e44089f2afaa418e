"""What was measured in an experiment: its screen over the board, and the form that adds to it."""
