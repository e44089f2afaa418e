"""Forgetting somebody: what is theirs, what becomes of every stored text, and what is told of it."""
