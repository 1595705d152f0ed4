"""Page-shaped reads of the journal."""
