"""The newspaper of the wall: a month of a group on one sheet, the newest first; the rest waits behind a QR code."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from territoires.handouts.queries.drawings import drawn, photograph, qr
from territoires.handouts.queries.poster import in_clear, name_of
from territoires.handouts.queries.press import Printed, on_one_page, say, size_of_title
from territoires.handouts.rules.fitting import Step, newspaper_steps
from territoires.journal.queries.meetings import Line
from territoires.journal.queries.newspaper import Newspaper, Piece
from territoires.kit.context_processors import NAME as SITE_NAME
from territoires.kit.words import in_words
from territoires.media.queries import picture_file

PAPERS = ("a4", "a3")
ROOM = 40.0  # ems across the sheet, when letters are as drawn
PICTURES, PIXELS = 6, 960  # more pictures would make them too small, more pixels no printer shows


def print_newspaper(month: Newspaper, *, paper: str, on: datetime.date) -> Printed:
    """Errors: CannotPrint."""
    pieces = _pieces(month, on)
    return on_one_page("newspaper", lambda step: _data(month, pieces, paper, step), newspaper_steps(len(pieces)), on=on)


def _pieces(month: Newspaper, today: datetime.date) -> list[tuple[Piece, str]]:
    """The newest first, each with its picture ready for the press, while there are not too many pictures."""
    newest = sorted(month.pieces, key=lambda piece: (piece.entry.happened_on, piece.entry.pk), reverse=True)
    left = PICTURES
    found = []
    for piece in newest:
        picture = _picture(piece, today) if left else ""
        left -= bool(picture)
        found.append((piece, picture))
    return found


def _picture(piece: Piece, today: datetime.date) -> str:
    """Asked again at the last moment: everybody in it agrees to paper, today."""
    if piece.picture is None:
        return ""
    path = picture_file(piece.picture.picture, width=PIXELS, today=today)
    try:
        jpeg = path.read_bytes() if path else b""
    except OSError:
        return ""
    return photograph(jpeg, piece.picture.width, piece.picture.height) if jpeg else ""


def _data(month: Newspaper, pieces: list[tuple[Piece, str]], paper: str, step: Step) -> dict[str, Any]:
    kept = pieces[: step.pieces]
    name = name_of(month.group.name)
    dates = month.dates[: max(2, step.signs // 100)]
    return {
        "title": _("Le journal du mur, {month} : {name}").format(month=month.title, name=name["text"]),
        "author": SITE_NAME,
        "site": SITE_NAME,
        "paper": paper,
        "scale": step.scale * (1.41 if paper == "a3" else 1),
        "name": name,
        "name_size": size_of_title(name["text"], ((32, 2.1), (70, 1.6), (120, 1.2)), ROOM / step.scale),
        "picture_height": step.picture,
        "month": month.title,
        "place": say(month.group.commune.name, longest=60),
        "carried_by": say(month.group.carried_by, longest=60),
        "pieces": [_piece(piece, picture, step) for piece, picture in kept],
        "dates": [_date(line) for line in dates],
        "more": month.more or len(kept) < len(pieces),
        "address": in_clear(month.address),
        "qr": {"svg": qr(month.address), "alt": _("QR code : {address}").format(address=in_clear(month.address))},
        "drawings": drawn("quand", "ecouter", "lieu"),
    }


def _piece(piece: Piece, picture: str, step: Step) -> dict[str, Any]:
    alt = say(piece.picture.alt, longest=300)["text"] if piece.picture and picture else ""
    return {
        "words": say(piece.entry.words, longest=step.signs, paragraphs=True),
        "who": say(piece.who, longest=100),
        "day": in_words(piece.entry.happened_on),
        "picture": {"svg": picture, "alt": alt, "ratio": _ratio(piece)} if picture else None,
        "listen": {"svg": qr(piece.listen), "alt": _("QR code pour écouter")} if piece.listen else None,
    }


def _ratio(piece: Piece) -> float:
    shown = piece.picture
    return shown.width / shown.height if shown and shown.height else 1


def _date(line: Line) -> dict[str, Any]:
    return {
        "day": line.day,
        "hours": line.hours,
        "what": say(line.meeting.what, longest=90),
        "where": say(line.meeting.where, longest=90),
        "cancelled": line.cancelled,
        "facts": say(", ".join(words for _picto, words in line.facts), longest=120),
    }
