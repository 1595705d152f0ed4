"""People half-way through the door send odd things too: no page of accounts fails."""

import random

import pytest

from territoires.accounts.tests.steps import ask_code, browser, come_in, come_in_fully

pytestmark = [pytest.mark.django_db, pytest.mark.unguarded]
ODD = [
    "", "\x00", "é" * 70_000, "9" * 40, "-1", "{{ 7*7 }}", "<script>", "../..", "a\r\nBcc: x", "🦄", "\u202e", "%00",
    " ", "1' OR 1=1--", "null", "[]", "{}", "٣", "1e309", "a@b", "x@" + "é" * 200 + ".fr",
]  # fmt: skip
FIELDS = ["email", "code", "credential", "begin", "next", "display_name", "role", "device", "others", "send", "name",
          "sur", "page", "site_web", "depart"]  # fmt: skip


def people_at_every_step(people):
    anonymous, waiting, second, volunteer, staff = (browser() for _ in range(5))
    ask_code(waiting, people.relay.email)
    come_in(second, people.coordinator.email)
    come_in(volunteer, people.animator.email)
    come_in_fully(staff, people.administrator)
    return {"anonymous": anonymous, "waiting": waiting, "second": second, "volunteer": volunteer, "staff": staff}


def test_no_page_of_accounts_fails(people, all_routes, monkeypatch):
    monkeypatch.setattr("territoires.kit.limits.allow", lambda *given: True)
    ours = [path for path in all_routes if path.startswith(("/connexion", "/deconnexion", "/compte", "/invitation"))]
    dice = random.Random(20261121)
    failures, sent = [], 0
    for name, client in people_at_every_step(people).items():
        client.raise_request_exception = False
        for path in [*ours, "/coordination/journal/"] * 4:
            data = {dice.choice(FIELDS): dice.choice(ODD) for _ in range(dice.randint(0, 4))}
            method = dice.choice(["get", "post", "post", "head"])
            query = f"?next={dice.choice(['/', '%7B%7D', '//evil', '%D9%A3', '%00'])}"
            answer = getattr(client, method)(path + query, data if method == "post" else None)
            sent += 1
            if answer.status_code >= 500:
                failures.append((name, method, path, sorted(data), answer.status_code))
    assert sent > 400
    assert not failures
