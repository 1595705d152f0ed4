"""Pieces of the pages of a group. Importing this package registers them."""

from territoires.journal.panels import agenda, entries

__all__ = ["agenda", "entries"]
