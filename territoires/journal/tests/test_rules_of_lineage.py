"""Nothing is its own ancestor; a family is told from its beginning, in the order of days."""

import math
import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from territoires.journal.rules import arcs, lineage
from territoires.journal.rules.lineage import Source

ENTRIES = st.integers(1, 12)
PARENTS = st.dictionaries(ENTRIES, ENTRIES, max_size=12)  # loops included: rows may have been written by hand
POINTS = st.tuples(st.floats(0, 1000), st.floats(0, 800))


@given(ENTRIES, PARENTS)
def test_walking_up_always_ends(entry, parents):
    found = lineage.ancestors(entry, parents)
    assert len(found) == len(set(found))
    assert entry not in found


@given(st.lists(st.tuples(ENTRIES, ENTRIES), max_size=30))
def test_accepted_links_never_make_a_loop(wishes):
    parents: dict[int, int] = {}
    groups = {entry: entry % 4 for entry in range(1, 13)}
    for entry, wanted in wishes:
        source = Source(groups[wanted], wanted)
        if not lineage.refusal_to_inspire(entry=entry, group=groups[entry], source=source, parents=parents):
            parents[entry] = wanted
    for entry, parent in parents.items():
        assert groups[entry] != groups[parent]
        line, current = [entry], parents.get(entry)
        while current is not None:
            assert current not in line
            line.append(current)
            current = parents.get(current)


def test_each_refusal_has_its_name():
    parents = {2: 1}
    refuse = lineage.refusal_to_inspire
    assert refuse(entry=1, group=1, source=Source(1, 1), parents={}) == lineage.ITSELF
    assert refuse(entry=1, group=1, source=Source(1), parents={}) == lineage.OWN_GROUP
    assert refuse(entry=1, group=1, source=Source(2, 2), parents=parents) == lineage.LOOP
    assert refuse(entry=3, group=3, source=Source(2, 2), parents={}, refused_by=[2]) == lineage.REFUSED
    assert refuse(entry=3, group=3, source=Source(2, 2), parents=parents) == ""


@given(ENTRIES, PARENTS)
def test_a_family_holds_each_entry_once_and_ends(entry, parents):
    branches = lineage.family(entry, parents, {})
    entries = [branch.entry for branch in branches]
    assert len(entries) == len(set(entries))
    assert branches[0].depth == 0
    shown = set(entries)
    assert all(start in shown and end in shown for start, end in lineage.ways(branches, parents))


def test_a_family_is_told_in_the_order_of_days_each_after_its_source():
    parents = {2: 1, 3: 1, 4: 2, 9: 8}
    order = {2: 20, 3: 10, 4: 30}
    told = [(branch.entry, branch.depth) for branch in lineage.family(4, parents, order)]
    assert told == [(1, 0), (3, 1), (2, 1), (4, 2)]


@given(st.lists(st.tuples(POINTS, POINTS), max_size=20))
def test_arcs_are_drawn_with_whole_numbers_and_good_form(ways):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{arcs.arcs(ways)}{arcs.dots([a for a, _b in ways])}</svg>'
    drawn = ElementTree.fromstring(svg)
    moving = sum(arcs.travels(start, end) for start, end in ways)
    assert len(drawn.findall("{http://www.w3.org/2000/svg}path")) == 2 * moving
    assert "nan" not in svg


@given(POINTS, POINTS)
def test_an_idea_that_comes_back_takes_another_road(start, end):
    if arcs.travels(start, end):
        there, back = arcs.bend(start, end), arcs.bend(end, start)
        assert math.dist(there, back) > 0.2 * arcs.NEAR


def test_names_are_written_once_without_touching():
    labels = [("Roubaix", (100.0, 100.0)), ("Roubaix", (100.0, 100.0)), ("Tourcoing", (104.0, 108.0))]
    drawn = arcs.names(labels, 1000)
    assert re.findall(r">([^<]+)</text>", drawn) == ["Roubaix", "Tourcoing"]
    assert "<script" not in arcs.names([("<script>", (1.0, 1.0))], 100)
