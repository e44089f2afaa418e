"""Who may see what of people, and how they are taken out of texts, screens and files."""
