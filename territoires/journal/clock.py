"""What time does to the journal."""
