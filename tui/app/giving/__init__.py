"""What is given out and what is said of it: choices, the very bytes, and the rows of the dialog and the report."""
