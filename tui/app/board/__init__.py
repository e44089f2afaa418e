"""The board, split by what the person is doing: looking, moving cards, writing down, sharing."""
