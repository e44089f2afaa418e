"""What speaks for and against a hypothesis, from whom, and when it is enough."""
