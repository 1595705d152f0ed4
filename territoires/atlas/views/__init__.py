"""Doors of the atlas, one module per screen."""

from territoires.atlas.views.coordination import edit_resource, resources, review_resource
from territoires.atlas.views.data import entries, groups_csv, groups_geojson, outline, points
from territoires.atlas.views.lists import department, map, region
from territoires.atlas.views.outside import embed_help, frame, print_map
from territoires.atlas.views.resource_forms import (
    propose_resource,
    propose_resource_for,
    report_resource,
    report_sponsor,
    resource_page,
    write_to_resource,
    write_to_resource_for,
)

__all__ = [
    "department",
    "edit_resource",
    "embed_help",
    "entries",
    "frame",
    "groups_csv",
    "groups_geojson",
    "map",
    "outline",
    "points",
    "print_map",
    "propose_resource",
    "propose_resource_for",
    "region",
    "report_resource",
    "report_sponsor",
    "resource_page",
    "resources",
    "review_resource",
    "write_to_resource",
    "write_to_resource_for",
]
