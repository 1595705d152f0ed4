"""Pieces of the pages of a group. Importing this package registers them."""

from territoires.journal.panels import agenda

__all__ = ["agenda"]
