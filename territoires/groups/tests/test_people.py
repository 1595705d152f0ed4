"""Who is around the table: roles for all, names inside, contacts under a dated agreement; leaving loses nothing."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from territoires.accounts.actions import erase_account
from territoires.accounts.queries import personal_data
from territoires.audit.models import JournalEntry
from territoires.groups.actions import people as verbs
from territoires.groups.actions.people import Place
from territoires.groups.clock import forget_people
from territoires.groups.models import Animator, Card, Member
from territoires.groups.permissions import is_inside
from territoires.groups.queries.people import around_the_table, contact_of, inside_users
from territoires.groups.signals import card_closed, member_left
from territoires.groups.tests.desk import by
from territoires.groups.tests.factories import make_group, make_role
from territoires.groups.tests.gathering import gather
from territoires.kit.actors import CLOCK, VISITOR
from territoires.kit.fields import PhoneNumber
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
PHONE = PhoneNumber("06 39 98 10 01", "+33639981001")


def address(name: str, group, *args) -> str:
    return reverse(f"groups:{name}", args=[group.slug, *args])


def agree(member, *, when=None) -> None:
    now = when or timezone.now()
    verbs.agree_to_contact(member=member, email="fatou@exemple.fr", phone=PHONE, by=VISITOR, now=now)


# -- who sees what ----------------------------------------------------------------------------------------------------


def test_members_read_roles_and_the_first_names_that_chose_to_be_read(relay, people):
    gathering = gather(people)
    page = relay.get(address("inside", gathering.group))
    assert "Parents" in page.text
    assert "Fatoumatou" in page.text
    Member.objects.filter(pk=gathering.fatou.pk).update(name_shown=False)
    page = relay.get(address("inside", gathering.group))
    assert "Parents" in page.text
    assert "Fatoumatou" not in page.text


def test_roles_that_members_say_are_no_longer_missing(people):
    gathering = gather(people)
    school = make_role("ecole", "Personnes de l'école")
    gathering.group.roles_missing.set([make_role(), school])
    table = around_the_table(gathering.group)
    assert [chair.words for chair in table.present] == ["Parents"]
    assert table.present[0].names == ["Fatoumatou"]
    assert table.missing == ["Personnes de l'école"]
    assert table.animators == ["Sophie"]
    assert set(inside_users(gathering.group)) == {people.relay, people.animator}


@pytest.mark.parametrize("who", ["coordinator", "administrator", "delegate", "other"])
def test_nobody_outside_reads_a_name(who, people, sign_in):
    """The coordination, delegates and animators of another group see roles, never who."""
    gathering = gather(people)
    person = people.other_animator if who == "other" else getattr(people, who)
    Animator.objects.create(group=make_group("Voisins", "Lille"), user=people.other_animator, since=timezone.now())
    client = sign_in(person)
    for name in ("inside", "people", "ways_in", "print_cards", "print_wall", "pass_on", "my_place", "leave"):
        answer = client.get(address(name, gathering.group))
        assert answer.status_code in (302, 403), name
        assert "Fatoumatou" not in answer.text
    for name in ("person_contact", "end_person", "pass_on_to"):
        assert client.get(address(name, gathering.group, gathering.fatou.pk)).status_code == 403
    for name in ("group_page", "space_group", "buddies", "desk_group", "edit_group"):
        answer = client.get(address(name, gathering.group), follow=True)
        assert "Fatoumatou" not in answer.text
        assert "Samira" not in answer.text


def test_an_animator_reaches_only_the_people_and_cards_of_her_own_group(people, sign_in):
    """A number of another group typed in the address of one's own leads nowhere."""
    gathering = gather(people)
    mine = make_group("Voisins", "Lille")
    Animator.objects.create(group=mine, user=people.other_animator, since=timezone.now())
    agree(gathering.fatou)
    client = sign_in(people.other_animator)
    for name in ("person_contact", "end_person", "pass_on_to"):
        assert client.get(address(name, mine, gathering.fatou.pk)).status_code == 404
    for name, number in (
        ("restore_person", gathering.fatou.pk),
        ("person_card", gathering.fatou.pk),
        ("close_card", gathering.card.pk),
        ("keep_card", gathering.card.pk),
    ):
        assert client.post(address(name, mine, number)).status_code == 404
    gathering.card.refresh_from_db()
    assert gathering.card.revoked_at is None


