"""« Notre groupe se repose », wakes, ends, begins again: its story always stays."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.audit.models import JournalEntry
from territoires.groups.actions.life import (
    CannotEnd,
    CannotRest,
    end_group,
    note_entry,
    reopen_group,
    rest_group,
    wake_group,
)
from territoires.groups.clock import forget_ended
from territoires.groups.models import Animator, LocalGroup, Member, StageChange
from territoires.groups.queries.life import can_tell, signs
from territoires.groups.tests.desk import make_message
from territoires.groups.tests.factories import make_animator, make_group
from territoires.groups.tests.life import by, day, lively, on
from territoires.kit.actors import CLOCK
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(people):
    group = make_group(
        "Les Tilleuls", phone="0320000000", phone_e164="+33320000000", who_answers="Sophie",
        phone_public_since=datetime.date(2025, 1, 1), phone_public_until=datetime.date(2035, 1, 1),
    )  # fmt: skip
    StageChange.objects.create(
        group=group, from_stage="interested", to_stage="confirmed", at=on(-30), source="call", reason="Prêt"
    )
    make_animator(group, people.animator)
    return group


def test_a_rest_is_a_line_of_history_and_an_entry_wakes_the_group_where_it_was(group, people):
    me = by(people.animator)
    change = rest_group(group=group, version=group.version, by=me, now=on(0))
    assert (change.from_stage, change.to_stage, change.source) == ("confirmed", "asleep", "group")
    note_entry(group=group, at=on(20), now=on(20), by=me)
    group.refresh_from_db()
    assert (group.stage, group.woken_on) == ("confirmed", day(20))
    assert [c.to_stage for c in group.stage_changes.all()] == ["confirmed", "asleep", "confirmed"]


def test_a_button_wakes_it_too_and_is_how_a_rest_is_undone(group, people):
    me = by(people.animator)
    rest_group(group=group, version=None, by=me, now=on(0))
    wake_group(group=group, version=None, by=me, now=on(1))
    group.refresh_from_db()
    assert group.stage == "confirmed"
    with pytest.raises(CannotRest):
        wake_group(group=group, version=None, by=me, now=on(1))


def test_a_group_no_longer_shown_wakes_as_interested(people):
    group = make_group("Caché", slug="cache", shown=False, stage="asleep")
    StageChange.objects.create(
        group=group, from_stage="confirmed", to_stage="asleep", at=on(-30), source="group", reason="Pause"
    )
    wake_group(group=group, version=None, by=by(people.coordinator), now=on(1))
    group.refresh_from_db()
    assert group.stage == "interested"


def test_rest_is_refused_twice_after_the_end_and_when_somebody_was_faster(group, people):
    me = by(people.animator)
    with pytest.raises(CannotRest) as refusal:
        rest_group(group=group, version=99, by=me, now=on(0))
    assert refusal.value.code == "changed"
    rest_group(group=group, version=None, by=me, now=on(0))
    with pytest.raises(CannotRest) as refusal:
        rest_group(group=group, version=None, by=me, now=on(0))
    assert refusal.value.code == "rests"
    end_group(group=group, version=None, by=me, now=on(1))
    for verb in (rest_group, wake_group):
        with pytest.raises(CannotRest) as refusal:
            verb(group=group, version=None, by=me, now=on(1))
        assert refusal.value.code == "ended"


def test_resting_takes_every_doubt_away(people):
    group = lively(people, unsure_since=day(10), faded_on=day(20))
    rest_group(group=group, version=None, by=by(people.animator), now=on(30))
    group.refresh_from_db()
    assert (group.unsure_since, group.faded_on) == (None, None)
    assert LocalGroup.objects.listed().filter(pk=group.pk).exists()


def test_an_animator_rests_and_wakes_the_group_from_her_space(group, animator):
    page = reverse("groups:rest", args=[group.slug])
    assert "Plus aucune lettre" in animator.get(page).content.decode()
    assert animator.post(page, {"version": group.version}).status_code == 302
    html = animator.get(f"/espace/groupes/{group.slug}/").content.decode()
    assert "Le groupe se repose." in html
    assert "Réveiller le groupe" in html
    public = animator.get(f"/groupes/{group.slug}/").content.decode()
    assert "Son histoire reste ici." in public
    assert "Réveiller le groupe" in public
    group.refresh_from_db()
    assert animator.post(reverse("groups:wake", args=[group.slug]), {"version": group.version}).status_code == 302
    group.refresh_from_db()
    assert group.stage == "confirmed"


def test_an_old_version_is_refused_with_a_polite_word(group, animator):
    answer = animator.post(reverse("groups:rest", args=[group.slug]), {"version": group.version + 3})
    assert answer.status_code == 409
    assert "Rien n&#x27;est enregistré" in answer.content.decode()


@pytest.mark.parametrize("route", ["rest", "wake", "end", "reopen"])
def test_nobody_else_rests_or_ends_a_group(group, route, visitor, relay, delegate):
    page = reverse(f"groups:{route}", args=[group.slug])
    assert visitor.get(page).status_code == 302
    assert relay.post(page).status_code == 403
    assert delegate.post(page).status_code == 403


def test_a_visitor_reads_that_it_rests_in_warm_words(group, people, visitor):
    rest_group(group=group, version=None, by=by(people.animator), now=timezone.now())
    html = visitor.get(f"/groupes/{group.slug}/").content.decode()
    assert "Ce groupe se repose pour le moment." in html
    assert "Réveiller le groupe" not in html


def test_an_ended_group_keeps_its_page_says_when_it_lived_and_leaves_the_lists(group, people, visitor):
    assert "0320000000" in visitor.get(f"/groupes/{group.slug}/").content.decode()
    LocalGroup.objects.filter(pk=group.pk).update(created_at=datetime.datetime(2024, 3, 9, tzinfo=datetime.UTC))
    end_group(group=group, version=None, by=by(people.animator), now=on(0))
    group.refresh_from_db()
    answer = visitor.get(f"/groupes/{group.slug}/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Ce groupe a vécu de mars 2024 à mars 2026." in html
    assert "Parler à la coordination" in html
    assert "0320000000" not in html
    assert "Confirmé" not in html
    assert not LocalGroup.objects.listed().exists()
    assert not can_tell(group)
    assert group.slug not in visitor.get("/sitemap.xml").content.decode()


def test_messages_to_an_ended_group_reach_the_coordination(group, people, visitor):
    assert people.coordinator
    end_group(group=group, version=None, by=by(people.animator), now=timezone.now())
    visitor.post(f"/groupes/{group.slug}/ecrire/", {"first_name": "Zoé", "text": "Bonjour", "email": "", "phone": ""})
    assert {letter.to for letter in Letter.objects.filter(kind="groups.message")} == {people.coordinator.email}


def test_the_coordination_finds_them_in_its_list(group, people, coordinator):
    make_message(f"localgroup:{group.pk}", sent=timezone.now())
    assert "Les Tilleuls, Roubaix" not in coordinator.get("/coordination/").content.decode()
    end_group(group=group, version=None, by=by(people.animator), now=timezone.now())
    assert "Les Tilleuls, Roubaix" in coordinator.get("/coordination/").content.decode()


def test_an_end_is_undone_within_thirty_days_and_no_later(group, people):
    me = by(people.animator)
    end_group(group=group, version=None, by=me, now=on(0))
    with pytest.raises(CannotEnd):
        end_group(group=group, version=None, by=me, now=on(0))
    reopen_group(group=group, version=None, by=me, now=on(30))
    group.refresh_from_db()
    assert (group.ended_on, group.stage) == (None, "confirmed")
    with pytest.raises(CannotEnd):
        reopen_group(group=group, version=None, by=me, now=on(30))
    end_group(group=group, version=None, by=me, now=on(40))
    with pytest.raises(CannotEnd) as refusal:
        reopen_group(group=group, version=None, by=me, now=on(71))
    assert refusal.value.code == "late"


def test_thirty_days_later_what_was_known_of_its_people_goes_once(group, people):
    Member.objects.create(group=group, first_name="Fatou", came_by="card", joined_at=on(-10))
    end_group(group=group, version=None, by=by(people.animator), now=on(0))
    assert forget_ended(on(30)) == 0
    assert Member.objects.get().first_name == "Fatou"
    assert forget_ended(on(31)) == 1
    assert forget_ended(on(32)) == 0
    group.refresh_from_db()
    member = Member.objects.get()
    assert (member.first_name, bool(member.left_at)) == ("", True)
    assert not Animator.objects.filter(group=group, until=None).exists()
    assert (group.phone, group.who_answers, group.name) == ("", "", "Les Tilleuls")
    assert JournalEntry.objects.filter(verb="groups.forget_people_of_ended").count() == 1
    assert Letter.objects.filter(kind="groups.alone").count() == 0


def test_signs_are_facts_that_nobody_declares(group):
    note_entry(group=group, at=on(-3), now=on(-3), by=CLOCK)
    group.refresh_from_db()
    found = signs(group, day(0))
    assert (found.last_entry_on, found.last_met_on, found.quiet_days) == (day(-3), None, 0)


def test_an_unsure_and_a_faded_page_say_so_in_words(people, visitor):
    unsure = lively(people, "Doute", animated=False, unsure_since=day(224), last_confirmed_on=day(0))
    faded = lively(people, "Parti", animated=False, unsure_since=day(224), faded_on=day(365), last_confirmed_on=day(0))
    html = visitor.get(f"/groupes/{unsure.slug}/").content.decode()
    assert "À confirmer." in html
    assert "Appelez avant de venir." in html
    assert "lundi 2\xa0mars 2026" in html
    html = visitor.get(f"/groupes/{faded.slug}/").content.decode()
    assert "Il vit peut-être encore." in html
    listed = visitor.get("/carte/?lieu=Roubaix").content.decode()
    assert "Parti" not in listed
