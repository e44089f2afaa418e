"""The lines people type: a note, a touchpoint, a decision, each in one line with its signs."""
