"""Doors to what is printed."""
