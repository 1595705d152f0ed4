"""Walk the URLconf: every route with its name, its parameters and how it may be reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    path: str
    parameters: tuple[str, ...]
    access: str
    view: Any

    @property
    def is_ours(self) -> bool:
        return self.view.__module__.startswith("territoires.")


def _walk(patterns: list[Any], prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, path, inner)
        elif isinstance(pattern, URLPattern):
            view = pattern.callback
            yield Route(
                name=f"{namespace}{pattern.name}",
                path=path,
                parameters=tuple(pattern.pattern.regex.groupindex),
                access=getattr(view, "access", ""),
                view=view,
            )


def all_routes() -> list[Route]:
    """Every route of the site, in the order of the URLconf."""
    return list(_walk(get_resolver().url_patterns, "/", ""))