def test_a_member_is_no_animator(relay, people):
    gathering = gather(people)
    for name in ("people", "ways_in", "pass_on", "space_group", "edit_group"):
        assert relay.get(address(name, gathering.group)).status_code == 403
    for name in ("update_table", "make_link", "make_wall"):
        assert relay.post(address(name, gathering.group)).status_code == 403


def test_a_hidden_group_opens_to_its_members_and_stays_unknown_to_others(relay, delegate, people):
    gathering = gather(people, shown=False, stage="interested")
    assert relay.get(address("inside", gathering.group)).status_code == 200
    assert relay.get(address("group_page", gathering.group)).status_code == 200
    assert delegate.get(address("inside", gathering.group)).status_code == 404


def test_somebody_who_left_reads_nothing_any_more(relay, people):
    gathering = gather(people)
    relay.post(address("leave", gathering.group), {})
    assert relay.get(address("inside", gathering.group)).status_code == 403
    assert not is_inside(relay.user, gathering.group)


def test_the_page_asks_as_often_for_many_as_for_few(animator, people, django_assert_max_num_queries):
    gathering = gather(people)
    for number in range(25):
        verbs.join_group(
            group=gathering.group, place=Place(f"Prénom {number}", make_role(), True), came_by="animator",
            by=VISITOR, now=timezone.now(),
        )  # fmt: skip
    with django_assert_max_num_queries(20):
        animator.get(address("people", gathering.group))
    with django_assert_max_num_queries(40):
        animator.get(address("inside", gathering.group))


# -- adding and copying -----------------------------------------------------------------------------------------------


def test_an_animator_adds_somebody_by_hand_once(animator, people):
    gathering = gather(people)
    for _time in range(2):
        animator.post(address("people", gathering.group), {"first_name": "Léo", "role": ""})
    leo = Member.objects.get(first_name="Léo")
    assert (leo.came_by, leo.role, leo.name_shown, leo.email, leo.phone) == ("animator", None, False, "", "")
    answer = animator.post(address("people", gathering.group), {"first_name": ""})
    assert answer.status_code == 422


def test_the_public_page_learns_roles_in_one_tap_and_never_names(animator, visitor, people):
    gathering = gather(people)
    gathering.group.roles_missing.set([make_role()])
    assert "La page publique ne dit pas encore" in animator.get(address("inside", gathering.group)).text
    animator.post(address("update_table", gathering.group))
    assert list(gathering.group.roles_present.all()) == [make_role()]
    assert not gathering.group.roles_missing.exists()
    page = visitor.get(address("group_page", gathering.group)).text
    assert "Parents" in page
    assert "Fatoumatou" not in page
    assert "ne dit pas encore" not in animator.get(address("inside", gathering.group)).text


def test_one_animator_reads_a_calm_word_about_being_two(animator, people):
    gathering = gather(people)
    assert "Vous animez en solo" in animator.get(address("inside", gathering.group)).text
    Animator.objects.create(group=gathering.group, user=people.relay, since=timezone.now())
    assert "Vous animez en solo" not in animator.get(address("inside", gathering.group)).text


def test_somebody_who_animates_takes_a_chair_and_says_a_role(animator, people):
    gathering = gather(people)
    animator.post(address("my_place", gathering.group), {"first_name": "Sophie", "role": make_role().slug})
    chair = Member.objects.get(user=people.animator)
    assert (chair.kind, chair.came_by, chair.role) == ("member", "account", make_role())


# -- contacts ---------------------------------------------------------------------------------------------------------


