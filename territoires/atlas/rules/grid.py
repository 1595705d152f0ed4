"""Cells of the map: at each zoom a grid of squares, each shown as one mark however many points stand in it.

Positions are Web Mercator pixels at zoom 18. A cell is 96 pixels wide on the screen at its zoom. Marks are kept off
the edge of their cell, so that two of them never touch: each stays a target of 44 pixels.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from territoires.atlas.rules.projection import MERCATOR_ZOOM, mercator

CELL_PIXELS, MARK_PIXELS = 96, 44
ZOOMS = range(4, 14)  # the zooms whose cells are counted beforehand
MIN_ZOOM, MAX_ZOOM = 4, 17
MAX_CELLS_WIDE = 24
LIST_AT_MOST = 12  # marks of so few entries open their list; larger ones come nearer

type Cell = tuple[int, int, int]


def cell_size(zoom: int) -> int:
    """Width of a cell in pixels of zoom 18."""
    return CELL_PIXELS << (MERCATOR_ZOOM - zoom)


def cells_of(x: int, y: int) -> list[Cell]:
    """The cells that a point stands in, one for each zoom counted beforehand."""
    return [(zoom, x // cell_size(zoom), y // cell_size(zoom)) for zoom in ZOOMS]


@dataclass(frozen=True)
class Window:
    """The cells that one view of the map shows, first and last included."""

    zoom: int
    first_x: int
    last_x: int
    first_y: int
    last_y: int

    @property
    def size(self) -> int:
        return cell_size(self.zoom)

    @property
    def pixels(self) -> tuple[int, int, int, int]:
        """West, east, north, south at zoom 18; east and south are outside."""
        return (
            self.first_x * self.size,
            (self.last_x + 1) * self.size,
            self.first_y * self.size,
            (self.last_y + 1) * self.size,
        )


FRANCE = (-5.5, 41.2, 9.8, 51.3)


def _number(text: str) -> float | None:
    try:
        number = float(text[:24])
    except ValueError:
        return None
    return number if -1000 < number < 1000 else None


def read_zoom(text: str) -> int:
    """A zoom the map has, whatever was written."""
    return max(MIN_ZOOM, min(MAX_ZOOM, int(text))) if text.isascii() and text.isdecimal() and len(text) < 4 else 5


def read_cell(text: str) -> int:
    """The number of a column or a row of cells; one that no map has when it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else -1


def read_window(zoom: int, bbox: str) -> Window:
    """The window of « west,south,east,north » in degrees; the whole of mainland France when that says nothing.

    A window wider than a screen is cut, so that no address asks for the whole table.
    """
    numbers = [_number(part) for part in bbox[:120].split(",")]
    edges = [number for number in numbers if number is not None]
    west, south, east, north = edges if len(edges) == len(numbers) == 4 else FRANCE
    if west > east or south > north:
        west, south, east, north = FRANCE
    size = cell_size(zoom)
    x0, y0 = (edge // size for edge in mercator(north, max(-180.0, min(180.0, west))))
    x1, y1 = (edge // size for edge in mercator(south, max(-180.0, min(180.0, east))))
    return Window(zoom, x0, min(x1, x0 + MAX_CELLS_WIDE), y0, min(y1, y0 + MAX_CELLS_WIDE))


def mark_position(cell_x: int, cell_y: int, zoom: int, x: float, y: float) -> tuple[float, float]:
    """Where the mark of a cell is drawn: at the middle of its points, off the edge of the cell."""
    size = cell_size(zoom)
    edge = size * MARK_PIXELS / CELL_PIXELS / 2
    left, top = cell_x * size, cell_y * size
    return max(left + edge, min(left + size - edge, x)), max(top + edge, min(top + size - edge, y))


@dataclass(frozen=True)
class Placed:
    """What counts of the map need to know of one point."""

    category: str
    department: str
    object_id: int
    x: int
    y: int


@dataclass
class Sums:
    """What one cell holds of one category."""

    count: int = 0
    x: int = 0
    y: int = 0
    ids: int = 0

    def add(self, point: Placed) -> None:
        self.count += 1
        self.x += point.x
        self.y += point.y
        self.ids += point.object_id


def count_cells(points: Iterable[Placed]) -> dict[tuple[int, int, int, str], Sums]:
    """All cells from scratch: what a rebuild writes, and what tests compare with the counts kept by changes."""
    cells: dict[tuple[int, int, int, str], Sums] = {}
    for point in points:
        for zoom, cell_x, cell_y in cells_of(point.x, point.y):
            cells.setdefault((zoom, cell_x, cell_y, point.category), Sums()).add(point)
    return cells


def count_departments(points: Iterable[Placed]) -> Counter[tuple[str, str]]:
    return Counter((point.department, point.category) for point in points)
