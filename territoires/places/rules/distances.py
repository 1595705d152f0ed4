"""Kilometres between two points, and the box around one."""

import math

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """As the crow flies, on a sphere (0.5 % off at worst)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_phi, half_lambda = (phi2 - phi1) / 2, math.radians(lon2 - lon1) / 2
    chord = math.sin(half_phi) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def bounding_box(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """(south, west, north, east) of a box that holds every point within `km`: a first sieve for the database.

    Near a pole or across the 180th meridian the box takes every longitude: it may hold too much, never too little.
    """
    reach = km / KM_PER_DEGREE
    south, north = max(-90.0, lat - reach), min(90.0, lat + reach)
    if south == -90.0 or north == 90.0:
        return south, -180.0, north, 180.0
    ratio = math.sin(math.radians(reach)) / math.cos(math.radians(lat))
    if reach >= 90 or ratio >= 1:
        return south, -180.0, north, 180.0
    width = math.degrees(math.asin(ratio))
    west, east = lon - width, lon + width
    if west < -180 or east > 180:
        return south, -180.0, north, 180.0
    return south, west, north, east
