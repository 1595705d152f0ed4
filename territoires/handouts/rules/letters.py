"""Which characters a font can draw, and how wide: its `cmap` and `hmtx` tables, read as OpenType describes them."""

import struct
from collections.abc import Iterator


def widths_of(font: bytes) -> dict[int, float]:
    """The code points that a TrueType or OpenType file has a drawing for, each with its width in ems."""
    (em,) = struct.unpack_from(">H", font, _table(font, b"head") + 18)
    (measured,) = struct.unpack_from(">H", font, _table(font, b"hhea") + 34)
    advances = struct.unpack_from(">" + "H2x" * measured, font, _table(font, b"hmtx"))
    return {code: advances[min(glyph, measured - 1)] / em for code, glyph in _drawings(font)}


def _drawings(font: bytes) -> Iterator[tuple[int, int]]:
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for at in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * at + 4)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 12:
            yield from _groups(font, start + offset)
        elif kind == 4:
            yield from _segments(font, start + offset)


def _table(font: bytes, tag: bytes) -> int:
    (tables,) = struct.unpack_from(">H", font, 4)
    for at in range(tables):
        name, _sum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * at)
        if name == tag:
            return int(offset)
    raise ValueError("a font without the table " + tag.decode())


def _groups(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 12: runs of code points, each with the number of its first drawing."""
    (groups,) = struct.unpack_from(">I", font, at + 12)
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * number)
        for code in range(first, last + 1):
            yield code, glyph + code - first


def _segments(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 4: runs of code points below 65,536; a run may have holes, where the number of the drawing is 0."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    size = double // 2
    ends = struct.unpack_from(f">{size}H", font, at + 14)
    starts = struct.unpack_from(f">{size}H", font, at + 16 + double)
    deltas = struct.unpack_from(f">{size}H", font, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{size}H", font, offsets_at)
    for number in range(size):
        for code in range(starts[number], min(ends[number], 0xFFFE) + 1):
            glyph = code + deltas[number]
            if offsets[number]:
                place = offsets_at + 2 * number + offsets[number] + 2 * (code - starts[number])
                (found,) = struct.unpack_from(">H", font, place)
                glyph = found + deltas[number] if found else 0
            if glyph & 0xFFFF:
                yield code, glyph & 0xFFFF
