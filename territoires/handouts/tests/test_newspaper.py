"""The newspaper of the wall: one page whatever was told, and nobody who did not agree to paper."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.groups.tests.factories import make_animator, make_group
from territoires.handouts.tests.reading import assert_sound, codes, opened, words
from territoires.handouts.tests.telling import DAY, agree, announce, picture_of, tell, voice_of
from territoires.kit.actors import VISITOR
from territoires.media.actions.consents import revoke_person_consent

pytestmark = pytest.mark.django_db
A4, A3 = (595, 842), (842, 1191)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_DIR = tmp_path


def url(group, month: str = "2026-03") -> str:
    return reverse("handouts:newspaper", args=[group.slug, month])


def print_it(client, group, month: str = "2026-03", **asked) -> bytes:
    answer = client.get(url(group, month), asked)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def pictures(pdf: bytes) -> int:
    """Photographs inside; drawings and codes are lines."""
    return len([1 for page in opened(pdf).pages for image in page.images if image.name.endswith((".jpg", ".jpeg"))])


def size(pdf: bytes) -> tuple[int, int]:
    box = opened(pdf).pages[0].mediabox
    return round(box.width), round(box.height)


def test_a_month_on_one_page(visitor, settings):
    group = make_group()
    entry = tell(group, "Les enfants ont peint l'affiche.")
    picture_of(entry)
    voice_of(entry)
    tell(group, "Une autre nouvelle.", said_by="Ali, papa")
    tell(group, "Le mois d'avant.", on=datetime.date(2026, 2, 3))
    announce(group)
    pdf = print_it(visitor, group)
    assert_sound(pdf)
    assert size(pdf) == A4
    said = words(pdf)
    for fact in (
        "Les enfants ont peint l’affiche.",
        "Ali, papa",
        "mars 2026",
        "Samedi 14",
        "La grande fête",
        "gratuit",
    ):
        assert fact in said
    assert "Le mois d’avant" not in said
    page = settings.SITE_URL + reverse("journal:entries", args=[group.slug])
    voice = settings.SITE_URL + reverse("journal:entry", args=[group.slug, entry.key])
    assert set(codes(pdf)) == {page, voice}
    assert pictures(pdf) == 1


def test_on_a3_everything_is_larger(visitor):
    group = make_group()
    tell(group)
    pdf = print_it(visitor, group, format="a3")
    assert_sound(pdf)
    assert size(pdf) == A3
    assert visitor.get(url(group), {"format": "a5"}).status_code == 404


def test_what_is_not_for_everybody_never_hangs_on_a_wall(visitor, people, sign_in):
    group = make_group()
    make_animator(group, people.animator)
    tell(group, "Entre nous.", visibility="group")
    tell(group, "Pour les réseaux.", visibility="network")
    tell(group, "Un brouillon.", status="draft")
    tell(group, "Pour tous.")
    for client in (visitor, sign_in(people.animator), sign_in(people.coordinator)):
        said = words(print_it(client, group))
        assert not any(part in said for part in ("Entre nous", "réseaux", "brouillon"))
        assert "Pour tous." in said


def test_only_this_month_may_be_empty(visitor):
    group = make_group()
    assert visitor.get(url(group)).status_code == 404
    today = timezone.localdate()
    assert "rien n’est encore raconté" in words(print_it(visitor, group, f"{today:%Y-%m}"))


def test_somebody_who_did_not_agree_to_paper_is_not_printed(visitor):
    group = make_group()
    picture = picture_of(tell(group, "Avec une dame."), people="adults")
    assert pictures(print_it(visitor, group)) == 0
    consent = agree(picture, uses=("site",))
    assert pictures(print_it(visitor, group)) == 0
    consent.for_print = True
    consent.save()
    assert pictures(print_it(visitor, group)) == 1


def test_a_withdrawn_agreement_empties_the_next_sheet(visitor):
    group = make_group()
    picture = picture_of(tell(group, "Avec une dame."), people="adults")
    consent = agree(picture)
    assert pictures(print_it(visitor, group)) == 1
    revoke_person_consent(consent=consent, now=timezone.now(), by=VISITOR)
    pdf = print_it(visitor, group)
    assert pictures(pdf) == 0
    assert_sound(pdf)


def test_a_picture_whose_file_is_gone_leaves_its_words(visitor, settings, tmp_path):
    group = make_group()
    picture_of(tell(group, "Avec une affiche."))
    settings.MEDIA_DIR = tmp_path / "elsewhere"
    pdf = print_it(visitor, group)
    assert pictures(pdf) == 0
    assert "Avec une affiche." in words(pdf)


@pytest.mark.parametrize("text", ["mot " * 370, "W" * 1500, "ligne\n" * 200, "مرحبا بكم " * 100, "#[$x$] @a \\ * _"])
def test_much_is_still_one_page_and_the_rest_is_told(visitor, text):
    group = make_group()
    for day in range(1, 15):
        entry = tell(group, text[:1500], on=DAY.replace(day=day))
        if day % 2:
            picture_of(entry)
    announce(group, what="W" * 160, where="W" * 200)
    pdf = print_it(visitor, group)
    assert_sound(pdf)
    assert "La suite sur la page" in words(pdf)


def test_the_newest_come_first(visitor):
    group = make_group()
    for day in range(1, 10):
        tell(group, f"Nouvelle {day}. " + "mot " * 120, on=DAY.replace(day=day))
    said = words(print_it(visitor, group))
    assert "Nouvelle 9." in said
    assert "Nouvelle 1." not in said


def test_a_hidden_group_has_no_newspaper_but_for_its_people(visitor, people, sign_in):
    group = make_group(shown=False, stage="interested")
    make_animator(group, people.animator)
    tell(group, "Bientôt.")
    assert visitor.get(url(group)).status_code == 404
    assert "Bientôt." in words(print_it(sign_in(people.animator), group))


def test_a_month_that_never_was_leads_nowhere(visitor):
    group = make_group()
    assert visitor.get(f"/groupes/{group.slug}/journal/2026-13.pdf").status_code == 404


def test_the_same_number_of_reads_for_one_entry_or_twelve(visitor, django_assert_max_num_queries):
    group = make_group()
    for day in range(1, 13):
        picture_of(tell(group, on=DAY.replace(day=day)))
    with django_assert_max_num_queries(30):
        print_it(visitor, group)
