"""The widgets of the application, drawn row by row."""
