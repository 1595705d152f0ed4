"""Pure decisions of the map: filters, projections, cells, drawings, words. Nothing here knows of Django."""

from territoires.atlas.rules.filters import MapFilter

__all__ = ["MapFilter"]
