"""Ideas travel: named once, told once, shown on both sides, taken away at once; no count, no winner."""

import re
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from territoires.groups.tests.factories import make_animator, make_group
from territoires.journal import clock
from territoires.journal.actions import spreading as verbs
from territoires.journal.models import Entry, Lineage
from territoires.journal.queries import spreading as queries
from territoires.journal.tests.dates import in_days, link, make_entry
from territoires.kit.actors import VISITOR
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma(people):
    group = make_group("Alma")
    make_animator(group, people.animator)
    return group


@pytest.fixture
def lille(people):
    group = make_group("Lille Sud", "Lille")
    make_animator(group, people.relay)
    return group


@pytest.fixture
def idea(lille) -> Entry:
    return make_entry(lille, "Un café dans la cour.", days=-20)


@pytest.fixture
def tried(alma) -> Entry:
    return make_entry(alma, "Nous aussi, un café.", days=-2)


def page_of(client, thing) -> str:
    if isinstance(thing, Entry):
        return client.get(reverse("journal:entry", args=[thing.group.slug, thing.key])).content.decode()
    return client.get(reverse("groups:group_page", args=[thing.slug])).content.decode()


def choose(group, entry) -> str:
    return reverse("journal:choose_source", args=[group.slug, entry.key])


class TestNaming:
    def test_by_place_or_name_without_script(self, animator, alma, idea, tried):
        for words in ("lille", "LILLE SUD", "sud"):
            page = animator.get(choose(alma, tried), {"q": words}).content.decode()
            assert f'value="recit:{idea.key}"' in page, words
            assert f'value="groupe:{idea.group.slug}"' in page
        answer = animator.post(choose(alma, tried), {"source": f"recit:{idea.key}", "why": "Le café dehors"})
        assert answer["Location"] == reverse("journal:written", args=[alma.slug, tried.key])
        made = Lineage.objects.get()
        assert (made.entry, made.from_entry, made.from_group) == (tried, idea, idea.group)
        tried.refresh_from_db()
        assert tried.inspired_why == "Le café dehors"

    def test_the_page_of_a_group_can_be_named(self, animator, alma, lille, tried):
        animator.post(choose(alma, tried), {"source": f"groupe:{lille.slug}", "why": ""})
        made = Lineage.objects.get()
        assert (made.from_entry, made.from_group) == (None, lille)

    def test_one_source_at_a_time(self, animator, alma, idea, tried):
        verbs.inspire(entry=tried, from_group=make_group("Tourcoing", "Tourcoing"), by=VISITOR, now=timezone.now())
        verbs.inspire(entry=tried, from_group=idea.group, from_entry=idea, by=VISITOR, now=timezone.now())
        assert [row.from_group.name for row in Lineage.objects.standing()] == ["Lille Sud"]
        other = Lineage.objects.exclude(withdrawn_at=None).get()
        with pytest.raises(IntegrityError), transaction.atomic():
            Lineage.objects.filter(pk=other.pk).update(withdrawn_at=None)

    @pytest.mark.parametrize(
        ("source", "advice"),
        [
            ("", "Choisissez le récit ou le groupe"),
            ("recit:inconnu", "n&#x27;est plus montré"),
            ("groupe:inconnu", "n&#x27;est plus montré"),
            ("n'importe quoi", "n&#x27;est plus montré"),
            ("groupe:alma", "C&#x27;est votre groupe"),
        ],
    )
    def test_a_refusal_says_what_to_do_and_loses_nothing(self, animator, alma, tried, source, advice):
        answer = animator.post(choose(alma, tried) + "?q=lille", {"source": source, "why": "Mes mots"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert advice in page
        assert not Lineage.objects.exists()

    def test_what_was_born_of_it_cannot_be_its_source(self, idea, tried):
        verbs.inspire(entry=tried, from_group=idea.group, from_entry=idea, by=VISITOR, now=timezone.now())
        with pytest.raises(verbs.CannotInspire, match="loop"):
            verbs.inspire(entry=idea, from_group=tried.group, from_entry=tried, by=VISITOR, now=timezone.now())

    def test_only_those_who_write_the_entry(self, coordinator, visitor, animator, lille, alma, idea, tried):
        assert coordinator.get(choose(alma, tried)).status_code == 403
        assert visitor.get(choose(alma, tried)).status_code == 302
        assert animator.get(choose(lille, idea)).status_code == 403
        assert animator.get(choose(alma, idea)).status_code == 404


class TestNousAussi:
    def test_a_visitor_learns_how(self, visitor, idea):
        page = visitor.get(reverse("journal:we_tried_too", args=[idea.key])).content.decode()
        assert reverse("account_login") in page
        assert "<form" not in page.split("<main")[1].split("</main>")[0]

    def test_somebody_who_animates_starts_with_the_source_filled_in(self, animator, alma, idea):
        page = animator.get(reverse("journal:we_tried_too", args=[idea.key])).content.decode()
        assert "Raconter chez nous" in page
        answer = animator.post(reverse("journal:start_inspired", args=[idea.key]), {"group": alma.slug})
        draft = Entry.objects.get(group=alma)
        assert answer["Location"] == reverse("journal:change", args=[alma.slug, draft.key])
        assert draft.status == "draft"
        assert Lineage.objects.get().from_entry == idea

    def test_not_for_a_group_of_others_nor_for_an_entry_that_is_hidden(self, animator, alma, lille, idea):
        start = reverse("journal:start_inspired", args=[idea.key])
        assert animator.post(start, {"group": lille.slug}).status_code == 422
        Entry.objects.filter(pk=idea.pk).update(visibility="group")
        assert animator.post(start, {"group": alma.slug}).status_code == 404
        assert not Lineage.objects.exists()

    def test_one_s_own_story_is_not_offered(self, animator, alma, tried):
        assert (
            animator.post(reverse("journal:start_inspired", args=[tried.key]), {"group": alma.slug}).status_code == 404
        )


class TestTelling:
    def test_one_letter_once_everybody_can_read_it(self, alma, idea, tried):
        Entry.objects.filter(pk=tried.pk).update(status="draft")
        made = verbs.inspire(entry=tried, from_group=idea.group, from_entry=idea, by=VISITOR, now=timezone.now())
        assert clock.tell_inspiring_groups(timezone.now()) == 0
        Entry.objects.filter(pk=tried.pk).update(status="published")
        assert clock.tell_inspiring_groups(timezone.now()) == 1
        letter = Letter.objects.get()
        assert letter.to == idea.group.animators.get().user.email
        assert "Alma" in letter.text
        assert tried.words not in letter.text
        assert reverse("journal:withdraw_mention", args=[made.pk]) in letter.text
        verbs.withdraw_link(mention=made, by_source=False, by=VISITOR, now=timezone.now())
        verbs.inspire(entry=tried, from_group=idea.group, from_entry=idea, by=VISITOR, now=timezone.now())
        assert clock.tell_inspiring_groups(timezone.now()) == 0
        assert Letter.objects.count() == 1

    def test_a_line_on_both_spaces(self, animator, relay, alma, idea, tried):
        made = link(tried, idea)
        theirs = relay.get(reverse("groups:space_group", args=[idea.group.slug])).content.decode()
        assert "« Alma » (Roubaix) dit que son action est née chez vous." in theirs
        ours = animator.get(reverse("groups:space_group", args=[alma.slug])).content.decode()
        assert "né chez « Lille Sud » (Lille)" in ours
        away = reverse("journal:put_mention_away", args=[made.pk])
        assert animator.post(away).status_code == 404
        relay.post(away)
        theirs = relay.get(reverse("groups:space_group", args=[idea.group.slug])).content.decode()
        assert "dit que son action" not in theirs
        assert "née" in page_of(relay, alma)

    def test_the_named_group_takes_its_name_away_for_good(self, visitor, relay, animator, alma, idea, tried):
        tried.inspired_why = "Le café de Lille Sud"
        tried.save()
        made = link(tried, idea)
        address = reverse("journal:withdraw_mention", args=[made.pk])
        assert "On ne pourra pas l'y remettre" in relay.get(address).content.decode()
        relay.post(address)
        for thing in (tried, idea, alma, idea.group):
            assert "née de" not in page_of(visitor, thing)
        assert "Lille Sud" not in page_of(visitor, tried)
        answer = animator.post(choose(alma, tried) + "?q=lille", {"source": f"recit:{idea.key}", "why": ""})
        assert "préféré ne pas être cité" in answer.content.decode()

    def test_nobody_else_takes_it_away(self, visitor, coordinator, people, sign_in, idea, tried):
        address = reverse("journal:withdraw_mention", args=[link(tried, idea).pk])
        assert visitor.post(address).status_code == 302
        for client in (coordinator, sign_in(people.delegate)):
            assert client.post(address).status_code == 404
        assert Lineage.objects.standing().count() == 1


class TestShown:
    def test_both_ways_on_the_two_entries_and_the_two_groups(self, visitor, alma, idea, tried):
        link(tried, idea)
        assert "Cette action est née de :" in page_of(visitor, tried)
        assert idea.words.rstrip(".") in page_of(visitor, tried)
        assert "Elle a inspiré :" in page_of(visitor, idea)
        assert tried.words.rstrip(".") in page_of(visitor, idea)
        assert "Cette action est née de :" in page_of(visitor, alma)
        assert "Cette action a inspiré :" in page_of(visitor, idea.group)

    @pytest.mark.parametrize(
        "change",
        [
            {"status": "withdrawn", "withdrawn_at": timezone.now()}, {"visibility": "group"}, {"visibility": "network"},
            {"agreed_until": in_days(-1)},
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("which", ["idea", "tried"])
    def test_what_is_hidden_vanishes_from_both_sides(self, visitor, alma, idea, tried, change, which):
        link(tried, idea)
        Entry.objects.filter(pk={"idea": idea, "tried": tried}[which].pk).update(**change)
        hidden, other = (idea, tried) if which == "idea" else (tried, idea)
        for thing in (other, alma, idea.group):
            assert hidden.words.rstrip(".") not in page_of(visitor, thing).split("Les idées qui voyagent")[-1]
            assert "Cette action" not in page_of(visitor, thing)
            assert "Elle a inspiré" not in page_of(visitor, thing)
        assert visitor.get(reverse("journal:travel", args=[hidden.key])).status_code == 404
        assert "pas encore voyagé" in visitor.get(reverse("journal:travel", args=[other.key])).content.decode()

    def test_a_hidden_group_vanishes_too(self, visitor, alma, idea, tried):
        link(tried, idea)
        idea.group.shown_since, idea.group.stage = None, "interested"
        idea.group.save()
        assert "Lille" not in page_of(visitor, tried)
        assert "Lille" not in page_of(visitor, alma)


class TestTravel:
    @pytest.fixture
    def family(self, idea, tried):
        """Lille → Roubaix → Dunkerque, and Lille → Tourcoing."""
        link(tried, idea)
        third = make_entry(make_group("Dunes", "Dunkerque"), "Un café sur le sable.", days=-1)
        fourth = make_entry(make_group("Brun Pain", "Tourcoing"), "Un café au marché.", days=-10)
        link(third, tried)
        link(fourth, idea)
        return [idea, fourth, tried, third]

    def test_told_from_the_beginning_whichever_entry_one_comes_from(self, family):
        for entry in family:
            travel = queries.travel_of(entry, in_days(0))
            assert [stop.entry for stop in travel.stops] == family
            assert [stop.after for stop in travel.stops] == ["", "Lille Sud", "Lille Sud", "Alma"]

    def test_the_list_says_all_and_the_picture_has_words(self, visitor, family):
        page = visitor.get(reverse("journal:travel", args=[family[1].key])).content.decode()
        main = page.split("<main")[1].split("</main>")[0]
        order = [main.index(entry.words.rstrip(".")) for entry in family]
        assert order == sorted(order)
        assert "l&#x27;idée est passée par Lille, Tourcoing, Roubaix, Dunkerque" in main
        assert not re.search(r"\d+ (groupes|fois|idées)", main)

    def test_the_picture_is_whole_and_says_no_number(self, visitor, reference, family):
        answer = visitor.get(reverse("journal:travel_map", args=[family[0].key]))
        assert answer["Content-Type"].startswith("image/svg+xml")
        drawn = ElementTree.fromstring(answer.content)
        texts = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
        assert {"Lille", "Tourcoing", "Roubaix", "Dunkerque"} <= set(texts)
        assert not any(char.isdigit() for text in texts for char in text)
        assert b"style=" not in answer.content
        assert b"<script" not in answer.content

    def test_a_group_page_may_stand_first(self, tried):
        link(tried, make_group("Tourcoing Est", "Tourcoing"))
        travel = queries.travel_of(tried, in_days(0))
        assert [(stop.group.name, stop.depth) for stop in travel.stops] == [("Tourcoing Est", 0), ("Alma", 1)]
        assert travel.ways == [(0, 1)]

    def test_an_idea_that_comes_home(self, idea, tried):
        link(tried, idea)
        back = make_entry(idea.group, "Le café revient, avec de la soupe.", days=0)
        link(back, tried)
        stops = queries.travel_of(back, in_days(0)).stops
        assert [stop.group.name for stop in stops] == ["Lille Sud", "Alma", "Lille Sud"]

    def test_rows_that_loop_by_accident_do_not_hang(self, idea, tried):
        link(tried, idea)
        link(idea, tried)
        assert len(queries.travel_of(idea, in_days(0)).stops) == 2

    def test_the_number_of_reads_does_not_grow(self, visitor, family, django_assert_max_num_queries):
        for number in range(12):
            link(make_entry(family[3].group, f"Encore {number}"), family[0])
        with django_assert_max_num_queries(8):
            visitor.get(reverse("journal:travel", args=[family[0].key]))
        with django_assert_max_num_queries(24):
            page_of(visitor, family[0].group)
