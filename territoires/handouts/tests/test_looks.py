"""Every sheet as a picture among the artefacts, with the words of a real group; a person looks at them."""

import datetime
import io
import random

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from territoires.groups.tests.factories import make_animator, make_group
from territoires.handouts.tests.reading import assert_sound, keep
from territoires.handouts.tests.telling import DAY, announce, picture_of, tell, voice_of
from territoires.handouts.tests.test_cards import make_card
from territoires.media.files import rendition_path
from territoires.vocabulary.models import SpokenLanguage

pytestmark = pytest.mark.django_db
NEWS = [
    ("Ce matin, douze parents ont bu le café devant l'école. Une maman a dit : « Je croyais être la seule. »", "Fatou"),
    ("Les enfants ont peint l'affiche de la fête. Elle sèche dans le couloir.", "la classe de CM1"),
    ("La bibliothèque ouvre maintenant le samedi matin. On y va ensemble à dix heures.", "Ali, papa"),
    ("تعلمنا أغنية معا، وضحكنا كثيرا.", "Nour"),
    ("Une soupe pour trente personnes, et le gymnase prêté par la mairie. On recommence en avril.", "le groupe"),
]


def painting(seed: int) -> bytes:
    """A heap of colours: what children paint."""
    chance = random.Random(seed)
    paper = Image.new("RGB", (960, 640), "#f6ead2")
    brush = ImageDraw.Draw(paper)
    for _spot in range(70):
        x, y, size = chance.randrange(960), chance.randrange(640), chance.randrange(20, 150)
        brush.ellipse((x, y, x + size, y + size), fill=chance.choice(["#b5430f", "#0f5548", "#1b3a6b", "#ffd34d"]))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=80)
    return out.getvalue()


@pytest.fixture
def group(people, settings, tmp_path):
    settings.MEDIA_DIR = tmp_path
    settings.SITE_URL = "https://1001territoires.fr"
    today = timezone.localdate()
    group = make_group(
        "Le grand atelier des parents", summary="On boit un café, on parle de l'école, on prépare la fête.",
        meets_when="Le mardi à 8 h 45, après l'entrée de l'école", meets_where="Maison des deux quartiers",
        carried_by="Centre social de l'Alma", phone="01 99 00 12 34", phone_e164="+33199001234",
        phone_public_since=today, phone_public_until=today + datetime.timedelta(days=9),
    )  # fmt: skip
    for slug, name in (("ar", "Arabe"), ("tr", "Turc"), ("pt", "Portugais")):
        group.languages.add(SpokenLanguage.objects.create(slug=slug, name=name, own_name=name))
    make_animator(group, people.animator)
    for number, (words, who) in enumerate(NEWS):
        entry = tell(group, words, on=DAY.replace(day=2 + 5 * number), said_by=who)
        if number in (1, 4):
            picture = picture_of(entry)
            rendition_path(picture.token, "960.jpg").write_bytes(painting(number))
        if number == 0:
            voice_of(entry)
    announce(group, what="La fête du printemps", with_children=True)
    for number in range(10):
        make_card(group, number)
    make_card(group, 99, kind="wall")
    return group


SHEETS = [
    ("affiche", "poster", True, ""), ("journal-a4", "newspaper", True, ""), ("journal-a3", "newspaper", True, "a3"),
    ("cartes", "cards", True, ""), ("mur", "wall_card", True, ""), ("chemin-a3", "canvas", False, ""),
    ("chemin-livret", "booklet", False, ""), ("histoire", "story", False, ""),
    ("histoire-en-clair", "story_plain", False, ""), ("miroir", "mirror", False, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "route", "of_group", "paper"), SHEETS)
def test_it_can_be_looked_at(animator, group, name, route, of_group, paper):
    of = [group.slug, "2026-03"] if route == "newspaper" else [group.slug] if of_group else []
    answer = animator.get(reverse(f"handouts:{route}", args=of), {"format": paper} if paper else {})
    assert answer.status_code == 200
    keep(answer.content, name)
    assert_sound(answer.content, pages=10 if route == "booklet" else 1)
