"""Department numbers, post codes and INSEE codes: the places they stand for."""

from collections.abc import Iterable, Sequence

from territoires.places.rules.areas import AreaName
from territoires.places.rules.index import PlaceIndex


def places_of(index: PlaceIndex, number: str) -> list[int]:
    """A department number, a post code or its beginning, an INSEE code."""
    codes = index.areas.by_code(number) if len(number) < 4 else ()
    if codes:
        return of_area(index, index.areas.of(codes))
    if not 2 <= len(number) <= 5:
        return []
    exact = index.postal.exact(number)
    if exact:
        return _districts_first(index, exact)
    by_insee = index.place_of(number.upper())
    if by_insee is not None:
        return [by_insee]
    return _of_unknown_code(index, number)


def _of_unknown_code(index: PlaceIndex, number: str) -> list[int]:
    """A code being typed, one without its first zero, or a CEDEX code, which begins as the codes of its town."""
    found = most_populous(index, index.postal.beginning_with(number))
    if len(number) == 4:
        found += [place for place in most_populous(index, index.postal.exact(f"0{number}")) if place not in found]
    beginning = number
    while not found and len(beginning) > 3:
        beginning = beginning[:-1]
        found = most_populous(index, index.postal.beginning_with(beginning))
    codes = () if found else index.areas.by_postal_code(number)
    return of_area(index, index.areas.of(codes)) if codes else found


def allowed_by(index: PlaceIndex, numbers: Sequence[str]) -> set[int] | None:
    """The places that the numbers beside a name allow; None when they say nothing."""
    allowed: set[int] | None = None
    for number in numbers:
        codes = index.areas.by_code(number) if len(number) < 4 else ()
        here = index.in_departments(codes) if codes else set(index.postal.beginning_with(number))
        if not here:
            here = index.in_departments(index.areas.by_postal_code(number))
        if here:
            allowed = here if allowed is None else (allowed & here or allowed)
    return allowed


def of_area(index: PlaceIndex, area: AreaName) -> list[int]:
    """The seat, then the most populous."""
    places = most_populous(index, index.in_departments(area.codes))
    seat = index.place_of(area.seat)
    return places if seat is None else [seat, *(place for place in places if place != seat)]


def most_populous(index: PlaceIndex, places: Iterable[int]) -> list[int]:
    return sorted(set(places), key=lambda place: (-index.weights[place], place))


def _districts_first(index: PlaceIndex, places: Iterable[int]) -> list[int]:
    return sorted(most_populous(index, places), key=lambda place: not index.is_district[place])
