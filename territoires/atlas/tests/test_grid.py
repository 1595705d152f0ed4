"""Cells of the map: read from any address, and marks that never touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.atlas.rules.grid import (
    CELL_PIXELS,
    MARK_PIXELS,
    MAX_CELLS_WIDE,
    ZOOMS,
    cell_size,
    cells_of,
    mark_position,
    read_cell,
    read_window,
    read_zoom,
)
from territoires.atlas.rules.projection import WORLD

PIXELS = st.integers(0, WORLD - 1)


@given(st.text(max_size=40))
def test_any_text_is_a_zoom_and_a_window(text):
    zoom = read_zoom(text)
    window = read_window(zoom, text)
    assert 0 <= window.last_x - window.first_x <= MAX_CELLS_WIDE
    assert 0 <= window.last_y - window.first_y <= MAX_CELLS_WIDE
    assert read_cell(text) >= -1


@pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "nan,nan,nan,nan", "inf,0,1,1", "9,51,-5,41", "1e400,0,1,1"])
def test_a_strange_window_is_mainland_france(box):
    assert read_window(5, box) == read_window(5, "-5.5,41.2,9.8,51.3")


def test_the_whole_world_at_a_close_zoom_is_cut():
    window = read_window(13, "-180,-85,180,85")
    assert window.last_x - window.first_x == MAX_CELLS_WIDE


@given(PIXELS, PIXELS)
def test_a_point_stands_in_one_cell_of_each_zoom(x, y):
    cells = cells_of(x, y)
    assert [zoom for zoom, _x, _y in cells] == list(ZOOMS)
    for zoom, cell_x, cell_y in cells:
        size = cell_size(zoom)
        assert cell_x * size <= x < (cell_x + 1) * size
        assert cell_y * size <= y < (cell_y + 1) * size


@given(st.sampled_from(list(ZOOMS)), PIXELS, PIXELS, st.integers(0, 1), st.integers(0, 1), st.data())
def test_marks_of_neighbouring_cells_never_touch(zoom, x, y, right, down, data):
    """44 pixels on the screen at that zoom stand between their middles, one way or the other."""
    size, pixel = cell_size(zoom), cell_size(zoom) / CELL_PIXELS
    cell_x, cell_y = x // size, y // size
    other_x, other_y = cell_x + max(right, 1 - down), cell_y + down
    inside = st.floats(0, size - 1)
    one = mark_position(cell_x, cell_y, zoom, cell_x * size + data.draw(inside), cell_y * size + data.draw(inside))
    two = mark_position(other_x, other_y, zoom, other_x * size + data.draw(inside), other_y * size + data.draw(inside))
    apart = max(abs(one[0] - two[0]), abs(one[1] - two[1])) / pixel
    assert apart >= MARK_PIXELS - 0.01
