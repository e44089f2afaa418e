"""What every front end but the screen shares: names to records, boards that start by being changed, records as data.

Nothing here prints, asks or exits: a front end hands in how words reach whoever is there, and gets records back.
"""
