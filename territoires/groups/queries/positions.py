"""Where the point of a group stands when several share a commune."""

from territoires.groups.rules import spread

__all__ = ["spread"]
