"""Dates, hours and numbers as one says them in French. Pure."""

import datetime
import re
from zoneinfo import ZoneInfo

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
PARIS = ZoneInfo("Europe/Paris")
THIN, HARD = "\u202f", "\u00a0"


def hour_in_words(value: datetime.time | datetime.datetime | None) -> str:
    """18 h ; 18 h 30."""
    if not isinstance(value, datetime.time | datetime.datetime):
        return ""
    moment = value.astimezone(PARIS) if isinstance(value, datetime.datetime) and value.tzinfo else value
    return f"{moment.hour}{HARD}h" + (f"{HARD}{moment.minute:02}" if moment.minute else "")


def in_words(value: datetime.date | datetime.datetime | None) -> str:
    """mardi 3 mars 2026 ; with a time: mardi 3 mars 2026 à 18 h 30."""
    if not isinstance(value, datetime.date):
        return ""
    moment = value.astimezone(PARIS) if isinstance(value, datetime.datetime) and value.tzinfo else value
    day = "1er" if moment.day == 1 else str(moment.day)
    said = f"{WEEKDAYS[moment.weekday()]} {day}{HARD}{MONTHS[moment.month - 1]} {moment.year}"
    return f"{said} à {hour_in_words(moment)}" if isinstance(moment, datetime.datetime) else said


def number(value: int) -> str:
    """35 000, with a space that does not break."""
    return f"{value:,}".replace(",", THIN)


def bind_punctuation(text: str) -> str:
    """Keeps « ? », « ! », « : », « ; », guillemets and « 10 h » on the line of their word."""
    text = re.sub(r" ([?!;])", rf"{THIN}\1", str(text))
    text = re.sub(r"(\d) (h|€|km|ko|min|ans)\b", rf"\1{HARD}\2", text)
    return re.sub(r" ([:»])", rf"{HARD}\1", text).replace("« ", f"«{HARD}")
