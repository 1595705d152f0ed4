"""Writing at several, nothing lost; keeping, emptying, forgetting."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from territoires.audit.models import JournalEntry
from territoires.contributions.enums import State
from territoires.journey import rules
from territoires.journey.actions import journeys
from territoires.journey.actions.page import CannotAsk, ask_for_page
from territoires.journey.actions.steps import CannotMerge, bring_back
from territoires.journey.clock import purge_journeys
from territoires.journey.models import Journey, JourneyStep, StepVersion
from territoires.journey.tests.factories import a_journey, write
from territoires.kit.actors import VISITOR
from territoires.places.models import Commune

pytestmark = pytest.mark.django_db


def test_a_path_begins_with_three_words_and_a_secret():
    one, two = a_journey(), a_journey()
    assert one.reference != two.reference
    assert one.reference.count("-") == 3
    assert len(one.token) >= 32
    assert JournalEntry.objects.filter(verb="journey.start_journey").count() == 2


def test_what_is_written_stays_with_who_wrote_it():
    journey = a_journey()
    row = write(journey, who="Une maman", next="", first_name="Samira")
    journey.refresh_from_db()
    assert (row.version, row.changed_by, journey.changed_by) == (1, "Samira", "Samira")
    assert row.answers["who"] == "Une maman"
    assert row.state == "doing"


def test_the_same_words_twice_change_nothing():
    journey = a_journey()
    write(journey, who="Une maman")
    row = write(journey, who="Une maman")
    assert row.version == 1
    assert StepVersion.objects.count() == 1


def test_the_state_is_what_the_group_says_even_without_a_word():
    assert write(a_journey(), "formation", state="done", learn="").state == "done"


def test_two_people_on_two_questions_are_both_kept():
    journey = a_journey()
    write(journey, who="", next="")
    write(journey, version=1, who="Une maman", next="", first_name="Samira")
    row = write(journey, version=1, who="", next="La gardienne", first_name="Paul")
    assert row.answers == {"who": "Une maman", "next": "La gardienne"}


def test_two_people_on_the_same_words_see_both_texts_and_nothing_is_written():
    journey = a_journey()
    write(journey, who="Une maman", next="")
    with pytest.raises(CannotMerge) as clash:
        write(journey, who="Un voisin", next="")
    assert clash.value.questions == ("who",)
    assert clash.value.step.answers["who"] == "Une maman"
    assert JourneyStep.objects.get().version == 1


def test_both_texts_one_after_the_other_when_asked():
    journey = a_journey()
    write(journey, who="Une maman", next="")
    row = write(journey, who="Un voisin", next="", both=True)
    assert row.answers["who"] == "Une maman\n\nUn voisin"


def test_rows_of_two_people_are_all_kept():
    journey = a_journey()
    mine = {"who": "La bibliothèque", "how": "Y aller", "when": "Le mardi"}
    theirs = {"who": "Le club", "how": "Appeler", "when": "Le soir"}
    write(journey, "ressources", rows=[theirs])
    row = write(journey, "ressources", rows=[mine])
    assert row.answers["rows"] == [theirs, mine]


def test_a_state_said_meanwhile_holds_when_i_left_it_alone():
    journey = a_journey()
    write(journey, who="a", next="")
    write(journey, version=1, who="a", next="", state="done")
    row = write(journey, version=1, who="a", next="b", state="doing")
    assert row.state == "done"


def test_one_comes_back_to_a_text_of_before_and_it_is_one_more_version():
    journey = a_journey()
    write(journey, who="Avant", next="")
    write(journey, version=1, who="Après", next="")
    row = bring_back(version=StepVersion.objects.get(number=1), first_name="", now=timezone.now(), by=VISITOR)
    assert (row.answers["who"], row.version) == ("Avant", 3)


def test_old_versions_go_and_the_newest_stay():
    journey = a_journey()
    for number in range(rules.MAX_VERSIONS + 5):
        write(journey, version=number, who=str(number), next="")
    assert StepVersion.objects.count() == rules.MAX_VERSIONS
    assert StepVersion.objects.first().number == rules.MAX_VERSIONS + 5


def test_a_version_no_longer_known_loses_nothing():
    journey = a_journey()
    write(journey, who="Une maman", next="")
    StepVersion.objects.all().delete()
    with pytest.raises(CannotMerge):
        write(journey, version=99, who="Un voisin", next="")


def test_the_database_keeps_each_step_once():
    journey = a_journey()
    write(journey)
    with pytest.raises(IntegrityError), transaction.atomic():
        JourneyStep.objects.create(journey=journey, step="complices", changed_at=timezone.now())


def test_emptied_is_emptied_at_once_and_nobody_writes_any_more(reference):
    journey = a_journey(commune=Commune.objects.get(pk="59512"), first_name="Samira")
    write(journey, who="Une maman", first_name="Samira")
    emptied = journeys.empty_journey(journey=journey, now=timezone.now(), by=VISITOR)
    assert (emptied.changed_by, emptied.commune, JourneyStep.objects.count()) == ("", None, 0)
    assert StepVersion.objects.count() == 0
    with pytest.raises(journeys.CannotWrite):
        write(journey, who="encore")
    again = journeys.empty_journey(journey=journey, now=timezone.now(), by=VISITOR)
    assert again.emptied_at == emptied.emptied_at


def test_an_emptied_row_may_say_nothing():
    journey = a_journey()
    with pytest.raises(IntegrityError), transaction.atomic():
        Journey.objects.filter(pk=journey.pk).update(emptied_at=timezone.now(), changed_by="Samira")


def test_a_page_needs_a_place_and_a_few_words(reference):
    journey = a_journey()
    with pytest.raises(CannotAsk, match="place"):
        ask_for_page(journey=journey, now=timezone.now(), by=VISITOR)
    journeys.say_place(
        journey=journey, commune=Commune.objects.get(pk="59512"), territory_label="La Gare", first_name="",
        now=timezone.now(), by=VISITOR,
    )  # fmt: skip
    with pytest.raises(CannotAsk, match="about"):
        ask_for_page(journey=journey, now=timezone.now(), by=VISITOR)


def test_asking_twice_leads_to_the_same_proposal_and_emptying_withdraws_the_draft(reference):
    journey = a_journey(commune=Commune.objects.get(pk="59512"))
    write(journey, "page", name="Le café", about="Un café.", carried_by="Des parents")
    one = ask_for_page(journey=journey, now=timezone.now(), by=VISITOR)
    two = ask_for_page(journey=journey, now=timezone.now(), by=VISITOR)
    assert one.pk == two.pk
    assert one.answers["name"] == "Le café"
    assert one.answers["done"] == ["lieu", "projet"]
    journeys.empty_journey(journey=journey, now=timezone.now(), by=VISITOR)
    one.refresh_from_db()
    assert one.state == State.WITHDRAWN


def test_eighteen_silent_months_and_it_goes_a_word_and_it_stays():
    long_ago = timezone.now() - datetime.timedelta(days=rules.KEPT_DAYS + 1)
    silent, living = a_journey(), a_journey()
    Journey.objects.update(changed_at=long_ago)
    journeys.keep_journey(journey=living, now=timezone.now(), by=VISITOR)
    assert purge_journeys(timezone.now()) == 1
    assert list(Journey.objects.values_list("pk", flat=True)) == [living.pk]
    assert not Journey.objects.filter(pk=silent.pk).exists()


def test_an_empty_row_goes_after_a_year():
    journey = a_journey()
    journeys.empty_journey(journey=journey, now=timezone.now() - datetime.timedelta(days=366), by=VISITOR)
    assert purge_journeys(timezone.now()) == 1
