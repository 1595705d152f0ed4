"""« Agenda à coller »: news and dates as plain text, complete in itself, for a messaging group or a text message.

Spaces are ordinary ones: a space that does not break costs a text message half of its room.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from territoires.kit.words import HARD, THIN

LONG, SHORT = 1000, 300
MORE = "Et d'autres dates, voir la page."
ELLIPSIS = "…"


@dataclass(frozen=True)
class Dated:
    """One date: « mardi 3 mars », « à 18 h », what, where, the words that decide people to come."""

    day: str
    hours: str
    what: str
    where: str
    facts: tuple[str, ...] = ()
    cancelled: bool = False
    postponed_from: str = ""


@dataclass(frozen=True)
class News:
    """What the group told, and when."""

    day: str
    words: str


@dataclass(frozen=True)
class Group:
    """Whose agenda it is, and how to reach them without opening a page."""

    name: str
    place: str
    phone: str
    address: str


def flat(text: str) -> str:
    """One line, with ordinary spaces."""
    return " ".join(text.replace(HARD, " ").replace(THIN, " ").split())


def cut(text: str, room: int) -> str:
    """At most `room` characters, cut after a word when one is near, with an ellipsis."""
    if len(text) <= room:
        return text
    if room <= 1:
        return ELLIPSIS[: max(room, 0)]
    kept = text[: room - 1]
    words = kept.rsplit(" ", 1)[0]
    return (words if len(words) > room * 0.6 else kept).rstrip(" ,.;:") + ELLIPSIS


def date_line(one: Dated, *, facts: bool = True) -> str:
    """« Mardi 3 mars à 18 h : café des parents. École Pasteur. Gratuit. »; a cancelled date says it first."""
    day = flat(one.day)
    if one.cancelled:
        return f"ANNULÉ : {day}, {flat(one.what)}."
    moved = f"REPORTÉ (avant : {flat(one.postponed_from)}) : " if one.postponed_from else ""
    told = ", ".join(flat(fact) for fact in one.facts) if facts else ""
    said = f"{moved}{day if moved else day[:1].upper() + day[1:]} {flat(one.hours)} : {_sentence(one.what)}"
    return " ".join(part for part in (said, _sentence(one.where), _sentence(told[:1].upper() + told[1:])) if part)


def _sentence(words: str) -> str:
    said = flat(words)
    return said if not said or said[-1] in ".!?…" else f"{said}."


def news_line(one: News) -> str:
    day = flat(one.day)
    return f"{day[:1].upper() + day[1:]} : {flat(one.words)}"


def one_date(one: Dated, group: Group, limit: int = SHORT) -> str:
    """One date as a message: what is least needed goes first, then words are cut. The phone and the address stay."""
    foot = _foot(group)
    head = f"{flat(group.name)} ({flat(group.place)})."
    for lines in ((head, date_line(one)), (head, date_line(one, facts=False)), (date_line(one, facts=False),)):
        said = " ".join(lines)
        if len(said) + 1 + len(foot) <= limit:
            return f"{said} {foot}".strip()
    return _within(date_line(one, facts=False), foot, " ", limit)


def whole_agenda(group: Group, dates: Sequence[Dated], news: Sequence[News]) -> str:
    """All that comes and the last news, at most LONG characters: dates first, the nearest ones above all."""
    head, foot = f"{flat(group.name)}, {flat(group.place)}", _foot(group, "\n")
    room = LONG - len(foot) - 2
    head = cut(head, max(room // 3, 1))
    lines = _lines(head, "Nos prochaines dates :", [f"- {date_line(one)}" for one in dates], room, MORE)
    if not dates:
        lines = _lines(head, "", ["Demandez-nous la prochaine date."], room, "")
    told = [cut(f"- {news_line(one)}", 220) for one in news]
    return _within("\n".join([*lines, *_added(lines, "Ce que nous avons vécu :", told, room)]), foot, "\n\n", LONG)


def short_agenda(group: Group, dates: Sequence[Dated], news: Sequence[News]) -> str:
    """The nearest date, or else the last news, as one message of at most SHORT characters."""
    coming = next((one for one in dates if not one.cancelled), None)
    if coming is not None:
        return one_date(coming, group)
    said = " ".join(news_line(one) for one in news[:1]) or "Demandez-nous la prochaine date."
    return _within(f"{flat(group.name)} ({flat(group.place)}). {said}", _foot(group), " ", SHORT)


def _foot(group: Group, joint: str = " ") -> str:
    call = f"Tél. {flat(group.phone)}" if group.phone else ""
    return joint.join(part for part in (call, group.address) if part)


def _within(said: str, foot: str, joint: str, limit: int) -> str:
    """The words cut to what the foot leaves; a foot that leaves nothing is cut itself."""
    room = limit - len(foot) - len(joint)
    return f"{cut(said, room)}{joint}{foot}" if room > 0 else cut(foot, limit)


def _lines(head: str, title: str, lines: Iterable[str], room: int, more: str) -> list[str]:
    """Head, title, and as many lines as fit, the room for the closing words kept."""
    kept = [head, "", *([title] if title else [])]
    left = room - sum(len(line) + 1 for line in kept)
    wanted = list(lines)
    for number, line in enumerate(wanted):
        reserve = len(more) + 1 if number < len(wanted) - 1 else 0
        if len(line) + 1 + reserve > left:
            return [*kept, more] if len(more) + 1 <= left else kept
        kept.append(line)
        left -= len(line) + 1
    return kept


def _added(lines: list[str], title: str, told: list[str], room: int) -> list[str]:
    """The news, when there is room for at least one line of it."""
    left = room - sum(len(line) + 1 for line in lines) - len(title) - 2
    kept = []
    for line in told:
        if len(line) + 1 > left:
            break
        kept.append(line)
        left -= len(line) + 1
    return ["", title, *kept] if kept else []
