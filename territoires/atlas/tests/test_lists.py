"""The pages by place: complete without script, light, and at addresses that stay."""

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from territoires.atlas.tests import factories

NORD = "/carte/hauts-de-france/nord/"


def words_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_the_country_lists_regions_and_departments_with_counts(small_world, visitor):
    page = visitor.get("/carte/").content.decode()
    assert '<a href="/carte/hauts-de-france/">Hauts-de-France</a>' in page
    assert f'<a href="{NORD}"><b>Nord</b> <span>7 groupes, 1 ressource, 1 marraine ou parrain</span></a>' in page
    assert '<a href="/carte/la-reunion/la-reunion/">La Réunion</a>' in page


def test_entries_of_the_whole_country_stand_apart(small_world, visitor):
    page = visitor.get("/carte/")
    assert "Pour toute la France" in page.content.decode()
    assert "Marraine de partout" in page.content.decode()


def test_the_list_comes_before_the_map(small_world, visitor):
    for path in ("/carte/", NORD):
        page = visitor.get(path).content.decode()
        assert page.index('id="liste"') < page.index('id="carte"')


def test_a_region_shows_its_departments_and_its_entries(small_world, visitor):
    page = visitor.get("/carte/hauts-de-france/").content.decode()
    assert f'href="{NORD}"' in page
    assert "Les parents de l&#x27;Alma" in page
    assert "Aïcha" not in page


def test_a_department_shows_cards_with_stage_place_and_languages(small_world, visitor):
    page = visitor.get(NORD)
    words = words_of(page)
    assert "Groupes locaux dans le Nord" in words
    for expected in (
        "Les parents de l&#x27;Alma",
        "Confirmé",
        "Premiers contacts",
        "En sommeil",
        "Roubaix",
        "On y parle : ar",
    ):
        assert expected in words
    assert "/carte/hauts-de-france/pas-de-calais/" in page.content.decode()  # a neighbour


def test_a_department_in_the_wrong_region_leads_to_the_right_one(small_world, visitor):
    answer = visitor.get("/carte/la-reunion/nord/?couche=groupes")
    assert (answer.status_code, answer["Location"]) == (301, f"{NORD}?couche=groupes")


def test_an_overseas_region_is_its_department(small_world, visitor):
    for path in ("/carte/la-reunion/", "/carte/la-reunion/la-reunion/"):
        words = words_of(visitor.get(path))
        assert "Groupes locaux à La Réunion" in words
        assert "Deux groupes locaux" in words


@pytest.mark.parametrize("path", ["/carte/nulle-part/", "/carte/hauts-de-france/nulle-part/"])
def test_unknown_places_are_not_found(small_world, visitor, path):
    assert visitor.get(path).status_code == 404


def test_an_area_in_the_query_leads_to_its_page(small_world, visitor):
    answer = visitor.get("/carte/?departement=nord&etape=confirme")
    assert (answer.status_code, answer["Location"]) == (302, f"{NORD}?etape=confirme")


def test_near_a_place_the_nearest_come_first_with_their_distance(small_world, visitor):
    words = words_of(visitor.get("/carte/?lieu=Roubaix"))
    order = [words.index(name) for name in ("Les parents de l&#x27;Alma", "Écoles ensemble")]
    assert order == sorted(order)
    assert "à moins d&#x27;1 km" in words
    assert "à 11 km" in words
    assert "Dunkerque" not in words[: words.index("Sur la carte")].replace("Voir", "")


def test_a_wider_radius_reaches_further(small_world, visitor):
    near, far = (visitor.get(f"/carte/?lieu=Roubaix&rayon={km}").content.decode() for km in (10, 100))
    assert "Arras" not in near
    assert "Arras" in far


def test_nothing_nearby_says_where_the_nearest_is_and_offers_help(small_world, visitor):
    words = words_of(visitor.get("/carte/?lieu=Guéret&couche=groupes&rayon=10"))
    assert "Pas encore de groupe près de chez vous." in words
    assert "Le plus proche est à 4" in words
    assert "On peut vous aider à en créer un." in words


