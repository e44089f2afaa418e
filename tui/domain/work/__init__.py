"""Experiments and their iterations."""
