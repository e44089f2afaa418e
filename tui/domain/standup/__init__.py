"""What a team walks when it stands together, what it decides, and what is reported of it."""
