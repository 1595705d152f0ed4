"""The canvas, the booklet, the story and the mirror: same words as the screens, on paper."""

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.handouts.tests.reading import assert_sound, codes, opened, words
from territoires.journey.models import Journey, JourneyStep
from territoires.journey.queries.content import steps, story
from territoires.mirror.queries.landmarks import landmarks

pytestmark = pytest.mark.django_db


def pdf_of(client, name: str, *args: str) -> bytes:
    answer = client.get(reverse(f"handouts:{name}", args=args))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def curly(text: str) -> str:
    return " ".join(text.replace("'", "’").split())


def make_journey(words_of_each: str = "Chez nous, on commence par un café.") -> Journey:
    now = timezone.now()
    journey = Journey.objects.create(
        reference="LUNE-TULIPE-BALCON-4821", token="t" * 40, started_at=now, changed_at=now, territory_label="L'Épeule"
    )
    for one in steps():
        answers = {
            question.key: [{"who": words_of_each[:200], "how": "à pied", "when": "le soir"}] * 30
            if question.kind == "rows" else words_of_each[: question.most]
            for question in one.questions
        }  # fmt: skip
        JourneyStep.objects.create(journey=journey, step=one.step, state="doing", answers=answers, changed_at=now)
    return journey


def test_the_canvas_is_one_a3_with_the_seven_steps(visitor):
    pdf = pdf_of(visitor, "canvas")
    assert_sound(pdf)
    box = opened(pdf).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (1191, 842)
    for one in steps():
        assert curly(one.title) in words(pdf)
        for question in one.questions:
            assert question.number in words(pdf)


def test_the_booklet_has_a_page_for_each_step(visitor, settings):
    pdf = pdf_of(visitor, "booklet")
    assert_sound(pdf, pages=10)
    pages = [" ".join(page.extract_text().split()) for page in opened(pdf).pages]
    for number, one in enumerate(steps(), start=1):
        assert curly(one.title) in pages[number]
    assert set(codes(pdf, 9)) == {settings.SITE_URL + "/chemin/"}


@pytest.mark.parametrize("text", ["Chez nous, on commence par un café.", "mot " * 1000, "W" * 4000, "ligne\n" * 600])
def test_what_a_group_wrote_fits_on_its_canvas(visitor, text):
    journey = make_journey(text)
    pdf = pdf_of(visitor, "own_canvas", journey.token)
    assert_sound(pdf)
    assert curly(text[:12]).strip() in words(pdf)
    assert "LUNE" not in words(pdf)
    booklet = pdf_of(visitor, "own_booklet", journey.token)
    assert_sound(booklet, pages=len(opened(booklet).pages))
    assert len(opened(booklet).pages) >= 10


def test_a_path_is_read_by_whoever_has_its_address_only(visitor):
    journey = make_journey()
    answer = visitor.get(reverse("handouts:own_canvas", args=[journey.token]))
    assert "no-store" in answer["Cache-Control"]
    Journey.objects.filter(pk=journey.pk).update(emptied_at=timezone.now(), territory_label="")
    assert visitor.get(reverse("handouts:own_canvas", args=[journey.token])).status_code == 404
    assert visitor.get(reverse("handouts:own_canvas", args=["rien"])).status_code == 404
    assert visitor.get(reverse("handouts:own_booklet", args=["rien"])).status_code == 404


@pytest.mark.parametrize(("name", "register"), [("story", "full"), ("story_plain", "plain")])
def test_the_story_is_one_page(visitor, name, register):
    pdf = pdf_of(visitor, name)
    assert_sound(pdf)
    for part in story(register):
        assert curly(part.title) in words(pdf)


def test_the_mirror_is_one_page_with_seven_sentences(visitor):
    pdf = pdf_of(visitor, "mirror")
    assert_sound(pdf)
    for one in landmarks():
        assert curly(one.saying) in words(pdf)
    for hand in ("Pas encore", "On essaie", "On le vit"):
        assert hand in words(pdf)
