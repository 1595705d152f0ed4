"""What a group tells: entries with a picture and a voice, dates to come, feeds, where an idea came from."""
