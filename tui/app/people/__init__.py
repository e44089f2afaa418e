"""Everybody the team talks with: who is due, what they said, and what they agreed to."""
