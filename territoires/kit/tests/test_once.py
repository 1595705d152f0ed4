"""The same form sent again has one effect and one answer."""

import datetime
import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import RequestFactory

from territoires.kit import once
from territoires.kit.models import OnceKey

NOW = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.UTC)
DATA = {"name": "Fatima", "place": "Roubaix", "agreed": True}


def request_from(address: str = "192.0.2.1"):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def key_of(form: str = "call", data: dict | None = None, address: str = "192.0.2.1") -> str:
    return once.once_key(request_from(address), form, DATA if data is None else data)


def create(name: str = "effect"):
    def effect() -> str:
        return f"/suivi/{Group.objects.create(name=name).pk}/"

    return effect


def test_same_words_from_the_same_network_are_one_wish():
    assert key_of() == key_of(data=dict(reversed(DATA.items())))


@pytest.mark.parametrize(
    "other",
    [
        {"form": "message"},
        {"address": "192.0.2.2"},
        {"data": {**DATA, "name": "Fatima B"}},
        {"data": {**DATA, "agreed": False}},
        {"data": {"name": "Fatima", "place": "Roubaix"}},
    ],
)
def test_anything_else_is_another_wish(other):
    assert key_of(**other) != key_of()


def test_key_tells_nothing_of_the_words():
    assert "Fatima" not in key_of()
    assert len(key_of()) == 64


@pytest.mark.django_db(transaction=True)
class TestPerform:
    def test_second_time_gives_the_first_outcome(self):
        first = once.perform("k" * 64, create(), NOW)
        assert once.perform("k" * 64, create("again"), NOW) == first
        assert Group.objects.count() == 1

    def test_after_ten_minutes_it_is_a_new_wish(self):
        once.perform("k" * 64, create(), NOW)
        later = NOW + datetime.timedelta(minutes=11)
        assert once.outcome_of("k" * 64, later) is None
        once.perform("k" * 64, create("later"), later)
        assert Group.objects.count() == 2

    def test_effect_that_fails_leaves_nothing_and_can_be_tried_again(self):
        def fail() -> str:
            Group.objects.create(name="half")
            raise LookupError

        with pytest.raises(LookupError):
            once.perform("k" * 64, fail, NOW)
        assert not Group.objects.exists()
        assert once.perform("k" * 64, create(), NOW).startswith("/suivi/")

    def test_fifty_at_once_have_one_effect_and_one_answer(self):
        answers, gate = [], threading.Barrier(50)

        def post():
            gate.wait(30)
            answers.append(once.perform("k" * 64, create(), NOW))
            connection.close()

        threads = [threading.Thread(target=post) for _person in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert len(answers) == 50
        assert len(set(answers)) == 1
        assert answers[0].startswith("/suivi/")
        assert Group.objects.count() == 1

    def test_negative_control_without_the_claim_there_are_many_effects(self, monkeypatch):
        """The test above can fail: when nothing is remembered, each of them has its effect."""
        monkeypatch.setattr(once, "remember", lambda *args: None)
        outcomes = {once.perform("k" * 64, create(str(number)), NOW) for number in range(3)}
        assert len(outcomes) == 3

    def test_remembering_what_is_already_done_undoes_the_second(self):
        once.remember("k" * 64, "/un/", NOW)

        def again():
            with transaction.atomic():
                Group.objects.create(name="twice")
                once.remember("k" * 64, "/deux/", NOW)

        with pytest.raises(once.AlreadyDone) as done:
            again()
        assert done.value.outcome == "/un/"
        assert not Group.objects.exists()

    def test_old_keys_are_forgotten(self):
        once.perform("k" * 64, create(), NOW)
        assert once.purge(NOW) == 0
        assert once.purge(NOW + datetime.timedelta(minutes=11)) == 1
        assert not OnceKey.objects.exists()
