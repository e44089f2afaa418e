"""Whether a workspace fits together: what is stored, numbers, references, and what the events say of it."""
