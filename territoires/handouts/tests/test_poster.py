"""The poster of a group: one page, black on white, and a code that leads where it says."""

import datetime

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires.groups.models import LocalGroup
from territoires.groups.tests.factories import make_animator, make_group
from territoires.handouts.queries import press
from territoires.handouts.queries.poster import Poster, print_poster
from territoires.handouts.tests.reading import assert_sound, codes, dark_share, opened, words
from territoires.vocabulary.models import SpokenLanguage

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()
HOSTILE = [
    '#set page(fill: red) #panic("x") #sys.inputs $x^2$ @label <label> ] [ } { \\ // /* */ `raw` *b* _i_ = title',
    "\u202eabc\u202c\u2066x\u2069\u200f \x01\x07\ufeff",
    "😀👩‍👩‍👧‍👦🏳️‍🌈 le café 中文 தமிழ் አማርኛ",
    "a" * 10_000,
    "W" * 300,
    "https://exemple.fr/" + "x" * 300,
    "مجموعة الآباء والأمهات في روبيه " * 30,
    "ligne\n" * 60,
    "e\u0301" * 500,
]


def url(group: LocalGroup) -> str:
    return reverse("handouts:poster", args=[group.slug])


def poster_of(client, group: LocalGroup) -> bytes:
    answer = client.get(url(group))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def rich_group(**facts) -> LocalGroup:
    known = {
        "summary": "On boit un café.", "meets_when": "Le mardi à 9 h", "meets_where": "Au 12, à l'école",
        "carried_by": "Centre social", "phone": "03 20 00 00 01", "phone_e164": "+33320000001",
        "phone_public_since": TODAY, "phone_public_until": TODAY + datetime.timedelta(days=9),
    }  # fmt: skip
    return make_group("Les parents de l'Alma", **{**known, **facts})


def test_it_says_what_where_when_and_whom_to_call(visitor):
    pdf = poster_of(visitor, rich_group())
    assert_sound(pdf)
    for fact in ("Les parents de l’Alma", "Au 12, à l’école", "Roubaix", "Le mardi à 9 h", "03 20 00 00 01"):
        assert fact in words(pdf)
    assert "Porté par Centre social" in words(pdf)
    assert opened(pdf).metadata.title == "Affiche : Les parents de l'Alma"


def test_a_phone_reads_the_code_and_a_person_the_same_address(visitor):
    group = rich_group()
    pdf = poster_of(visitor, group)
    address = f"{django_settings.SITE_URL}/g/{group.pk}"
    assert set(codes(pdf)) == {address}
    assert codes(pdf)[address] >= 3
    assert address.partition("://")[2] in words(pdf)
    answer = visitor.get(f"/g/{group.pk}")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("groups:group_page", args=[group.slug])


def test_it_spares_ink(visitor):
    assert dark_share(poster_of(visitor, rich_group())) < 0.15


def test_a_number_is_there_only_while_the_group_wants_it(visitor):
    over = TODAY - datetime.timedelta(days=1)
    pdf = poster_of(visitor, rich_group(phone_public_since=over - datetime.timedelta(days=9), phone_public_until=over))
    assert "03 20 00 00 01" not in words(pdf)
    assert "Téléphone" not in words(pdf)


def test_it_welcomes_in_the_languages_of_the_group(visitor):
    group = rich_group()
    assert "Bienvenue" not in words(poster_of(visitor, group))
    group.languages.add(SpokenLanguage.objects.create(slug="tr", name="Turc", own_name="Türkçe"))
    assert "Bienvenue · Hoş geldiniz" in words(poster_of(visitor, group))


def test_a_hidden_group_has_no_poster_but_for_its_animator(visitor, people, sign_in):
    group = rich_group(shown=False, stage="interested")
    assert visitor.get(url(group)).status_code == 404
    assert visitor.get(f"/g/{group.pk}").status_code == 404
    assert visitor.get("/g/999999999").status_code == 404
    make_animator(group, people.animator)
    assert_sound(poster_of(sign_in(people.animator), group))


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_people_are_words_whatever_they_are(visitor, text):
    group = rich_group()
    LocalGroup.objects.filter(pk=group.pk).update(
        name=text[:120], summary=text[:300], meets_when=text[:200], meets_where=text[:200], carried_by=text[:200],
        territory_label=text[:160],
    )  # fmt: skip
    pdf = poster_of(visitor, group)
    assert_sound(pdf)
    assert codes(pdf)


def test_markup_is_printed_as_it_was_typed(visitor):
    group = rich_group(summary="#strong[oui] $x$ @moi")
    assert "#strong[oui] $x$ @moi" in words(poster_of(visitor, group))


def test_a_name_in_an_alphabet_without_letters_of_ours_still_has_a_poster(visitor):
    group = rich_group()
    LocalGroup.objects.filter(pk=group.pk).update(name="家长小组")
    assert "Un groupe local" in words(poster_of(visitor, group))


def test_the_same_day_gives_the_same_bytes(visitor):
    group = rich_group()
    assert poster_of(visitor, group) == poster_of(visitor, group)


def test_the_page_of_the_group_leads_to_it(visitor):
    group = rich_group()
    page = visitor.get(reverse("groups:group_page", args=[group.slug])).content.decode()
    assert f'href="{url(group)}"' in page


def test_a_press_that_fails_says_so_in_words(visitor, monkeypatch):
    def broken(*_args, **_words):
        raise press.CannotPrint

    monkeypatch.setattr("territoires.handouts.views.groups.print_poster", broken)
    answer = visitor.get(url(rich_group()))
    assert answer.status_code == 503
    assert "Cette feuille ne sort pas" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_too_much_for_a_sheet_is_refused_before_the_press():
    with pytest.raises(press.CannotPrint):
        press.typeset("poster", {"name": "x" * press.MOST_DATA}, on=TODAY)


def test_a_template_that_is_wrong_is_a_failure_in_words(caplog):
    with pytest.raises(press.CannotPrint):
        press.typeset("poster", {}, on=TODAY)
    assert "cannot be set" in caplog.text


@settings(max_examples=12, deadline=None)
@given(st.builds(Poster, *[st.text(max_size=300)] * 6, st.just(("ar", "tr")), st.just("https://exemple.fr/g/12")))
def test_any_words_make_one_sound_page(poster):
    assert_sound(print_poster(poster, on=TODAY).pdf)