def test_an_animator_reads_a_number_under_agreement_and_the_journal_says_so(animator, visitor, people):
    gathering = gather(people)
    card = reverse("groups:card_contact", args=[gathering.card.code])
    page = address("person_contact", gathering.group, gathering.fatou.pk)
    assert animator.get(page).status_code == 404
    visitor.post(card, {"phone": PHONE.raw, "email": ""})
    gathering.fatou.refresh_from_db()
    assert (gathering.fatou.contact_until_on - gathering.fatou.contact_agreed_on).days == 365
    assert PHONE.raw not in animator.get(address("people", gathering.group)).text
    assert PHONE.raw in animator.get(page).text
    entry = JournalEntry.objects.get(verb="groups.read_contact")
    assert (entry.actor_id, entry.detail) == (people.animator.pk, {"member": gathering.fatou.pk})
    visitor.post(card, {"stop": "1"})
    gathering.fatou.refresh_from_db()
    assert (gathering.fatou.phone, gathering.fatou.contact_agreed_on) == ("", None)
    assert animator.get(page).status_code == 404


def test_an_agreement_that_is_over_shows_nothing_even_before_it_is_emptied(animator, people):
    gathering = gather(people)
    agree(gathering.fatou, when=timezone.now() - datetime.timedelta(days=366))
    assert Member.objects.get(pk=gathering.fatou.pk).phone
    assert contact_of(gathering.fatou, timezone.localdate()) is None
    assert animator.get(address("person_contact", gathering.group, gathering.fatou.pk)).status_code == 404
    assert "Joindre" not in animator.get(address("people", gathering.group)).text
    forget_people(timezone.now())
    assert Member.objects.get(pk=gathering.fatou.pk).phone == ""


