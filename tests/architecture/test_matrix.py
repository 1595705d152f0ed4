"""Role × route: every route of the URLconf, for every kind of object, has a line in tests/matrix.csv.

A cell is "GET/POST". After adding a route, `TERRITOIRES_WRITE_MATRIX=1 ./run test tests/architecture/test_matrix.py`
writes what was seen; read the difference before committing it: it says who may do what.
"""

import csv
import os
from itertools import product
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from territoires.handouts.queries import press
from tests import world as worlds
from tests.routes import Route, all_routes

TABLE = Path(__file__).resolve().parents[1] / "matrix.csv"
ROLES = ("visitor", "relay", "member", "animator", "other_animator", "delegate", "coordinator", "administrator")
STAFF = {"coordinator", "administrator"}
REFUSALS = {302, 403, 404, 405, 400}
# Answers that depend on the machine's health or on chance.
LEFT_OUT = {"kit:readyz"}

pytestmark = [pytest.mark.django_db, pytest.mark.unguarded]


@pytest.fixture(autouse=True)
def _blank_paper(monkeypatch):
    """Who may print is asked here; how a sheet is set has its own tests, and takes its time."""
    monkeypatch.setattr(press.typst, "compile", lambda *args, **kwargs: b"%PDF-1.7 /Type/Pages/Count 1")


@pytest.fixture
def world(people, reference):
    return worlds.build(people)


@pytest.fixture
def clients(people, sign_in, visitor):
    return {role: visitor if role == "visitor" else sign_in(getattr(people, role)) for role in ROLES}


def _variants(route: Route, world: worlds.World) -> list[tuple[str, dict[str, str]]]:
    """Each object a route can be asked about, with a name for the table."""
    values = worlds.variants(route.name, route.parameters, world)
    rows = []
    for combination in product(*values.values()):
        label = "+".join(label for label, _ in combination) or "-"
        rows.append((label, {name: value for name, (_, value) in zip(values, combination, strict=True)}))
    return rows


def _answer(client, method: str, address: str) -> int:
    kept = client.cookies.copy()
    with transaction.atomic():
        answer = client.generic(method, address, content_type="application/x-www-form-urlencoded")
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = kept  # whoever signed out in this request is back for the next
    return answer.status_code


def _observe(world, clients) -> dict[tuple[str, str], list[str]]:
    seen = {}
    for route in all_routes():
        if route.name in LEFT_OUT:
            continue
        for label, parameters in _variants(route, world):
            address = reverse(route.name, kwargs=parameters)
            cells = [f"{_answer(clients[r], 'GET', address)}/{_answer(clients[r], 'POST', address)}" for r in ROLES]
            seen[route.name, label] = cells
    return seen


def _read() -> dict[tuple[str, str], list[str]]:
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {(row[0], row[1]): row[2:] for row in list(csv.reader(file))[1:]}


def _write(seen: dict[tuple[str, str], list[str]]) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["route", "object", *ROLES])
        writer.writerows([*key, *cells] for key, cells in sorted(seen.items()))


def test_every_route_answers_each_role_as_the_table_says(world, clients):
    seen = _observe(world, clients)
    if os.environ.get("TERRITOIRES_WRITE_MATRIX"):
        _write(seen)
    table = _read()
    assert sorted(set(seen) - set(table)) == [], "routes without a line"
    assert sorted(set(table) - set(seen)) == [], "lines without a route"
    wrong = [f"{k}: table {table[k]} seen {seen[k]}" for k in seen if table[k] != seen[k]]
    assert not wrong, "\n".join(wrong)


def _codes(cell: str) -> tuple[int, int]:
    get, post = cell.split("/")
    return int(get), int(post)


@pytest.fixture(scope="module")
def table():
    return {key: dict(zip(ROLES, cells, strict=True)) for key, cells in _read().items()}


@pytest.fixture(scope="module")
def access():
    return {route.name: route.access for route in all_routes()}


def test_the_desk_is_closed_to_everybody_else(table, access):
    doors = [key for key in table if access[key[0]] in ("coordination", "administration")]
    assert doors
    for key in doors:
        for role in set(ROLES) - STAFF:
            assert set(_codes(table[key][role])) <= REFUSALS, (key, role)


def test_administration_is_closed_to_the_coordination(table, access):
    doors = [key for key in table if access[key[0]] == "administration"]
    assert doors
    for key in doors:
        assert set(_codes(table[key]["coordinator"])) <= REFUSALS, key


def test_signed_in_pages_send_a_visitor_to_the_door(table, access):
    for key in table:
        if access[key[0]] in ("signed-in", "coordination", "administration"):
            assert _codes(table[key]["visitor"])[0] in (302, 404), key


def test_a_group_that_did_not_agree_is_seen_by_nobody_else(table):
    hidden = [key for key in table if key[1].split("+")[0] == "hidden" and key[0].startswith(worlds.OF_GROUPS)]
    assert hidden
    for key in hidden:
        for role in ("visitor", "relay", "member", "animator", "other_animator"):
            assert set(_codes(table[key][role])) <= REFUSALS, (key, role)


def test_an_animator_does_not_reach_the_group_of_another(table, access):
    doors = [key for key in table if key[1] == "other" and access[key[0]] == "signed-in"]
    for key in doors:
        assert set(_codes(table[key]["animator"])) <= REFUSALS, key


def test_nothing_answers_with_a_failure(table):
    for key, cells in table.items():
        for role, cell in cells.items():
            assert max(_codes(cell)) < 500, (key, role)
