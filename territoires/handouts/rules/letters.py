"""Which characters a font can draw: its `cmap` table, read as the OpenType specification describes it."""

import struct


def characters_of(font: bytes) -> frozenset[int]:
    """The code points that a TrueType or OpenType file has a drawing for."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for at in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * at + 4)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 12:
            found |= _groups(font, start + offset)
        elif kind == 4:
            found |= _segments(font, start + offset)
    return frozenset(found)


def _table(font: bytes, tag: bytes) -> int:
    (tables,) = struct.unpack_from(">H", font, 4)
    for at in range(tables):
        name, _sum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * at)
        if name == tag:
            return int(offset)
    raise ValueError("a font without the table " + tag.decode())


def _groups(font: bytes, at: int) -> set[int]:
    """Format 12: runs of code points, each followed by the number of its first drawing."""
    (groups,) = struct.unpack_from(">I", font, at + 12)
    found: set[int] = set()
    for number in range(groups):
        first, last, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * number)
        found.update(range(first, last + 1))
    return found


def _segments(font: bytes, at: int) -> set[int]:
    """Format 4: runs of code points below 65,536; a run may have holes, where the number of the drawing is 0."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    size = double // 2
    ends = struct.unpack_from(f">{size}H", font, at + 14)
    starts = struct.unpack_from(f">{size}H", font, at + 16 + double)
    deltas = struct.unpack_from(f">{size}H", font, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{size}H", font, offsets_at)
    found: set[int] = set()
    for number in range(size):
        for code in range(starts[number], min(ends[number], 0xFFFE) + 1):
            glyph = code + deltas[number]
            if offsets[number]:
                place = offsets_at + 2 * number + offsets[number] + 2 * (code - starts[number])
                (glyph,) = struct.unpack_from(">H", font, place)
            if glyph & 0xFFFF:
                found.add(code)
    return found
