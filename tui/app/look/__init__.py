"""What every place draws with: paint, signs, rows of text, the mask that hides names."""
