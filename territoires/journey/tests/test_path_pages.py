"""The screens of the path: begun, resumed elsewhere, written by several, without account nor script."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.atlas.actions.points import rebuild_points
from territoires.journey import rules
from territoires.journey.models import Journey, JourneyStep, StepVersion
from territoires.journey.tests.factories import a_journey, write
from territoires.journey.views.start import MISS
from territoires.kit import limits
from territoires.kit.actors import INSTALLER
from territoires.places.models import Commune
from tests.world import make_resource

pytestmark = pytest.mark.django_db
STEP = {"state": "doing", "first_name": "", "version": "0"}


def address(name, journey, *args):
    return reverse(f"journey:{name}", args=[journey.token, *args])


def post_step(client, journey, step="complices", **words):
    return client.post(address("step", journey, step), {**STEP, **words})


# -- begin and resume ----------------------------------------------------------------------------------------------


def test_the_third_door_of_creating_a_group_leads_here(visitor):
    page = visitor.get("/groupes/creer/").content.decode()
    assert "On réfléchit encore, à plusieurs" in page
    assert 'href="/chemin/"' in page


def test_one_button_begins_a_path_with_its_reference(visitor):
    page = visitor.post("/chemin/", {"place": "", "first_name": ""}, follow=True)
    journey = Journey.objects.get()
    assert page.redirect_chain[-1][0].startswith(address("journey", journey))
    assert journey.reference in page.content.decode()
    assert not visitor.cookies


def test_a_place_nobody_knows_is_asked_back_and_nothing_is_lost(visitor, reference):
    page = visitor.post("/chemin/", {"place": "Xyzzyville", "first_name": "Samira"})
    assert page.status_code == 422
    assert 'value="Samira"' in page.content.decode()
    assert not Journey.objects.exists()


def test_a_robot_gets_thanks_and_nothing_is_kept(visitor):
    answer = visitor.post("/chemin/", {"site_web": "x"})
    assert answer["Location"] == reverse("contributions:thanks")
    assert not Journey.objects.exists()


@pytest.mark.parametrize("typed", [str.lower, str.upper, lambda text: text.replace("-", " ")])
def test_the_reference_alone_opens_it_from_any_browser(visitor, typed):
    journey = a_journey()
    answer = visitor.post("/chemin/reprendre/", {"reference": typed(journey.reference)})
    assert answer["Location"] == address("journey", journey)


def test_a_wrong_reference_is_told_kindly_and_counted(visitor):
    page = visitor.post("/chemin/reprendre/", {"reference": "LUNE-LUNE-LUNE-4821"})
    assert page.status_code == 422
    assert "Nous ne trouvons pas ce chemin" in page.content.decode()
    assert limits.seen(MISS, "127.0.0.1", rules.MISS_WINDOW, timezone.now()) == 1


def test_ten_wrong_references_and_the_network_waits_even_with_the_right_one(visitor):
    journey = a_journey()
    for _ in range(rules.MAX_MISSES):
        visitor.post("/chemin/reprendre/", {"reference": "LUNE-LUNE-LUNE-4821"})
    answer = visitor.post("/chemin/reprendre/", {"reference": journey.reference})
    assert answer.status_code == 429
    assert answer["Retry-After"]


def test_right_references_never_close_the_door_to_others(visitor):
    journey = a_journey()
    for _ in range(rules.MAX_MISSES + 5):
        assert visitor.post("/chemin/reprendre/", {"reference": journey.reference}).status_code == 302


def test_an_attack_from_many_networks_is_held(visitor, monkeypatch):
    monkeypatch.setattr("territoires.journey.views.start.MAX_MISSES_OF_ALL", 2)
    for number in range(2):
        visitor.post("/chemin/reprendre/", {"reference": "LUNE-LUNE-LUNE-4821"}, REMOTE_ADDR=f"192.0.2.{number}")
    answer = visitor.post("/chemin/reprendre/", {"reference": a_journey().reference}, REMOTE_ADDR="192.0.2.9")
    assert answer.status_code == 429


def test_the_page_of_a_reference_says_nothing_of_what_it_leads_to(visitor):
    journey = a_journey(first_name="Samira")
    known = visitor.get(reverse("journey:resume_one", args=[journey.reference])).content.decode()
    unknown = visitor.get(reverse("journey:resume_one", args=["LUNE-LUNE-LUNE-4821"])).content.decode()
    stable = known.replace(journey.reference, "X").replace(journey.reference.lower(), "X")
    assert "Samira" not in known
    assert journey.token not in known
    assert len(stable) == pytest.approx(len(unknown.replace("LUNE-LUNE-LUNE-4821", "X")), abs=60)


def test_the_card_carries_the_reference_and_no_secret(visitor):
    journey = a_journey()
    page = visitor.get(reverse("journey:card", args=[journey.reference])).content.decode()
    assert journey.reference in page
    assert "<svg" in page
    assert journey.token not in page
    assert visitor.get("/chemin/reprendre/nimporte/carte/").status_code == 404


def test_an_unknown_address_says_what_to_do(visitor):
    page = visitor.get("/chemin/abcdefghijklmnopqrstuvwxyz/")
    assert page.status_code == 404
    assert "Reprendre avec notre référence" in page.content.decode()


# -- the steps -----------------------------------------------------------------------------------------------------


def test_seven_steps_in_any_order_without_a_count(visitor):
    page = visitor.get(address("journey", a_journey())).content.decode()
    assert page.count('class="journey-stone"') == 7
    assert page.count("À faire") == 7
    assert "sur 7" not in page


@pytest.mark.parametrize("step", ["complices", "ressources", "parents", "formation", "principes", "action", "page"])
def test_each_step_opens_explains_and_asks(visitor, step, reference):
    page = visitor.get(address("step", a_journey(), step))
    words = page.content.decode()
    assert page.status_code == 200
    assert "En clair" in words
    assert "Pourquoi" in words
    for state in ("À faire", "En cours", "Fait"):
        assert state in words


def test_writing_comes_back_to_the_list_and_says_by_whom(visitor):
    journey = a_journey()
    page = visitor.post(
        address("step", journey, "complices"), {**STEP, "who": "Une maman", "state": "done", "first_name": "Samira"},
        follow=True,
    )  # fmt: skip
    words = page.content.decode()
    assert "c&#x27;est gardé" in words or "c'est gardé" in words
    assert "par Samira" in words
    assert "Fait" in words
    assert JourneyStep.objects.get().answers["who"] == "Une maman"


def test_rows_of_people_and_places(visitor):
    journey = a_journey()
    answer = post_step(
        visitor, journey, "ressources", row_0_who="La bibliothécaire", row_0_how="Passer la voir",
        row_0_when="Le mardi", row_3_who="Le gardien", more="1",
    )  # fmt: skip
    assert answer["Location"].startswith(address("step", journey, "ressources"))
    rows = JourneyStep.objects.get().answers["rows"]
    assert [row["who"] for row in rows] == ["La bibliothécaire", "Le gardien"]
    page = visitor.get(answer["Location"]).content.decode()
    assert 'value="Passer la voir"' in page
    assert 'name="row_3_who"' in page


def test_two_people_on_the_same_words_read_both_texts_and_choose(visitor):
    journey = a_journey()
    post_step(visitor, journey, who="Une maman", first_name="Samira")
    clash = post_step(visitor, journey, who="Un voisin", first_name="Paul")
    words = clash.content.decode()
    assert clash.status_code == 409
    assert "Quelqu&#x27;un a écrit entre-temps" in words or "Quelqu'un a écrit entre-temps" in words
    assert "Une maman" in words
    assert "Un voisin</textarea>" in words
    assert "par Samira" in words
    assert 'name="version" value="0"' in words
    assert 'name="mine" value="1"' in words
    kept = post_step(visitor, journey, who="Un voisin", version="0", both="1")
    assert kept.status_code == 302
    assert JourneyStep.objects.get().answers["who"] == "Une maman\n\nUn voisin"


def test_mine_replaces_theirs_and_what_they_wrote_elsewhere_stays(visitor):
    journey = a_journey()
    post_step(visitor, journey, who="Une maman", next="La gardienne")
    assert post_step(visitor, journey, who="Un voisin").status_code == 409
    assert post_step(visitor, journey, who="Un voisin", mine="1").status_code == 302
    assert JourneyStep.objects.get().answers == {"who": "Un voisin", "next": "La gardienne"}


@pytest.mark.parametrize("seen", ["0", "x", "-1", "9" * 30, "٣"])
def test_mine_replaces_only_the_text_that_was_on_screen(visitor, seen):
    journey = a_journey()
    post_step(visitor, journey, who="Une maman")
    assert post_step(visitor, journey, who="Un voisin", mine=seen).status_code == 409
    assert JourneyStep.objects.get().answers["who"] == "Une maman"


def test_choosing_knowingly_replaces_and_the_other_text_stays_among_those_of_before(visitor):
    journey = a_journey()
    post_step(visitor, journey, who="Une maman")
    post_step(visitor, journey, who="Un voisin", version="1")
    past = visitor.get(address("past", journey, "complices")).content.decode()
    assert "Une maman" in past
    back = visitor.post(address("bring_back_version", journey, "complices", 1))
    assert back.status_code == 302
    assert JourneyStep.objects.get().answers["who"] == "Une maman"


def test_words_that_name_somebody_are_pointed_at_once_and_saved_as_they_are(visitor):
    journey = a_journey()
    words = "Mme Dupont, 06 12 34 56 78, viendra."
    asked = post_step(visitor, journey, "parents", barriers=words)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Ce texte semble nommer quelqu" in page
    assert "06 12 34 56 78" in page
    assert not JourneyStep.objects.exists()
    assert post_step(visitor, journey, "parents", barriers=words, as_is="1").status_code == 302
    again = post_step(visitor, journey, "parents", barriers=f"{words} Merci.", version="1")
    assert again.status_code == 302


def test_the_reminder_about_families_stands_on_the_page(visitor):
    assert "On ne décrit aucune famille" in visitor.get(address("step", a_journey(), "parents")).content.decode()


def test_too_long_a_text_is_told_and_comes_back_whole(visitor):
    page = post_step(visitor, a_journey(), who="é" * 2001)
    assert page.status_code == 422
    assert "é" * 2001 in page.content.decode()


@pytest.mark.parametrize("junk", ["\x00", "<script>alert(1)</script>", "9" * 40, "\ud83d\ude00" * 10, "-1", "NaN"])
def test_junk_never_breaks_a_step(visitor, junk):
    journey = a_journey()
    data = {
        **STEP,
        "who": junk.encode("utf-8", "replace").decode(),
        "version": junk.encode("utf-8", "replace").decode(),
    }
    answer = visitor.post(address("step", journey, "complices"), data)
    assert answer.status_code in (302, 409, 422)
    assert "<script>alert" not in visitor.get(address("journey", journey)).content.decode()


def test_a_step_that_is_none_is_not_found(visitor):
    assert visitor.get(address("step", a_journey(), "autre")).status_code == 404
    assert visitor.get(address("past", a_journey(), "autre")).status_code == 404
    assert visitor.get(address("bring_back_version", a_journey(), "complices", 3)).status_code == 404


def test_a_version_of_another_path_is_not_found(visitor):
    mine, theirs = a_journey(), a_journey()
    write(theirs, who="Un secret")
    assert StepVersion.objects.count() == 1
    assert visitor.get(address("bring_back_version", mine, "complices", 1)).status_code == 404


def test_resources_of_the_map_are_shown_near_the_place(visitor, reference):
    roubaix = Commune.objects.get(pk="59512")
    make_resource("La salle du fond", roubaix, shown=True)
    make_resource("La salle en travaux", roubaix, shown=False)
    rebuild_points(now=timezone.now(), by=INSTALLER)
    words = visitor.get(address("step", a_journey(commune=roubaix), "ressources")).content.decode()
    assert "La salle du fond" in words
    assert "La salle en travaux" not in words


# -- care ----------------------------------------------------------------------------------------------------------


def test_the_page_warns_before_it_goes_and_one_tap_keeps_it(visitor):
    journey = a_journey()
    Journey.objects.update(changed_at=timezone.now() - datetime.timedelta(days=rules.KEPT_DAYS - 30))
    assert "Ce chemin s" in visitor.get(address("journey", journey)).content.decode()
    visitor.post(address("keep", journey))
    assert "Nous y sommes encore" not in visitor.get(address("journey", journey)).content.decode()


def test_erasing_empties_at_once_and_both_doors_are_shut(visitor):
    journey = a_journey(first_name="Samira")
    post_step(visitor, journey, who="Une maman")
    assert visitor.get(address("erase", journey)).status_code == 200
    assert visitor.post(address("erase", journey)).status_code == 410
    assert visitor.get(address("journey", journey)).status_code == 410
    assert post_step(visitor, journey, who="Encore").status_code == 410
    assert visitor.post("/chemin/reprendre/", {"reference": journey.reference}).status_code == 422
    assert not JourneyStep.objects.exists()


def test_the_list_of_steps_costs_the_same_however_much_is_written(visitor, django_assert_max_num_queries):
    journey = a_journey()
    for step in ("complices", "parents", "formation", "action"):
        write(journey, step, state="done", x="y")
    with django_assert_max_num_queries(4):
        visitor.get(address("journey", journey))


def test_secret_pages_are_kept_by_nobody_and_found_by_no_engine(visitor):
    journey = a_journey()
    for name in ("journey", "own_canvas", "own_booklet", "erase", "ask_help"):
        answer = visitor.get(address(name, journey))
        assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"], name
        assert "noindex" in answer.content.decode(), name
