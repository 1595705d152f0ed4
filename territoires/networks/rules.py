"""Pure decisions about networks: does a relation run on a day, and which addresses are kept for pages."""

import datetime

RESERVED_SLUGS = frozenset({"rejoindre"})  # /reseaux/rejoindre/ is a page of the site


def runs_on(start_on: datetime.date | None, end_on: datetime.date | None, day: datetime.date) -> bool:
    """An unknown start has always begun; the day of the end is the first one without the relation."""
    return (start_on is None or start_on <= day) and (end_on is None or day < end_on)


def pick_slug(base: str, taken: set[str], maximum: int) -> str:
    """The first free address among base, base-2, base-3… within `maximum` characters."""
    base = base[: maximum - 5].strip("-") or "reseau"
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 3))
    return next(slug for slug in numbered if slug not in taken and slug not in RESERVED_SLUGS)
