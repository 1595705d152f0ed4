"""The stage of a group: moved with a reason, shown with an agreement, undone by a new line."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from territoires.audit.models import JournalEntry
from territoires.groups.actions.desk import CannotCreate, CannotShow, create_group, hide_group, show_group
from territoires.groups.actions.stages import CannotMove, move_stage, settle_next_step, undo_stage
from territoires.groups.models import LocalGroup, StageChange
from territoires.groups.signals import group_changed
from territoires.groups.tests.desk import NOW, by
from territoires.groups.tests.factories import make_commune, make_group

LATER = NOW + datetime.timedelta(hours=2)


@pytest.fixture
def me(people):
    return by(people.coordinator)


@pytest.fixture
def heard():
    """The facts announced during a test."""
    numbers = []

    def listen(sender, group_id, **facts):
        numbers.append(group_id)

    group_changed.connect(listen)
    yield numbers
    group_changed.disconnect(listen)


def move(group, to, me, **more):
    told = {"version": group.version, "source": "call", "reason": "Longue conversation", "by": me, "now": NOW}
    return move_stage(group=group, to=to, **{**told, **more})


def test_a_move_keeps_its_date_author_source_reason_and_next_step(me, heard):
    group = make_group(stage="interested")
    change = move(group, "confirmed", me, next_step="Envoyer la charte", next_on=datetime.date(2026, 3, 10))
    group.refresh_from_db()
    assert (group.stage, group.version) == ("confirmed", 2)
    assert (change.from_stage, change.to_stage, change.at, change.by_id) == ("interested", "confirmed", NOW, me.user_id)
    assert (change.source, change.reason, change.next_step) == ("call", "Longue conversation", "Envoyer la charte")
    assert heard == [group.pk]
    entry = JournalEntry.objects.get(verb="groups.move_stage")
    assert entry.detail == {"from": "interested", "to": "confirmed", "change": change.pk}


def test_a_group_that_did_not_agree_to_be_shown_cannot_be_confirmed(me):
    group = make_group(stage="interested", shown=False)
    with pytest.raises(CannotMove) as refusal:
        move(group, "confirmed", me)
    assert refusal.value.code == "agreement"
    assert "accord" in refusal.value.words
    assert StageChange.objects.count() == 0


def test_the_database_refuses_a_confirmed_group_without_agreement(db):
    group = make_group(stage="interested", shown=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalGroup.objects.filter(pk=group.pk).update(stage="confirmed")


def test_the_same_stage_and_an_old_version_are_refused_and_nothing_is_written(me):
    group = make_group(stage="interested")
    for to, version, code in (("interested", 1, "same"), ("asleep", 7, "changed"), ("gone", 1, "unknown")):
        with pytest.raises(CannotMove) as refusal:
            move(group, to, me, version=version)
        assert refusal.value.code == code
    assert StageChange.objects.count() == JournalEntry.objects.count() == 0


def test_of_two_moves_decided_at_once_one_wins(me):
    group = make_group(stage="interested")
    mine, yours = LocalGroup.objects.get(pk=group.pk), LocalGroup.objects.get(pk=group.pk)
    move(mine, "confirmed", me)
    with pytest.raises(CannotMove, match="changed"):
        move(yours, "asleep", me)
    assert LocalGroup.objects.get(pk=group.pk).stage == "confirmed"


def test_undoing_adds_a_line_and_keeps_the_old_one(me):
    group = make_group(stage="interested")
    first = move(group, "asleep", me)
    group.refresh_from_db()
    undo = undo_stage(group=group, version=group.version, by=me, now=LATER)
    group.refresh_from_db()
    assert group.stage == "interested"
    assert (undo.undoes, undo.from_stage, undo.to_stage) == (first, "asleep", "interested")
    assert StageChange.objects.filter(group=group).count() == 2
    again = undo_stage(group=group, version=group.version, by=me, now=LATER)
    assert again.to_stage == "asleep"


def test_undoing_is_refused_when_there_is_nothing_when_it_moved_and_without_agreement(me):
    group = make_group(stage="interested")
    with pytest.raises(CannotMove, match="nothing"):
        undo_stage(group=group, version=1, by=me, now=NOW)
    move(group, "asleep", me)
    with pytest.raises(CannotMove, match="changed"):
        undo_stage(group=group, version=1, by=me, now=NOW)
    LocalGroup.objects.filter(pk=group.pk).update(stage="first-contact")
    with pytest.raises(CannotMove, match="moved"):
        undo_stage(group=group, version=None, by=me, now=NOW)
    confirmed = make_group("Un autre", stage="confirmed")
    move(confirmed, "asleep", me)
    confirmed.refresh_from_db()
    hide_group(group=confirmed, version=2, by=me, now=NOW)
    with pytest.raises(CannotMove, match="agreement"):
        undo_stage(group=confirmed, version=None, by=me, now=NOW)


def test_hiding_a_confirmed_group_makes_it_interested_by_the_same_stroke(me, heard):
    group = make_group(stage="confirmed")
    hide_group(group=group, version=1, by=me, now=NOW)
    group.refresh_from_db()
    assert (group.stage, group.shown_since, group.shown_how, group.version) == ("interested", None, "", 2)
    assert StageChange.objects.get(group=group).source == "group"
    assert heard == [group.pk]
    with pytest.raises(CannotShow, match="hidden"):
        hide_group(group=group, version=2, by=me, now=NOW)


def test_showing_needs_a_day_that_has_come_and_a_way(me):
    group = make_group(stage="interested", shown=False)
    told = {"group": group, "version": 1, "by": me, "now": NOW}
    with pytest.raises(CannotShow, match="future"):
        show_group(agreed_on=datetime.date(2026, 3, 4), how="aloud", **told)
    with pytest.raises(CannotShow, match="how"):
        show_group(agreed_on=datetime.date(2026, 3, 3), how="télépathie", **told)
    show_group(agreed_on=datetime.date(2026, 3, 3), how="aloud", **told)
    group.refresh_from_db()
    assert (group.shown_since, group.shown_how) == (datetime.date(2026, 3, 3), "aloud")
    with pytest.raises(CannotShow, match="shown"):
        show_group(agreed_on=datetime.date(2026, 3, 3), how="aloud", **{**told, "version": 2})


def test_a_new_group_is_hidden_unless_its_agreement_is_written(me, heard):
    commune = make_commune()
    hidden = create_group(name="Le café", commune=commune, by=me, now=NOW)
    shown = create_group(
        name="Le café", commune=commune, by=me, now=NOW, stage="confirmed",
        shown_on=datetime.date(2026, 3, 1), shown_how="paper",
    )  # fmt: skip
    assert (hidden.slug, hidden.shown_since, hidden.stage) == ("le-cafe", None, "first-contact")
    assert (shown.slug, shown.shown_since, shown.stage) == ("le-cafe-2", datetime.date(2026, 3, 1), "confirmed")
    assert (hidden.lat, hidden.lon) == (commune.lat, commune.lon)
    assert (shown.lat, shown.lon) != (commune.lat, commune.lon)
    assert heard == [hidden.pk, shown.pk]
    with pytest.raises(CannotCreate, match="agreement"):
        create_group(name="Sans accord", commune=commune, stage="confirmed", by=me, now=NOW)
    assert not LocalGroup.objects.filter(name="Sans accord").exists()


@pytest.mark.parametrize(("name", "slug"), [("Nouveau", "nouveau-2"), ("Créer", "creer-2"), ("قهوة", "groupe-roubaix")])
def test_an_address_is_never_one_of_our_pages_nor_empty(me, name, slug):
    assert create_group(name=name, commune=make_commune(), by=me, now=NOW).slug == slug


def test_a_next_step_is_done_once(me):
    change = move(make_group(stage="interested"), "asleep", me, next_on=datetime.date(2026, 3, 9))
    settle_next_step(change=change, by=me, now=NOW)
    settle_next_step(change=change, by=me, now=LATER)
    change.refresh_from_db()
    assert change.next_done_at == NOW
    assert JournalEntry.objects.filter(verb="groups.settle_next_step").count() == 1


def test_the_coordinator_moves_shows_hides_and_undoes_on_screen(coordinator):
    group = make_group(stage="interested", shown=False)
    page = f"/coordination/groupes/{group.slug}/"
    told = {"to": "confirmed", "source": "meeting", "reason": "Rencontre à Roubaix", "version": 1}
    refused = coordinator.post(page + "etape/", told)
    assert refused.status_code == 422
    assert "accord du groupe" in refused.content.decode()
    assert "Rencontre à Roubaix" in refused.content.decode()
    coordinator.post(page + "montrer/", {"agreed_on": "2026-03-01", "how": "aloud", "version": 1})
    answer = coordinator.post(page + "etape/", {**told, "version": 2})
    assert answer["Location"] == page
    html = coordinator.get(page).content.decode()
    assert "Annuler ce changement" in html
    assert "Rencontre à Roubaix" in html
    coordinator.post(page + "etape/annuler/", {"version": 3})
    group.refresh_from_db()
    assert group.stage == "interested"
    coordinator.post(page + "ne-plus-montrer/", {"version": group.version, "reason": "à leur demande"})
    group.refresh_from_db()
    assert group.shown_since is None


def test_a_late_move_is_told_politely_and_keeps_what_was_typed(coordinator):
    group = make_group(stage="interested")
    LocalGroup.objects.filter(pk=group.pk).update(version=5, updated_at=NOW)
    told = {"to": "asleep", "source": "call", "reason": "Plus de réunions", "version": 1}
    answer = coordinator.post(f"/coordination/groupes/{group.slug}/etape/", told)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "mardi 3\xa0mars 2026 à 10\xa0h\xa012" in html
    assert "Plus de réunions" in html
    assert 'name="version" value="5"' in html
    group.refresh_from_db()
    assert group.stage == "interested"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "31/02/2026", "demain"])
def test_an_impossible_day_is_said_and_not_kept(coordinator, day):
    group = make_group(stage="interested", shown=False)
    answer = coordinator.post(
        f"/coordination/groupes/{group.slug}/montrer/", {"agreed_on": day, "how": "aloud", "version": 1}
    )
    assert answer.status_code == 422
    group.refresh_from_db()
    assert group.shown_since is None
