"""Pieces of a page that contexts above bring to a page below: the page names a place, panels are shown in it.

A panel is a function of the request and of what the page shows (a group, a card…), registered when its context starts.
It returns nothing when it has nothing to say to this person: whoever may see is decided there, as in a view.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Panel:
    """A template and what it shows."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[HttpRequest, Any], Panel | None]
PLACES = ("group-page", "group-space", "group-inside", "card", "journey-step", "group-ways", "my-space")
_makers: dict[str, list[tuple[int, str, Maker]]] = defaultdict(list)


def panel(place: str, *, order: int) -> Callable[[Maker], Maker]:
    """Register a function as a panel of that place; lower orders come first."""
    if place not in PLACES:
        raise ValueError(f"no page has a place called {place}")

    def register(maker: Maker) -> Maker:
        name = f"{maker.__module__}.{maker.__name__}"
        rows = [row for row in _makers[place] if row[1] != name]
        _makers[place] = sorted([*rows, (order, name, maker)], key=lambda row: row[:2])
        return maker

    return register


def render_panels(place: str, request: HttpRequest, thing: Any) -> SafeString:
    """Every panel of the place that has something to say, in order."""
    made = [maker(request, thing) for _order, _name, maker in _makers[place]]
    return mark_safe("".join(render_to_string(one.template, one.context, request) for one in made if one))  # noqa: S308
