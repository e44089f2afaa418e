"""What lies over a place: boxes, forms, texts to read."""
