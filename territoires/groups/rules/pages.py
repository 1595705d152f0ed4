"""What a page may say, and what a table to take away may hold."""

import datetime

SHARE_LENGTH = 300


def public_phone_on(day: datetime.date, phone: str, since: datetime.date | None, until: datetime.date | None) -> str:
    """The number to show on that day: only by a choice with its two dates, both included; otherwise nothing."""
    chosen = phone and since is not None and until is not None and since <= day <= until
    return phone if chosen else ""


def share_text(*, name: str, place: str, when: str, where: str, phone: str, address: str) -> str:
    """What is sent by message, complete in itself; with a space and the address after it, at most 300 characters.

    What is least needed goes first: the place of the meeting, then its moment; then the name is cut.
    """
    call = f" Tél. {phone}." if phone else ""
    room = SHARE_LENGTH - len(address) - 1 - len(call)
    for parts in ((when, where), (when,), ()):
        meeting = ", ".join(part for part in parts if part)
        words = f"{name} ({place})." + (f" On se retrouve : {meeting}." if meeting else "")
        if len(words) <= room:
            return words + call
    return f"{words[: room - 1].rstrip()}…{call}" if room > 1 else ""


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def harmless_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that could begin one gets an apostrophe before it."""
    flat = text.replace("\x00", "")
    return f"'{flat}" if flat.lstrip(" \u00a0\ufeff").startswith(FORMULA_STARTS) else flat
