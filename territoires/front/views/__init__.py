"""One module per screen or family of screens."""