def test_a_department_without_group_says_so_and_offers_help(small_world, visitor):
    words = words_of(visitor.get("/carte/nouvelle-aquitaine/creuse/"))
    assert "Pas encore de groupe dans la Creuse." in words
    assert "Les conteurs de Guéret" in words
    assert "Créer un groupe" in words


def test_an_unknown_place_is_said_kindly_and_the_list_stays(small_world, visitor):
    words = words_of(visitor.get("/carte/?lieu=zzzzqq"))
    assert "Nous n'avons pas trouvé « zzzzqq »." in words
    assert "Hauts-de-France" in words


def test_the_chosen_place_is_kept_when_the_words_still_say_it(small_world, visitor):
    assert "Lille et alentours" in words_of(visitor.get("/carte/?lieu=Lille&lieu_insee=59350"))
    assert "Roubaix et alentours" in words_of(visitor.get("/carte/?lieu=Roubaix&lieu_insee=59350"))


def test_departments_that_miss_a_group_are_listed_with_their_resources(small_world, visitor):
    words = words_of(visitor.get("/carte/?manque=1"))
    assert "Là où il manque un groupe" in words
    assert "Les conteurs de Guéret" in words
    assert "La salle du fond" not in words


def test_filters_in_force_can_be_taken_away_one_by_one(small_world, visitor):
    page = visitor.get("/carte/?couche=groupes&etape=confirme&langue=ar").content.decode()
    assert 'href="/carte/?etape=confirme&amp;langue=ar"' in page
    assert 'href="/carte/?couche=groupes&amp;langue=ar"' in page


def test_an_unknown_filter_is_left_aside_kindly(small_world, visitor):
    page = visitor.get("/carte/?reseau=inconnu")
    assert "Nous l'avons laissé de côté." in page.content.decode()
    assert "Douze groupes locaux" in page.content.decode()


@pytest.fixture
def crowd(places):
    """Ninety-five groups in one department."""
    for number in range(95):
        factories.make_group("59512", f"Groupe {number:03}")
    factories.draw()


def test_a_long_list_is_cut_into_pages(crowd, visitor):
    first = visitor.get(NORD).content.decode()
    assert first.count('class="kit-card kit-card-link atlas-entry"') == 30
    assert "Voir plus" in first
    assert 'href="?page=2"' in first
    seen = [
        f"Groupe {number:03}" in visitor.get(f"{NORD}?page={1 + number // 30}").content.decode() for number in range(95)
    ]
    assert all(seen)


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999", "5"])
def test_any_page_number_shows_a_page(crowd, visitor, page):
    assert visitor.get(f"{NORD}?page={page}").status_code == 200


def test_the_number_of_queries_does_not_grow(places, visitor):
    paths = (
        "/carte/",
        "/carte/?lieu=Roubaix",
        "/carte/hauts-de-france/",
        NORD,
        "/carte/apercu.svg",
        "/carte/points.json",
    )
    arabic, theme = factories.make_language(), factories.make_theme()
    for number in range(4):
        factories.make_group("59512", f"Petit {number}", languages=[arabic], themes=[theme])
        factories.make_resource("59512", themes=[theme])
    factories.make_sponsor("Marraine", "59512")
    factories.draw()
    visitor.get("/carte/")
    few = [queries(visitor, path) for path in paths]
    for number in range(40):
        factories.make_group("59599", f"Grand {number}", languages=[arabic], themes=[theme])
    factories.draw()
    many = [queries(visitor, path) for path in paths]
    assert all(more <= less for more, less in zip(many, few, strict=True))  # a page of groups only asks less
    assert max(few) <= 16


def test_pages_stay_light(crowd, visitor):
    for path in ("/carte/", NORD, "/carte/?lieu=Roubaix"):
        assert len(gzip.compress(visitor.get(path).content, 6)) <= 14_000


def test_without_any_group_the_page_still_helps(places, visitor):
    factories.draw()
    words = words_of(visitor.get("/carte/"))
    assert "Aucun groupe local" in words
    assert "Hauts-de-France" in words
    assert "Pas encore de groupe près de chez vous." in words_of(visitor.get("/carte/?lieu=Roubaix"))
