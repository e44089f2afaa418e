"""The screens: a board, all experiments, and what is laid over them."""
