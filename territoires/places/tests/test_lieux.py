"""GET /lieux: the same search for every place box."""

import pytest

from territoires.places.tests.factories import few_places

KEYS = ["insee", "name", "kind", "department", "department_name", "postal_codes", "lat", "lon"]

pytestmark = pytest.mark.django_db


def test_the_answer_is_a_list_of_places(visitor):
    few_places()
    answer = visitor.get("/lieux", {"q": "roubaix"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    places = answer.json()
    assert [list(place) for place in places] == [KEYS] * len(places)
    assert places[0] == {
        "insee": "59512",
        "name": "Roubaix",
        "kind": "commune",
        "department": "59",
        "department_name": "Nord",
        "postal_codes": ["59100"],
        "lat": pytest.approx(50.69, abs=0.02),
        "lon": pytest.approx(3.18, abs=0.02),
    }


def test_a_district_says_what_it_is(visitor):
    few_places()
    places = visitor.get("/lieux?q=paris+18").json()
    assert [(place["insee"], place["kind"]) for place in places[:2]] == [
        ("75118", "arrondissement"),
        ("75056", "commune"),
    ]


def test_a_browser_without_script_gets_the_same_list(visitor):
    few_places()
    answer = visitor.get("/lieux?q=93", headers={"accept": "text/html"})
    assert answer["Content-Type"].startswith("application/json")
    assert answer.json()[0]["department"] == "93"


@pytest.mark.parametrize(
    ("limit", "most"), [("", 10), ("3", 3), ("1", 1), ("0", 1), ("99", 10), ("-2", 10), ("x", 10), ("9" * 5000, 10)]
)
def test_the_limit_stays_between_one_and_ten(visitor, limit, most):
    few_places()
    assert len(visitor.get("/lieux", {"q": "saint", "limite": limit}).json()) == min(most, 10)


def test_nothing_asked_nothing_found(visitor):
    few_places()
    for query in ("/lieux", "/lieux?q=", "/lieux?q=%20", "/lieux?autre=1"):
        assert visitor.get(query).json() == []


@pytest.mark.parametrize(
    "query", ["%00", "%F0%9F%98%80", "%ED%A0%80", "%FF%FE", "a" * 10_000, "%0A%0D", "%E2%80%AE", "&q=&q=%00"]
)
def test_hostile_queries_get_an_empty_list(visitor, query):
    few_places()
    answer = visitor.get(f"/lieux?q={query}")
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_search_is_only_read(visitor, method):
    answer = getattr(visitor, method)("/lieux")
    assert answer.status_code == 405


def test_phones_may_keep_an_answer_a_short_while(visitor):
    few_places()
    answer = visitor.get("/lieux?q=lille")
    assert "max-age=600" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert visitor.head("/lieux?q=lille").status_code == 200
