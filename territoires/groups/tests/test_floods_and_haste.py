"""A crowd, a flood, two thumbs: one effect each, and letters kept back when somebody should look first."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from territoires.contributions.models import Consent, Contribution
from territoires.groups.tests.factories import make_animator, make_group
from territoires.groups.tests.starting import answer_all, page_url, prepare
from territoires.kit import breaker
from territoires.mailer.models import Letter


@pytest.fixture
def _flooded(monkeypatch):
    """Every post finds its form's breaker tripped, and did no work."""
    monkeypatch.setattr(breaker, "POSTS_AN_HOUR", 0)
    monkeypatch.setattr(breaker, "is_held", lambda request, form, now: True)


@pytest.mark.django_db
@pytest.mark.usefixtures("_flooded")
def test_in_a_flood_everything_is_kept_and_no_letter_leaves(visitor, people):
    assert people.coordinator
    prepare()
    group = make_group("Alma")
    make_animator(group, people.animator)
    visitor.post(
        reverse("groups:write", args=[group.slug]), {"first_name": "F", "text": "Bonjour", "email": "f@exemple.fr"}
    )
    visitor.post(
        reverse("groups:call_back", args=[group.slug]),
        {"first_name": "F", "phone": "0612345621", "best_moment": "soir"},
    )
    visitor.post(reverse("groups:report", args=[group.slug]), {"reason": "hurts", "text": ""})
    contact = {"reach": "email", "first_name": "F", "email": "f@exemple.fr", "phone": ""}
    visitor.post(page_url(answer_all(visitor, contact=contact), "start_check"))
    assert Contribution.objects.waiting().count() == 4
    assert not Letter.objects.exists()


def press_together(press, times: int = 6) -> None:
    def thumb():
        try:
            press()
        finally:
            connection.close()

    threads = [threading.Thread(target=thumb) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share one database only on PostgreSQL")
class TestAtTheSameMoment:
    def test_six_presses_send_one_proposal(self, visitor, people):
        assert people.coordinator
        prepare()
        draft = answer_all(visitor)
        where = []

        def press():
            client = Client(headers={"sec-fetch-site": "same-origin"})
            where.append(client.post(page_url(draft, "start_check"))["Location"])

        press_together(press)
        assert set(where) == {page_url(draft, "start_sent")}
        assert Consent.objects.filter(contribution=draft).count() == 1
        assert Letter.objects.filter(kind="groups.proposal_arrived").count() == 1

    def test_six_presses_send_one_message(self, people):
        group = make_group("Alma")
        make_animator(group, people.animator)
        where = []

        def press():
            client = Client(headers={"sec-fetch-site": "same-origin"})
            words = {"first_name": "Fatou", "text": "Bonjour", "phone": "", "email": ""}
            where.append(client.post(reverse("groups:write", args=[group.slug]), words)["Location"])

        press_together(press)
        assert len(set(where)) == 1
        assert Contribution.objects.count() == 1
        assert Letter.objects.count() == 1

    def test_six_withdrawals_are_one(self, visitor, people):
        prepare()
        draft = answer_all(visitor)
        visitor.post(page_url(draft, "start_check"))
        statuses = []

        def press():
            client = Client(headers={"sec-fetch-site": "same-origin"})
            statuses.append(client.post(reverse("contributions:withdraw", args=[draft.token])).status_code)

        press_together(press)
        assert set(statuses) == {302}
        draft.refresh_from_db()
        assert draft.state == "withdrawn"