def test_a_contact_without_dated_agreement_cannot_be_written(people):
    fatou = gather(people).fatou
    for broken in (
        {"phone": "0600000000"},
        {"contact_agreed_on": "2026-01-02", "contact_until_on": "2026-01-01"},
        {"phone": "1", "contact_agreed_on": "2026-01-02", "contact_until_on": "2026-02-01", "left_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Member.objects.filter(pk=fatou.pk).update(**broken)


def test_a_member_with_an_account_agrees_and_stops_in_one_press(relay, people):
    gathering = gather(people)
    page = address("my_contact", gathering.group)
    assert relay.post(page, {"phone": "", "email": ""}).status_code == 422
    relay.post(page, {"phone": "", "email": "samira@exemple.fr"})
    gathering.samira.refresh_from_db()
    assert gathering.samira.email == "samira@exemple.fr"
    relay.post(page, {"stop": "1"})
    gathering.samira.refresh_from_db()
    assert gathering.samira.email == ""


# -- leaving ----------------------------------------------------------------------------------------------------------


def heard(signal) -> list[dict]:
    facts: list[dict] = []
    signal.connect(lambda sender, **said: facts.append(said), weak=False)
    return facts


def test_leaving_empties_contacts_closes_the_card_and_tells_those_above(people):
    gathering = gather(people)
    agree(gathering.fatou)
    left, closed = heard(member_left), heard(card_closed)
    verbs.leave_group(member=gathering.fatou, forget_name=False, by=VISITOR, now=timezone.now())
    gathering.fatou.refresh_from_db()
    assert (gathering.fatou.first_name, gathering.fatou.email) == ("Fatoumatou", "")
    assert Card.objects.get(pk=gathering.card.pk).revoked_at is not None
    assert [(fact["member_id"], fact["forget_name"]) for fact in left] == [(gathering.fatou.pk, False)]
    assert closed[0]["card_ids"] == [gathering.card.pk]


def test_a_name_goes_thirty_days_after_leaving(people):
    gathering = gather(people)
    now = timezone.now()
    verbs.leave_group(member=gathering.fatou, forget_name=False, by=VISITOR, now=now)
    forget_people(now + datetime.timedelta(days=29))
    assert Member.objects.get(pk=gathering.fatou.pk).first_name == "Fatoumatou"
    left = heard(member_left)
    forget_people(now + datetime.timedelta(days=30))
    assert Member.objects.get(pk=gathering.fatou.pk).first_name == ""
    assert left[-1]["forget_name"] is True


def test_an_animator_ends_a_membership_and_takes_it_back_within_thirty_days(animator, people):
    gathering = gather(people)
    animator.post(address("end_person", gathering.group, gathering.samira.pk))
    gathering.samira.refresh_from_db()
    assert gathering.samira.left_at is not None
    assert Letter.objects.filter(to=people.relay.email, kind="groups.membership_ended").count() == 1
    assert "Samira" in animator.get(address("people", gathering.group)).text
    animator.post(address("restore_person", gathering.group, gathering.samira.pk))
    gathering.samira.refresh_from_db()
    assert gathering.samira.left_at is None
    Member.objects.filter(pk=gathering.samira.pk).update(
        left_at=timezone.now() - datetime.timedelta(days=31), ended_by_group=True
    )
    assert animator.post(address("restore_person", gathering.group, gathering.samira.pk)).status_code == 404


def test_somebody_who_left_by_themselves_is_not_brought_back_by_others(animator, people):
    gathering = gather(people)
    verbs.leave_group(member=gathering.samira, forget_name=False, by=VISITOR, now=timezone.now())
    assert "Samira" not in animator.get(address("people", gathering.group)).text
    assert animator.post(address("restore_person", gathering.group, gathering.samira.pk)).status_code == 404


def test_somebody_who_came_back_is_not_there_twice(people):
    gathering = gather(people)
    verbs.end_membership(member=gathering.samira, by=by(people.animator), now=timezone.now())
    verbs.join_group(
        group=gathering.group, place=Place("Samira"), came_by="link", by=VISITOR, now=timezone.now(),
        user_id=people.relay.pk,
    )  # fmt: skip
    with pytest.raises(verbs.CannotRestore):
        verbs.restore_member(member=gathering.samira, by=by(people.animator), now=timezone.now())


# -- following --------------------------------------------------------------------------------------------------------


def test_following_keeps_a_group_at_hand_opens_nothing_and_brings_no_letter(delegate, people):
    gathering = gather(people)
    delegate.post(address("follow", gathering.group))
    delegate.post(address("follow", gathering.group))
    line = Member.objects.get(user=people.delegate)
    assert line.kind == "follower"
    assert delegate.get(address("inside", gathering.group)).status_code == 403
    assert people.delegate not in inside_users(gathering.group)
    assert address("group_page", gathering.group) in delegate.get(reverse("front:space")).text
    assert not Letter.objects.filter(to=people.delegate.email).exists()
    delegate.post(address("unfollow", gathering.group))
    assert not Member.objects.filter(user=people.delegate).exists()


def test_a_follower_who_joins_keeps_one_line(people):
    gathering = gather(people)
    now = timezone.now()
    verbs.follow_group(group=gathering.group, user_id=people.delegate.pk, by=VISITOR, now=now)
    verbs.join_group(
        group=gathering.group, place=Place("Marc"), came_by="link", by=VISITOR, now=now, user_id=people.delegate.pk
    )
    assert Member.objects.get(user=people.delegate).kind == "member"


def test_a_member_finds_the_way_in_from_their_space_and_from_the_page(relay, visitor, people):
    gathering = gather(people)
    inside = address("inside", gathering.group)
    assert inside in relay.get(reverse("front:space")).text
    assert inside in relay.get(address("group_page", gathering.group)).text
    public = visitor.get(address("group_page", gathering.group)).text
    assert inside not in public
    assert "Suivre ce groupe" not in public


# -- the account ------------------------------------------------------------------------------------------------------


def test_an_account_reads_its_places_and_erases_them(people):
    gathering = gather(people)
    verbs.agree_to_contact(
        member=gathering.samira, email="samira@exemple.fr", phone=None, by=VISITOR, now=timezone.now()
    )
    told = str(personal_data(people.relay, timezone.now()))
    assert gathering.group.name in told
    assert "samira@exemple.fr" in told
    erase_account(user=people.relay, by=by(people.relay), now=timezone.now())
    gathering.samira.refresh_from_db()
    assert (gathering.samira.user, gathering.samira.first_name, gathering.samira.email) == (None, "", "")
    assert gathering.samira.left_at is not None
    assert Member.objects.filter(pk=gathering.fatou.pk, left_at=None).exists()


def test_the_last_animator_who_leaves_warns_the_coordination(people):
    gathering = gather(people)
    assert people.coordinator
    erase_account(user=people.animator, by=CLOCK, now=timezone.now())
    letter = Letter.objects.get(kind="groups.group_alone")
    assert letter.to == people.coordinator.email
    assert "Fatoumatou" not in letter.text
    assert gathering.group.name in letter.text
