"""Positions on flat maps, against values computed with PROJ (EPSG:4171 → EPSG:2154, EPSG:4326 → EPSG:3857)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.atlas.rules.projection import WORLD, fit, lambert93, mercator, square_around, unmercator

KNOWN = [
    (46.5, 3.0, 700000.0, 6600000.0),  # the origin, by definition
    (48.8584, 2.2945, 648237.302, 6862271.682),
    (50.69, 3.18, 712742.072, 7065924.825),
    (43.2965, 5.3698, 892390.222, 6247035.257),
    (42.0396, 9.0129, 1198389.293, 6123331.086),
    (48.39, -4.49, 146341.347, 6836245.404),
]


@pytest.mark.parametrize(("lat", "lon", "east", "north"), KNOWN)
def test_lambert_93_agrees_with_proj_to_the_millimetre(lat, lon, east, north):
    x, y = lambert93(lat, lon)
    assert x == pytest.approx(east, abs=0.001)
    assert y == pytest.approx(north, abs=0.001)


@pytest.mark.parametrize(
    ("lat", "lon", "metres_x", "metres_y"),
    [(0, 0, 0, 0), (48.8584, 2.2945, 255422.572, 6250868.901), (-21.115, 55.536, 6182239.241, -2405596.404)],
)
def test_web_mercator_agrees_with_proj(lat, lon, metres_x, metres_y):
    half = 20037508.342789244
    x, y = mercator(lat, lon)
    assert x == pytest.approx((metres_x + half) / (2 * half) * WORLD, abs=1)
    assert y == pytest.approx((half - metres_y) / (2 * half) * WORLD, abs=1)


@given(st.floats(-85, 85), st.floats(-180, 180))
def test_mercator_comes_back_to_the_same_place(lat, lon):
    back = unmercator(*mercator(lat, lon))
    assert back[0] == pytest.approx(lat, abs=0.0001)
    assert back[1] == pytest.approx(lon, abs=0.0001)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_mercator_never_leaves_the_map(lat, lon):
    x, y = mercator(lat, lon)
    assert 0 <= x < WORLD
    assert 0 <= y < WORLD


def test_a_frame_holds_all_its_points_and_keeps_their_order():
    frame = fit([(51.1, 2.5), (42.3, 9.6), (48.4, -4.8)], (10, 20, 300, 200), margin=5)
    for lat, lon in ((51.1, 2.5), (42.3, 9.6), (48.4, -4.8)):
        x, y = frame.place(lat, lon)
        assert 15 - 1e-6 <= x <= 305 + 1e-6
        assert 25 - 1e-6 <= y <= 215 + 1e-6
    assert frame.place(50, 3)[1] < frame.place(44, 3)[1]
    assert frame.middle is None
    assert fit([(-21.3, 55.2), (-20.9, 55.8)], (0, 0, 10, 10)).middle == -21.1


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(1, 400), st.floats(0, 6.283))
def test_the_square_around_a_place_holds_its_circle(lat, lon, km, angle):
    west, east, north, south = square_around(lat, lon, km)
    dlat = km / 111.19 * math.sin(angle)
    dlon = km / 111.19 * math.cos(angle) / math.cos(math.radians(lat + dlat))
    x, y = mercator(lat + dlat, max(-180, min(180, lon + dlon)))
    assert west <= x <= east
    assert north <= y <= south
