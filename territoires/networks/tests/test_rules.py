import datetime

from hypothesis import given
from hypothesis import strategies as st

from territoires.networks.rules import RESERVED_SLUGS, pick_slug, runs_on

DAY = datetime.date(2026, 3, 3)
NEXT = DAY + datetime.timedelta(days=1)


def test_a_relation_without_dates_has_always_run():
    assert runs_on(None, None, DAY)


def test_a_relation_runs_from_its_first_day_and_not_on_the_day_of_its_end():
    assert runs_on(DAY, None, DAY)
    assert not runs_on(NEXT, None, DAY)
    assert not runs_on(None, DAY, DAY)
    assert runs_on(None, NEXT, DAY)


@given(st.text(alphabet="abc-", max_size=80), st.integers(min_value=8, max_value=60))
def test_a_new_address_is_free_short_and_never_that_of_a_page(base, maximum):
    taken = {base[: maximum - 5].strip("-") or "reseau", "reseau-2"}
    slug = pick_slug(base, taken, maximum)
    assert slug not in taken | RESERVED_SLUGS
    assert 0 < len(slug) <= maximum


def test_the_address_of_the_joining_page_is_not_given_to_a_network():
    assert pick_slug("rejoindre", set(), 60) == "rejoindre-2"
