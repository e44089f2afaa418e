"""The terminal the app runs in: what it sends, what it is sent, and how it is given back."""
