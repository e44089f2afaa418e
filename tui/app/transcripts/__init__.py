"""Reading a transcript of a talk, and marking in it what becomes notes."""
