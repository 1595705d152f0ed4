"""The next dates of a group, its feeds, where its ideas went."""
