"""What people name and look for: cards, people, boards, and anything by its text."""
