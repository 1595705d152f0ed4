"""What was born of what. Each entry has one source at most; nothing is ever its own ancestor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ITSELF, OWN_GROUP, LOOP, REFUSED = "itself", "own-group", "loop", "refused"
MOST = 60  # so many entries are shown in one family: beyond, the nearest ones


@dataclass(frozen=True)
class Source:
    """What an entry would name: an entry of a group, or the group itself."""

    group: int
    entry: int | None = None


def ancestors(entry: int, parents: Mapping[int, int]) -> list[int]:
    """The entries it was born of, the nearest first. A loop that should not be there ends the walk."""
    found: list[int] = []
    current = parents.get(entry)
    while current is not None and current != entry and current not in found:
        found.append(current)
        current = parents.get(current)
    return found


def refusal_to_inspire(
    *, entry: int, group: int, source: Source, parents: Mapping[int, int], refused_by: Iterable[int] = ()
) -> str:
    """Why this entry cannot name that source: "itself", "own-group", "loop", "refused"; empty when it can."""
    if source.entry == entry:
        return ITSELF
    if source.group == group:
        return OWN_GROUP
    if source.group in set(refused_by):
        return REFUSED
    if source.entry is not None and entry in ancestors(source.entry, parents):
        return LOOP
    return ""


@dataclass(frozen=True)
class Branch:
    """One entry of a family, and how many steps it stands from the first."""

    entry: int
    depth: int


def family(entry: int, parents: Mapping[int, int], order: Mapping[int, object]) -> list[Branch]:
    """The first entry of the line, then all that was born of it: each after its source, the earliest first. `order`
    gives what entries are ordered by (a day): never how many followed."""
    line = ancestors(entry, parents)
    first = line[-1] if line else entry
    children: dict[int, list[int]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    found: list[Branch] = []
    waiting = [Branch(first, 0)]
    seen: set[int] = set()
    while waiting and len(found) < MOST:
        branch = waiting.pop()
        if branch.entry in seen:
            continue
        seen.add(branch.entry)
        found.append(branch)
        born = sorted(children.get(branch.entry, ()), key=lambda one: (order.get(one), one), reverse=True)  # type: ignore[arg-type]
        waiting.extend(Branch(one, branch.depth + 1) for one in born)
    return found


def ways(branches: Sequence[Branch], parents: Mapping[int, int]) -> list[tuple[int, int]]:
    """From which entry to which the idea went, among those shown."""
    shown = {branch.entry for branch in branches}
    return [(parents[one.entry], one.entry) for one in branches if one.depth and parents.get(one.entry) in shown]
