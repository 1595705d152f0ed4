"""The pages: answering by account and by card, looking together, the try, the texts, and who gets none of it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.groups.tests.factories import make_animator, make_group
from territoires.kit.actors import INSTALLER
from territoires.kit.forms import HONEYPOT
from territoires.mirror.actions import choose_try, hand_text, write_text
from territoires.mirror.models import Answer, HandedText, Mirror, Tally
from territoires.mirror.permissions import person_of_member
from territoires.mirror.queries.rounds import key_of
from territoires.mirror.tests.factories import answer, make_card, make_member, make_open, make_seen

pytestmark = pytest.mark.django_db
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def group(people):
    group = make_group()
    make_animator(group, people.animator)
    return group


@pytest.fixture
def member(group, people):
    return make_member(group, user=people.relay)


@pytest.fixture
def home(group):
    return reverse("mirror:mirror", args=[group.slug])


def question(group, number):
    return reverse("mirror:question", args=[group.slug, number])


def words_of(response):
    return " ".join(response.content.decode().split())


def test_an_animator_opens_the_mirror(animator, group, home):
    assert "Ouvrir le miroir au groupe" in words_of(animator.get(home))
    answered = animator.post(reverse("mirror:open", args=[group.slug]), follow=True)
    assert "Le miroir est ouvert" in words_of(answered)
    again = animator.post(reverse("mirror:open", args=[group.slug]), follow=True)
    assert "Le miroir est déjà ouvert" in words_of(again)
    assert Mirror.objects.count() == 1


def test_a_member_answers_and_comes_back(relay, group, member, home):
    make_open(group)
    assert "Commencer" in words_of(relay.get(home))
    page = relay.get(question(group, 1))
    assert page.content.count(b"mirror-picture") == 3
    sent = relay.post(question(group, 1), {"hand": "on-essaie", "words": "On a fait un café."})
    assert sent.url == question(group, 2)
    again = words_of(relay.get(question(group, 1)))
    assert "On a fait un café." in again
    assert "Continuer" in words_of(relay.get(home))
    assert relay.post(question(group, 7), {"hand": "pas-encore"}).url == home


def test_passing_takes_an_answer_back(relay, group, member):
    make_open(group)
    relay.post(question(group, 1), {"hand": "on-essaie"})
    relay.post(question(group, 1), {"hand": "on-essaie", "passer": "1"})
    assert not Answer.objects.exists()
    assert relay.post(question(group, 1), {}).url == question(group, 2)


def test_words_that_are_too_long_are_kept_on_the_page(relay, group, member):
    make_open(group)
    long = "mot " * 400
    refused = relay.post(question(group, 1), {"words": long})
    assert refused.status_code == 422
    assert long.strip() in refused.content.decode()
    assert relay.post(question(group, 1), {"hand": "autre-chose"}).status_code == 422


def test_whoever_was_writing_when_the_group_looked_loses_nothing(relay, group, member):
    make_seen(group, ["on-essaie"] * 3)
    late = relay.post(question(group, 1), {"words": "Mes mots."})
    assert late.status_code == 422
    assert "déjà regardé" in words_of(late)
    assert "Mes mots." in words_of(late)
    assert relay.get(question(group, 1)).status_code == 302


def test_no_eighth_question(relay, group, member):
    make_open(group)
    assert relay.get(question(group, 8)).status_code == 404


def test_a_card_answers_without_cookie_and_without_cache(visitor, group):
    mirror = make_open(group)
    card = make_card(group, make_member(group))
    address = reverse("mirror:card_question", args=[card.code, 1])
    assert "Commencer" in words_of(visitor.get(reverse("mirror:card_mirror", args=[card.code])))
    page = visitor.get(address)
    sent = visitor.post(address, {"hand": "on-le-vit", "words": "Chez nous, oui."})
    assert sent.status_code == 302
    for response in (page, sent):
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
    assert Answer.objects.get().respondent == key_of(mirror, person_of_member(card.member_id))


def test_card_and_account_of_one_member_are_one_person(visitor, relay, group, member):
    make_open(group)
    card = make_card(group, member)
    visitor.post(reverse("mirror:card_question", args=[card.code, 1]), {"words": "Par la carte."})
    assert "Par la carte." in words_of(relay.get(question(group, 1)))


def test_a_robot_writes_nothing(visitor, group):
    make_open(group)
    card = make_card(group, make_member(group))
    address = reverse("mirror:card_question", args=[card.code, 1])
    visitor.post(address, {"hand": "on-le-vit", HONEYPOT: "x"})
    assert not Answer.objects.exists()


def test_the_card_on_the_wall_opens_no_mirror(visitor, group):
    make_open(group)
    card = make_card(group, None)
    assert visitor.get(reverse("mirror:card_mirror", args=[card.code])).status_code == 404
    assert visitor.post(reverse("mirror:card_question", args=[card.code, 1]), {"hand": "on-essaie"}).status_code == 404


@pytest.mark.parametrize("who", ["relay", "delegate", "coordinator", "administrator"])
def test_nobody_else_finds_it(request, who, group, home):
    make_open(group)
    client = request.getfixturevalue(who)
    assert client.get(home).status_code == 404
    assert client.get(question(group, 1)).status_code == 404
    assert client.post(reverse("mirror:open", args=[group.slug])).status_code == 404


def test_a_visitor_is_sent_to_the_door(visitor, home):
    assert visitor.get(home).status_code == 302


@pytest.mark.parametrize("name", ["open", "look", "give_up", "tally"])
def test_a_member_does_not_lead(relay, group, member, name):
    make_open(group)
    assert relay.post(reverse(f"mirror:{name}", args=[group.slug])).status_code == 404


def test_looking_needs_three(animator, group, member, home):
    mirror = make_open(group)
    address = reverse("mirror:look", args=[group.slug])
    assert "Nous sommes réunis" not in words_of(animator.get(address))
    assert "Il faut encore quelques réponses" in words_of(animator.post(address, follow=True))
    for number in (1, 2, 3):
        answer(mirror, f"member:9{number}", 1, "on-essaie", f"Mots {number}.")
    assert "Nous sommes réunis" in words_of(animator.get(address))
    seen = words_of(animator.post(address, follow=True))
    assert "Nous disons presque tous : on essaie." in seen
    assert "Mots 2." in seen
    assert "déjà regardé" in words_of(animator.post(address, follow=True))


def test_members_and_cards_see_what_the_group_saw(relay, visitor, group, member, home):
    make_seen(group, ["on-essaie"] * 3, ["Un café.", "", ""])
    card = make_card(group, make_member(group))
    for response in (relay.get(home), visitor.get(reverse("mirror:card_mirror", args=[card.code]))):
        assert "Un café." in words_of(response)


def test_giving_up(animator, group):
    answer(make_open(group), "member:1", 1, "on-essaie")
    address = reverse("mirror:give_up", args=[group.slug])
    assert "Refermer et effacer" in words_of(animator.get(address))
    assert "personne ne les a lues" in words_of(animator.post(address, follow=True))
    assert not Mirror.objects.exists()
    assert animator.get(address).status_code == 302


def test_the_paper_sheet_is_open_to_all_and_typed_in_by_an_animator(visitor, animator, group, home):
    blank = visitor.get(reverse("mirror:sheet"))
    assert blank.content.count(b"<tr>") == 8
    make_open(group)
    address = reverse("mirror:tally", args=[group.slug])
    wrong = animator.post(address, {"1-on-essaie": "beaucoup", "1-on-le-vit": "2"})
    assert wrong.status_code == 422
    assert "beaucoup" in words_of(wrong)
    assert animator.post(address, {"1-on-essaie": "6", "2-pas-encore": "4"}).url == home
    assert sorted(Tally.objects.values_list("raised", flat=True)) == [4, 6]
    assert 'value="6"' in words_of(animator.get(address))
    shown = words_of(animator.post(reverse("mirror:look", args=[group.slug]), follow=True))
    assert "Nous disons presque tous : pas encore." in shown
    assert animator.post(address, {"1-on-essaie": "3"}).status_code == 422


def test_choosing_one_thing_to_try_and_saying_what_became_of_it(relay, group, member, home):
    seen = make_seen(group, ["on-essaie"] * 3)
    choose = reverse("mirror:choose", args=[group.slug, seen.pk])
    settle = reverse("mirror:settle", args=[group.slug, seen.pk])
    day = timezone.localdate() + 20 * A_DAY
    past = relay.post(choose, {"words": "Inviter Samira.", "try_by": timezone.localdate()})
    assert past.status_code == 422
    assert "Inviter Samira." in words_of(past)
    assert relay.post(choose, {"words": "", "try_by": day}).status_code == 422
    assert relay.post(choose, {"words": "Inviter deux parents.", "try_by": day, "landmark": "2"}).url == home
    assert "Inviter deux parents." in words_of(relay.get(settle))
    assert relay.post(settle, {"end": "continue"}).status_code == 422
    assert relay.post(settle, {"end": "continue", "try_by": timezone.localdate()}).status_code == 422
    later = day + 10 * A_DAY
    relay.post(settle, {"end": "continue", "try_by": later})
    assert Mirror.objects.get().try_by == later
    assert relay.post(settle, {"end": "fait", "told": "Quatre sont venus."}).url == home
    assert "Quatre sont venus." in words_of(relay.get(home))
    assert relay.post(settle, {"end": "laisse"}).status_code == 422


def test_the_reminder_between_members(relay, group, member):
    seen = make_seen(group, ["on-essaie"] * 3)
    yesterday = timezone.localdate() - A_DAY
    choose_try(
        mirror=seen, words="Inviter deux parents.", try_by=yesterday, landmark=None, by=INSTALLER, now=timezone.now()
    )
    page = words_of(relay.get(reverse("groups:inside", args=[group.slug])))
    assert "Vous vouliez essayer : « Inviter deux parents. »" in page
    assert "Où en êtes-vous ?" in page


def test_the_panel_of_a_card(visitor, group):
    card = make_card(group, make_member(group))
    address = reverse("groups:card", args=[card.code])
    assert "miroir" not in words_of(visitor.get(address)).lower()
    make_open(group)
    assert reverse("mirror:card_mirror", args=[card.code]) in words_of(visitor.get(address))


def test_past_rounds_are_read_by_members_of_that_group_only(relay, animator, group, member, people, sign_in):
    seen = make_seen(group, ["on-essaie"] * 3, ["Un café.", "", ""], timezone.now() - 90 * A_DAY)
    make_open(group)
    address = reverse("mirror:past_round", args=[group.slug, seen.pk])
    assert "Un café." in words_of(relay.get(address))
    elsewhere = make_group("Un autre groupe", "Lille")
    make_member(elsewhere, user=people.delegate)
    assert sign_in(people.delegate).get(address).status_code == 404
    assert sign_in(people.delegate).get(reverse("mirror:past_round", args=[elsewhere.slug, seen.pk])).status_code == 404


def test_an_open_round_has_no_page_of_its_own(relay, group, member):
    mirror = make_open(group)
    assert relay.get(reverse("mirror:past_round", args=[group.slug, mirror.pk])).status_code == 404
    assert relay.get(reverse("mirror:choose", args=[group.slug, mirror.pk])).status_code == 404


def test_a_text_goes_to_the_coordination_and_comes_back(relay, animator, coordinator, group, member):
    make_seen(group, ["on-essaie"] * 3)
    write = reverse("mirror:write_text", args=[group.slug])
    assert relay.post(write, {"words": ""}).status_code == 422
    relay.post(write, {"words": "Nous avançons ensemble."})
    text = HandedText.objects.get()
    decide = reverse("mirror:decide_text", args=[group.slug, text.pk])
    desk = reverse("groups:desk_group", args=[group.slug])
    assert relay.post(decide, {"geste": "remettre"}).status_code == 404
    assert "Nous avançons" not in words_of(coordinator.get(desk))
    animator.post(decide, {"geste": "remettre"})
    assert "Nous avançons" in words_of(coordinator.get(desk))
    todo = words_of(coordinator.get(reverse("front:desk")))
    assert "Un groupe vous remet un texte" in todo
    assert "Nous avançons" not in todo
    rewrite = reverse("mirror:rewrite_text", args=[group.slug, text.pk])
    assert relay.post(rewrite, {"words": "Autre chose."}).status_code == 422
    coordinator.post(reverse("mirror:handed_text_read", args=[text.pk]))
    assert "Un groupe vous remet un texte" not in words_of(coordinator.get(reverse("front:desk")))
    assert "Elle l'a lu" in words_of(animator.get(reverse("mirror:texts", args=[group.slug]))).replace("&#x27;", "'")
    animator.post(decide, {"geste": "reprendre"})
    assert "Nous avançons" not in words_of(coordinator.get(desk))
    assert coordinator.post(reverse("mirror:handed_text_read", args=[text.pk])).status_code == 404
    assert relay.post(rewrite, {"words": "Autre chose."}).status_code == 302
    animator.post(decide, {"geste": "effacer"})
    assert not HandedText.objects.exists()


def test_a_delegate_reads_no_text(delegate, group, people):
    text = write_text(group=group, words="Nous avançons.", by=INSTALLER, now=timezone.now())
    hand_text(text=text, by=INSTALLER, now=timezone.now())
    assert delegate.post(reverse("mirror:handed_text_read", args=[text.pk])).status_code == 403


def test_pages_do_not_grow_with_answers(relay, group, member, home, django_assert_max_num_queries):
    make_seen(group, ["on-essaie"] * 30, [f"Mots {number}" for number in range(30)])
    relay.get(home)
    with django_assert_max_num_queries(16):
        relay.get(home)
