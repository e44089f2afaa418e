"""Gathering: notes are put into themes, and become insights."""
