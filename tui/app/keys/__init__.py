"""Keys as data: what each does, where, and under which key."""
