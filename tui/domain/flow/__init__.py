"""How work flows over a board, in the Kanban Guide's terms."""
