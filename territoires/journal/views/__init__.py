"""Doors for people, one module per screen."""
