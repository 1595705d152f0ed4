"""The database keeps the journal, whoever asks: our code, a shell, a script."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from territoires.audit import clock, triggers
from territoires.audit.actions import record
from territoires.audit.models import JournalEntry
from territoires.kit.actors import CLOCK, Actor

NOW = timezone.now()
OLD = NOW - datetime.timedelta(days=3 * 366 + 1)


def write(at=NOW, thing="localgroup:12"):
    return record(verb="groups.move_stage", thing=thing, by=Actor("user", 7), now=at, detail={"from": "interested"})


def refused(action):
    with pytest.raises(DatabaseError, match="journal"), transaction.atomic():
        action()


@pytest.mark.django_db
def test_a_row_is_added():
    entry = write()
    assert JournalEntry.objects.get() == entry
    assert (entry.actor_kind, entry.actor_id, entry.detail) == ("user", 7, {"from": "interested"})


@pytest.mark.django_db
def test_a_row_is_never_changed():
    entry = write()
    entry.verb = "groups.something_else"
    refused(entry.save)
    refused(lambda: JournalEntry.objects.update(actor_id=None))
    assert JournalEntry.objects.get().verb == "groups.move_stage"


@pytest.mark.django_db
def test_even_an_old_row_is_never_changed():
    write(at=OLD)
    refused(lambda: JournalEntry.objects.update(verb="x"))


@pytest.mark.django_db
def test_a_row_is_not_deleted_before_its_three_years():
    entry = write()
    almost = write(at=NOW - datetime.timedelta(days=3 * 365 - 2))
    refused(entry.delete)
    refused(almost.delete)
    refused(JournalEntry.objects.all().delete)
    assert JournalEntry.objects.count() == 2


@pytest.mark.django_db
def test_raw_sql_meets_the_same_refusal():
    write()

    def run(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    refused(lambda: run(f"UPDATE {triggers.TABLE} SET verb = 'x'"))
    refused(lambda: run(f"DELETE FROM {triggers.TABLE}"))
    if connection.vendor == "postgresql":
        refused(lambda: run(f"TRUNCATE {triggers.TABLE}"))
    else:
        refused(lambda: run(f"REPLACE INTO {triggers.TABLE} SELECT * FROM {triggers.TABLE}"))


@pytest.mark.django_db
def test_the_clock_forgets_what_is_older_than_three_years_and_nothing_else():
    write(at=OLD)
    kept = write()
    assert clock.forget_old_entries(NOW) == 1
    assert list(JournalEntry.objects.all()) == [kept]
    assert clock.forget_old_entries(NOW) == 0


@pytest.mark.django_db
def test_the_guard_can_be_lifted_and_put_back():
    entry = write()
    triggers.remove(connection)
    JournalEntry.objects.filter(pk=entry.pk).update(verb="changed.by_hand")
    triggers.install(connection)
    triggers.install(connection)
    refused(JournalEntry.objects.all().delete)


@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_leaves_an_empty_journal_behind():
    record(verb="kit.try", thing="a:1", by=CLOCK, now=NOW)
    assert JournalEntry.objects.count() == 1


@pytest.mark.django_db
def test_the_journal_is_empty_and_guarded_after_it():
    assert JournalEntry.objects.count() == 0
    entry = write()
    refused(entry.delete)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "detail",
    [
        {"name": "Sophie Martin"},
        {"email": "sophie@exemple.fr"},
        {"reason": "Elle a déménagé."},
        {"list": ["ok", "deux mots"]},
        {"inner": {"phone": "01 99 00 10 01"}},
        {"a name": 1},
        {"when": NOW},
    ],
)
def test_nobody_s_words_enter_the_journal(detail):
    with pytest.raises(ValueError, match="numbers and states only"):
        record(verb="groups.add_note", thing="localgroup:1", by=CLOCK, now=NOW, detail=detail)
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db
def test_numbers_states_and_names_of_fields_do():
    detail = {
        "from": "first-contact",
        "fields": ["name", "meets_when"],
        "count": 3,
        "shown": True,
        "scope": "network:acepp",
    }
    entry = record(verb="groups.update_group", thing="localgroup:1", by=CLOCK, now=NOW, detail=detail)
    assert JournalEntry.objects.get(pk=entry.pk).detail == detail
