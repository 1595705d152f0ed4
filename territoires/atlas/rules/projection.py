"""From latitude and longitude to flat maps.

Lambert-93 is computed from its published definition (IGN, NTG_71: conformal conic of two standard parallels on the
GRS80 ellipsoid), Web Mercator from its own (EPSG:3857, in pixels of zoom 18). Degrees in, metres or units out.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

type Point = tuple[float, float]
type Box = tuple[float, float, float, float]

# GRS80, and the parameters of Lambert-93
SEMI_MAJOR_AXIS, FLATTENING = 6378137.0, 1 / 298.257222101
ECCENTRICITY = math.sqrt(FLATTENING * (2 - FLATTENING))
ORIGIN_LATITUDE, ORIGIN_LONGITUDE = math.radians(46.5), math.radians(3.0)
FIRST_PARALLEL, SECOND_PARALLEL = math.radians(44.0), math.radians(49.0)
FALSE_EASTING, FALSE_NORTHING = 700000.0, 6600000.0


def _isometric(latitude: float) -> float:
    """Isometric latitude on the ellipsoid (ALG0001)."""
    s = ECCENTRICITY * math.sin(latitude)
    return math.log(math.tan(math.pi / 4 + latitude / 2) * ((1 - s) / (1 + s)) ** (ECCENTRICITY / 2))


def _parallel_radius(latitude: float) -> float:
    """Radius of a parallel: the great normal times its cosine (ALG0021)."""
    s = ECCENTRICITY * math.sin(latitude)
    return SEMI_MAJOR_AXIS * math.cos(latitude) / math.sqrt(1 - s * s)


EXPONENT = math.log(_parallel_radius(SECOND_PARALLEL) / _parallel_radius(FIRST_PARALLEL)) / (
    _isometric(FIRST_PARALLEL) - _isometric(SECOND_PARALLEL)
)
CONSTANT = _parallel_radius(FIRST_PARALLEL) / EXPONENT * math.exp(EXPONENT * _isometric(FIRST_PARALLEL))
POLE_NORTHING = FALSE_NORTHING + CONSTANT * math.exp(-EXPONENT * _isometric(ORIGIN_LATITUDE))


def lambert93(lat: float, lon: float) -> Point:
    """Easting and northing in metres (ALG0003)."""
    radius = CONSTANT * math.exp(-EXPONENT * _isometric(math.radians(lat)))
    angle = EXPONENT * (math.radians(lon) - ORIGIN_LONGITUDE)
    return FALSE_EASTING + radius * math.sin(angle), POLE_NORTHING - radius * math.cos(angle)


MERCATOR_ZOOM = 18
WORLD = 256 << MERCATOR_ZOOM  # the width of the world in pixels of that zoom: fits a signed 32-bit column
MAX_LATITUDE = 85.0511287798066
KM_PER_DEGREE = math.pi * 6371.0088 / 180


def mercator(lat: float, lon: float) -> tuple[int, int]:
    """Web Mercator pixels at zoom 18, y downwards. Latitudes beyond the map are brought to its edge."""
    s = math.sin(math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))))
    x = (lon + 180) / 360 * WORLD
    y = (0.5 - math.log((1 + s) / (1 - s)) / (4 * math.pi)) * WORLD
    return max(0, min(WORLD - 1, int(x))), max(0, min(WORLD - 1, int(y)))


def unmercator(x: float, y: float) -> Point:
    """Latitude and longitude of Web Mercator pixels at zoom 18."""
    lat = math.degrees(2 * math.atan(math.exp(math.pi * (1 - 2 * y / WORLD))) - math.pi / 2)
    return lat, x / WORLD * 360 - 180


def square_around(lat: float, lon: float, km: float) -> tuple[int, int, int, int]:
    """West, east, north, south in Web Mercator pixels of a square that holds every point within `km`."""
    reach = km / KM_PER_DEGREE * 1.01
    width = reach / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + reach))))
    west, north = mercator(lat + reach, max(-180.0, lon - width))
    east, south = mercator(lat - reach, min(180.0, lon + width))
    return west, east, north, south


def plate(lat: float, lon: float, middle: float) -> Point:
    """Local flat degrees around one latitude: right enough for one island or one town."""
    return lon * math.cos(math.radians(middle)), lat


@dataclass(frozen=True)
class Frame:
    """A rectangle of a drawing that shows a piece of the world; y goes downwards in drawings.

    `middle` is None for Lambert-93, else the middle latitude of a local flat projection.
    """

    box: Box
    middle: float | None
    west: float
    north: float
    scale: float
    left: float
    top: float

    def place(self, lat: float, lon: float) -> Point:
        x, y = lambert93(lat, lon) if self.middle is None else plate(lat, lon, self.middle)
        return self.left + (x - self.west) * self.scale, self.top + (self.north - y) * self.scale


def is_metropolitan(lat: float, lon: float) -> bool:
    """Where Lambert-93 is meant to be used."""
    return 40 < lat < 52 and -6 < lon < 11


def fit(points: Iterable[Point], box: Box, *, margin: float = 0.0) -> Frame:
    """The frame that shows all these (lat, lon) as large as the box (x, y, width, height) allows, in its middle."""
    places = list(points)
    middle = None
    if not all(is_metropolitan(lat, lon) for lat, lon in places):
        middle = round((min(lat for lat, _lon in places) + max(lat for lat, _lon in places)) / 2, 3)
    flat = [lambert93(lat, lon) if middle is None else plate(lat, lon, middle) for lat, lon in places]
    west, east = min(x for x, _y in flat), max(x for x, _y in flat)
    south, north = min(y for _x, y in flat), max(y for _x, y in flat)
    x0, y0, width, height = box
    inner_width, inner_height = width - 2 * margin, height - 2 * margin
    scale = min(inner_width / max(east - west, 1e-9), inner_height / max(north - south, 1e-9))
    left = x0 + margin + (inner_width - (east - west) * scale) / 2
    top = y0 + margin + (inner_height - (north - south) * scale) / 2
    return Frame(box, middle, west, north, scale, left, top)
