"""Doors for facts from below, one module per idea; wired by apps.py."""
