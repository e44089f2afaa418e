"""The file engine: a journal, two snapshots at rest, and what mends them. Only the store itself looks in here."""
