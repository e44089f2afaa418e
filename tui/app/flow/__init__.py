"""How work flows over a board: four charts, each with what it says in words."""
