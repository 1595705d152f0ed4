"""Page-shaped reads, one module per screen."""
