"""Giving something out: the dialog in which one looks at it first, and what is said when it has left."""
