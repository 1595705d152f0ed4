"""The map in other people's pages, on paper, with other people's tiles."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site_settings

from territoires.atlas.queries.weight import opening_weight
from territoires.atlas.rules import basemap, shapes
from territoires.atlas.rules.area import view_of
from territoires.atlas.rules.spacing import separate
from territoires.atlas.rules.topology import area_of, chain, simplify
from territoires.atlas.tests import factories

ATLAS = Path(__file__).resolve().parents[1]


def test_the_small_map_may_be_framed_by_any_site_and_sets_no_cookie(small_world, visitor):
    page = visitor.get("/carte/cadre/?departement=nord")
    assert "frame-ancestors *" in page["Content-Security-Policy"]
    assert "X-Frame-Options" not in page
    assert not page.cookies
    assert "Sept groupes locaux" in page.content.decode()
    assert "frame-ancestors 'none'" in visitor.get("/carte/")["Content-Security-Policy"]


def test_the_help_gives_the_lines_to_copy(places, visitor):
    page = visitor.get("/carte/integrer/").content.decode()
    assert "&lt;iframe src=" in page
    assert "/carte/cadre/?departement=nord" in page


def test_the_sheet_numbers_points_and_indexes_them_in_the_same_order(small_world, visitor):
    page = visitor.get("/carte/imprimer/?departement=nord&papier=a3").content.decode()
    numbers = [int(n) for n in re.findall(r'class="atlas-number">(\d+)<', page)]
    assert numbers == list(range(1, 10))
    image = re.search(r'class="atlas-print-map" src="([^"]+)"', page).group(1).replace("&amp;", "&")
    drawing = visitor.get(image).content.decode()
    assert sorted(int(n) for n in re.findall(r"<text[^>]*>(\d+)</text>", drawing)) == numbers
    assert "print-a3.css" in page
    assert "print-a4.css" in visitor.get("/carte/imprimer/?papier=zz").content.decode()


def test_a_sheet_of_very_many_says_how_many_by_department(places, visitor, monkeypatch):
    monkeypatch.setattr("territoires.atlas.queries.prints.INDEXED", 3)
    for _each in range(5):
        factories.make_group("59512")
    factories.draw()
    page = visitor.get("/carte/imprimer/").content.decode()
    assert "Nord (59) : 5 groupes." in page
    assert "?departement=nord" in page
    assert "atlas-number" not in page


@pytest.mark.parametrize(("tiles", "host"), [("ign", "https://data.geopf.fr"), ("osm", "https://tuiles.exemple.fr")])
def test_tiles_are_allowed_only_when_a_setting_asks_for_them(small_world, visitor, settings, tiles, host):
    policy = visitor.get("/carte/")["Content-Security-Policy"]
    assert host not in policy
    settings.MAP_TILES, settings.MAP_TILES_URL = tiles, "https://tuiles.exemple.fr/{z}/{x}/{y}.png"
    page = visitor.get("/carte/hauts-de-france/nord/")
    assert f"img-src 'self' data: {host}" in page["Content-Security-Policy"]
    assert f'data-tiles="{host}' in page.content.decode()
    assert "©" in page.content.decode()
    assert host not in visitor.get("/ressources/proposer/")["Content-Security-Policy"]
    framed = visitor.get("/carte/cadre/")["Content-Security-Policy"]
    assert host in framed
    assert "frame-ancestors *" in framed


def test_osm_without_an_address_stays_with_our_outlines(small_world, visitor, settings):
    settings.MAP_TILES, settings.MAP_TILES_URL = "osm", ""
    assert 'data-tiles=""' in visitor.get("/carte/").content.decode()


def test_nothing_is_loaded_from_elsewhere(small_world, visitor):
    for path in ("/carte/", "/carte/hauts-de-france/nord/", "/carte/cadre/", "/carte/imprimer/"):
        page = visitor.get(path).content.decode()
        loaded = re.findall(r'(?:src|srcset|data-[a-z]+)="(https?://[^"]+)"', page)
        assert [address for address in loaded if not address.startswith(site_settings.SITE_URL)] == []
        assert " style=" not in page
        assert not re.search(r"\son[a-z]+=", page)


def test_the_button_says_the_weight_as_it_is(small_world, visitor):
    opening_weight.cache_clear()
    said = int(re.search(r"Afficher la carte, environ (\d+) ko", visitor.get("/carte/").content.decode()).group(1))
    assert said == opening_weight()
    assert 50 <= said <= 100


def test_the_drawing_has_its_size_and_says_what_it_shows(small_world, visitor):
    image = re.search(r"<img [^>]+>", visitor.get("/carte/").content.decode()).group(0)
    assert 'width="1000" height="810"' in image
    assert 'loading="lazy"' in image
    assert "douze groupes locaux, trois ressources, deux marraines et parrains" in image
    assert "La liste donne les mêmes informations." in image


# -- the outlines carried with the site ------------------------------------------------------------------------------


def test_the_base_map_is_what_its_sources_make():
    assert (ATLAS / "static" / "atlas" / "base.json").read_text(encoding="utf-8") == basemap.build()


def test_every_department_has_an_outline_a_place_and_a_drawing(db):
    topology, seats = shapes.departments(), shapes.seats()
    assert len(seats) == 107
    assert set(topology.rings) == set(seats)
    for code, seat in seats.items():
        x, y = shapes.place_in_country(code, seat.lat, seat.lon)
        assert 0 < x < shapes.COUNTRY_WIDTH
        assert 0 < y < shapes.COUNTRY_HEIGHT
        frame = view_of([code]).frame
        assert all(-1 <= px <= 801 for px, _py in (frame.place(lat, lon) for lat, lon in topology.outline(code)[0]))


def test_borders_are_shared_and_coasts_are_not():
    owners = shapes.departments().owners()
    assert {len(codes) for codes in owners.values()} == {1, 2}
    assert shapes.neighbours_of("59") == {"02", "62", "80"}
    assert shapes.neighbours_of("974") == frozenset()


def test_simplified_lines_keep_their_ends_and_stay_near():
    line = [(float(n), (n % 7) * 0.1) for n in range(50)]
    kept = simplify(line, 0.3)
    assert kept[0] == line[0]
    assert kept[-1] == line[-1]
    assert 2 < len(kept) < 50
    assert simplify([(0.0, 0.0), (1.0, 0.01), (2.0, 0.0)], 0.1) == [(0.0, 0.0), (2.0, 0.0)]


def test_lines_that_meet_become_rings():
    pieces = [[(0.0, 0.0), (1.0, 0.0)], [(1.0, 1.0), (1.0, 0.0)], [(1.0, 1.0), (0.0, 0.0)], [(5.0, 5.0), (6.0, 6.0)]]
    rings = chain(pieces)
    assert sorted(len(ring) for ring in rings) == [2, 4]
    assert area_of(max(rings, key=len)) == pytest.approx(0.5)


def test_marks_on_one_spot_are_moved_apart_and_always_alike():
    homes, sizes = [(100.0, 100.0)] * 12, [(16.0, 16.0)] * 12
    places = separate(homes, sizes)
    assert places == separate(homes, sizes)
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[number + 1 :]:
            assert max(abs(x - other_x), abs(y - other_y)) > 8
        assert abs(x - 100) + abs(y - 100) < 120
