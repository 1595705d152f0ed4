"""A change shows in the next answer, whatever way it was made; nothing else is made again."""

import asyncio
import subprocess
import sys

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from territoires.kit.edge.changes import Changes
from territoires.kit.edge.sql import ANYTHING, slot_of
from territoires.kit.edge.store import Page
from territoires.kit.edge.watch import changes, reading
from territoires.kit.models import FloodBreaker, RateCount
from territoires.kit.tests import pages
from territoires.kit.tests.edge_client import ask, head_of, make_edge, told

TABLE = FloodBreaker._meta.db_table


@pytest.fixture(autouse=True)
def _small_site(settings):
    settings.ROOT_URLCONF = "territoires.kit.tests.pages"
    pages.made.clear()
    pages.during.clear()


@pytest.fixture
def edge(transactional_db):
    FloodBreaker.objects.create(form="Lille", tripped_until=timezone.now())
    return make_edge()


def fresh(name: str) -> FloodBreaker:
    return FloodBreaker(form=name, tripped_until=timezone.now())


def in_a_transaction():
    with transaction.atomic():
        fresh("Roubaix").save()


def after_an_inner_rollback():
    """The hole of callbacks: one registered in a savepoint that is rolled back is lost, a note of ours is not."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                fresh("Tourcoing").save()
                raise RuntimeError
        except RuntimeError:
            pass
        fresh("Roubaix").save()


def by_hand():
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (form, tripped_until) VALUES (%s, %s)", ["Roubaix", timezone.now()])


def by_hand_for_many():
    with connection.cursor() as cursor:
        rows = [("Roubaix", timezone.now()), ("Tourcoing", timezone.now())]
        cursor.executemany(f'INSERT INTO "{TABLE}" ("form", "tripped_until") VALUES (%s, %s)', rows)


def by_upsert():
    FloodBreaker.objects.bulk_create(
        [fresh("Roubaix")], update_conflicts=True, unique_fields=["form"], update_fields=["tripped_until"]
    )


def with_a_failing_callback():
    def fail():
        raise RuntimeError

    def save():
        with transaction.atomic():
            transaction.on_commit(fail)
            fresh("Roubaix").save()

    with pytest.raises(RuntimeError):
        save()


WAYS = [
    lambda: fresh("Roubaix").save(),
    in_a_transaction,
    after_an_inner_rollback,
    by_hand,
    by_hand_for_many,
    by_upsert,
    with_a_failing_callback,
    lambda: FloodBreaker.objects.bulk_create([fresh("Roubaix")]),
    lambda: FloodBreaker.objects.update_or_create(form="Roubaix", defaults={"tripped_until": timezone.now()}),
    lambda: FloodBreaker.objects.filter(form="Lille").update(form="Roubaix"),
]


def test_change_shows_in_the_next_answer_however_it_is_made(edge):
    for way in WAYS:
        assert "Roubaix" not in ask(edge, "/liste/").text, way
        way()
        assert "Roubaix" in ask(edge, "/liste/").text, way
        FloodBreaker.objects.all().delete()
        fresh("Lille").save()


def test_what_is_deleted_is_gone_from_the_next_answer(edge):
    for way in (
        lambda: FloodBreaker.objects.get(form="Lille").delete(),
        lambda: FloodBreaker.objects.all().delete(),
        lambda: FloodBreaker.objects.all()._raw_delete("default"),
    ):
        assert "Lille" in ask(edge, "/liste/").text
        way()
        assert "Lille" not in ask(edge, "/liste/").text
        fresh("Lille").save()


def test_many_to_many_rows_and_cascades_count_as_changes_of_their_tables(edge):
    kind = ContentType.objects.get_or_create(app_label="kit", model="floodbreaker")[0]
    permission = Permission.objects.create(name="x", codename="x", content_type=kind)
    group = Group.objects.create(name="g")
    link = slot_of("auth_group_permissions")
    values = changes().values
    before = values[link]
    group.permissions.add(permission)
    added = values[link]
    assert added != before
    group.delete()
    assert values[link] != added


def test_change_of_another_table_makes_nothing_again(edge):
    ask(edge, "/liste/")
    Group.objects.create(name="g")
    RateCount.objects.create(key="k", expires_at=timezone.now())
    ask(edge, "/liste/")
    assert pages.made["/liste/"] == 1


def test_page_without_data_is_not_made_again(edge):
    ask(edge, "/fixe/")
    fresh("Roubaix").save()
    ask(edge, "/fixe/")
    assert pages.made["/fixe/"] == 1


def test_unknown_statement_makes_everything_again(edge):
    ask(edge, "/fixe/")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kit_tmp (a integer)")
        cursor.execute("DROP TABLE kit_tmp")
    ask(edge, "/fixe/")
    assert pages.made["/fixe/"] == 2


def test_what_is_rolled_back_does_not_show(edge):
    def change_one_s_mind():
        with transaction.atomic():
            fresh("Roubaix").save()
            raise RuntimeError

    ask(edge, "/liste/")
    with pytest.raises(RuntimeError):
        change_one_s_mind()
    assert "Roubaix" not in ask(edge, "/liste/").text


def test_change_in_the_middle_of_a_rendering_is_not_missed(edge):
    pages.during.append(lambda: fresh("Roubaix").save())
    assert "Roubaix" not in ask(edge, "/liste-puis-change/").text
    assert "Roubaix" in ask(edge, "/liste-puis-change/").text


def test_negative_control_without_comparison_the_change_is_missed(edge, monkeypatch):
    """The test above can fail: without the comparison of change numbers the old page is given."""
    monkeypatch.setattr(Page, "still_true", lambda page, values: True)
    pages.during.append(lambda: fresh("Roubaix").save())
    ask(edge, "/liste-puis-change/")
    assert "Roubaix" not in ask(edge, "/liste-puis-change/").text


def test_one_rendering_at_a_time(edge):
    """Twenty people ask at once for a page that is not at hand: it is made once, and all get it."""

    async def crowd():
        return await asyncio.gather(*(edge.ask(head_of("/fixe/")) for _person in range(20)))

    answers = asyncio.run(crowd())
    assert len({told(answer).body for answer in answers}) == 1
    assert pages.made["/fixe/"] == 1


def test_what_is_for_one_person_is_made_for_each(edge):
    """Those who waited for a page that turned out not to be for everybody get one of their own."""

    async def crowd():
        return await asyncio.gather(*(edge.ask(head_of("/cookie/")) for _person in range(5)))

    assert all("set-cookie" in told(answer).headers for answer in asyncio.run(crowd()))
    assert pages.made["/cookie/"] == 5


def test_twenty_people_never_see_each_other(edge, client):
    """1,000 interleaved requests: each person has a name in the session, visitors have none."""
    cookies = [cookie_of(client, f"personne-{number}") for number in range(20)]
    for turn in range(1000):
        person = (turn * 7) % 25
        path = ("/fixe/", "/liste/", f"/fixe/?page={turn % 3}")[turn % 3]
        if person >= 20:
            assert "personne-" not in ask(edge, path).text
            continue
        text = ask(edge, path, cookie=cookies[person]).text
        assert text.count("personne-") == 1
        assert f"Bonjour personne-{person}." in text
    assert pages.made["/fixe/"] > 500


def cookie_of(client, name: str) -> str:
    client.cookies.clear()
    session = client.session
    session["name"] = name
    session.save()
    return f"session={session.session_key}"


def test_other_processes_see_the_change(tmp_path):
    here, there = Changes(tmp_path / "changes.bin"), Changes(tmp_path / "changes.bin")
    slot, before = slot_of("groups_localgroup"), here.values[0]
    there.bump([slot])
    assert here.values[slot] == there.values[slot] != 0
    assert here.values[0] != before
    code = "import sys; from pathlib import Path; from territoires.kit.edge.changes import Changes;"
    code += f"Changes(Path({str(tmp_path / 'changes.bin')!r})).bump([{slot}])"
    seen = here.values[slot]
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert here.values[slot] != seen


def test_number_is_noted_before_the_first_read(transactional_db):
    """The one moment that matters: what is committed between the reading of the number and the query is seen twice
    rather than never."""
    with reading() as noted:
        list(FloodBreaker.objects.all())
        first = noted[slot_of(TABLE)]
        fresh("Roubaix").save()
        list(FloodBreaker.objects.all())
    assert noted[slot_of(TABLE)] == first != changes().values[slot_of(TABLE)]


def test_inner_reading_is_told_to_the_outer_one(transactional_db):
    with reading() as outer:
        with reading() as inner:
            list(FloodBreaker.objects.all())
        assert slot_of(TABLE) in inner
    assert slot_of(TABLE) in outer
    assert ANYTHING in outer


class CacheMachine(RuleBasedStateMachine):
    """Any order of changes, rollbacks and questions: the answer is always what the database holds."""

    edge = None
    kept: set[str]

    def __init__(self) -> None:
        super().__init__()
        FloodBreaker.objects.all().delete()
        self.kept = set()

    @rule(name=st.sampled_from("abcdef"), whole=st.booleans())
    def add(self, name: str, whole: bool) -> None:
        try:
            with transaction.atomic():
                FloodBreaker.objects.update_or_create(form=name, defaults={"tripped_until": timezone.now()})
                if not whole:
                    raise RuntimeError
        except RuntimeError:
            return
        self.kept.add(name)

    @rule(name=st.sampled_from("abcdef"))
    def remove(self, name: str) -> None:
        FloodBreaker.objects.filter(form=name).delete()
        self.kept.discard(name)

    @rule(name=st.sampled_from("abcdef"))
    def change_while_rendering(self, name: str) -> None:
        pages.during.append(lambda: self.add(name, True))
        ask(self.edge, "/liste-puis-change/")
        while pages.during:
            pages.during.pop()()

    @invariant()
    def answer_is_true(self) -> None:
        for path in ("/liste/", "/liste-puis-change/"):
            assert f"<p>{', '.join(sorted(self.kept))}</p>" in ask(self.edge, path).text


@pytest.mark.django_db(transaction=True)
def test_any_order_of_changes_and_questions():
    CacheMachine.edge = make_edge()
    CacheMachine.TestCase.settings = hypothesis_settings(
        max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    CacheMachine.TestCase("runTest").runTest()
