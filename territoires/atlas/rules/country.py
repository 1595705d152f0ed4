"""The map of the whole country: mainland, overseas frames, Paris in an inset."""

from collections.abc import Iterable
from functools import cache
from html import escape

from territoires.atlas.rules import shapes
from territoires.atlas.rules.projection import Frame
from territoires.atlas.rules.svg import BORDER, COAST, INK, LAND, REGION_BORDER, SIGNS, WAITING, WATER, path, stroke
from territoires.atlas.rules.topology import chain, project, simplify


@cache
def country_base(with_departments: bool) -> str:
    """Coasts and borders of the whole country, with its frames."""
    frames = shapes.country_frames()
    parts = [f'<rect width="{shapes.COUNTRY_WIDTH}" height="{shapes.COUNTRY_HEIGHT}" rx="14" fill="{WATER}"/>']
    for name, frame in frames.items():
        codes = shapes.metropolitan() if name == "metro" else list(shapes.INSET_CODES) if name == "75" else [name]
        if name != "metro":
            x, y, width, height = frame.box
            place = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="10"'
            parts.append(f'<rect {place} fill="{WATER}" stroke="{REGION_BORDER}"/>')
        parts.append(_land(frame, codes, with_departments or name == "75"))
    parts.append(stroke(_leader(frames), REGION_BORDER, 1.5))
    return "".join(parts)


def _leader(frames: dict[str, Frame]) -> str:
    """From Paris to its inset."""
    x, y = frames["metro"].place(48.86, 2.35)
    left, top, _width, height = frames[shapes.INSET].box
    return f"M{x:.0f} {y:.0f}L{left} {top + height:.0f}"


def _land(frame: Frame, codes: list[str], with_departments: bool) -> str:
    """The land of some areas: filled once along the coast, borders drawn once each."""
    drawn = project(shapes.departments(), frame.place, codes)
    seats = shapes.seats()
    coast, region_borders, borders = [], [], []
    for arc, owners in drawn.owners().items():
        line = simplify(drawn.arcs[arc], 0.9)
        if len(owners) == 1:
            coast.append(line)
        elif len({seats[code].region for code in owners}) > 1:
            region_borders.append(line)
        else:
            borders.append(line)
    data = path(chain(coast), closed=True, smallest=6)
    parts = [f'<path d="{data}" fill="{LAND}" stroke="{COAST}" stroke-width="1.5" stroke-linejoin="round"/>']
    if with_departments and borders:
        parts.append(stroke(path(chain(borders), closed=False), BORDER, 1.2))
    if region_borders:
        parts.append(stroke(path(chain(region_borders), closed=False), REGION_BORDER, 1.8))
    return "".join(parts)


@cache
def department_shape(code: str) -> str:
    """Path data of one department on the map of the country, to colour it; empty for a collectivity."""
    frame = shapes.frame_of(code)
    if frame is None:
        return ""
    drawn = project(shapes.departments(), frame.place, [code])
    rings = [simplify(ring, 0.9) for ring in drawn.outline(code)]
    return path(rings, closed=True, smallest=6)


def highlighted(codes: Iterable[str]) -> str:
    """Departments coloured and hatched: colour alone would not be seen by all."""
    data = "".join(department_shape(code) for code in sorted(codes))
    if not data:
        return ""
    hatch = (
        f'<defs><pattern id="h" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0v9" stroke="{WAITING}" stroke-width="7"/></pattern></defs>'
    )
    return f'{hatch}<path d="{data}" fill="url(#h)" stroke="{REGION_BORDER}"/>'


def frame_names(names: dict[str, str], collectivities: Iterable[str]) -> str:
    """The names of the overseas frames, and of the collectivities that have entries."""
    texts = []
    for code, (x, y, width, height) in shapes.OVERSEAS_BOXES.items():
        if code not in names:
            continue
        place = f'x="{x + width / 2:.0f}" y="{y + height - 7:.0f}" text-anchor="middle"'
        texts.append(f"<text {place}>{escape(names[code])}</text>")
    for code in collectivities:
        left, middle = shapes.place_in_country(code, 0, 0)
        texts.append(f'<text x="{left + 30:.0f}" y="{middle + 6:.0f}">{escape(names.get(code, code))}</text>')
    return f'<g fill="{INK}" font-size="18">{"".join(texts)}</g>'


def everywhere_note(words: str, *, large: bool) -> str:
    """Entries that belong to the whole country, said in the corner of the map."""
    size = 30 if large else 18
    text = f'<text x="{size * 10.3:.0f}" y="{shapes.COUNTRY_HEIGHT - 14}" font-size="{size}" fill="{INK}">'
    sign = f'<g transform="translate({size * 9.6:.0f} {shapes.COUNTRY_HEIGHT - 20})">{SIGNS["s"]}</g>'
    return f"{sign}{text}{escape(words)}</text>"
