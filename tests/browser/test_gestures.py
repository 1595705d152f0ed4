"""How many gestures it takes to tell something, and to print the month: counted, printed, with and without scripts.

A gesture is a press on a link or a button, or a file chosen (on a phone: the camera or the recorder answers). What one
writes or ticks on the same screen is counted apart and printed too.
"""

import io
import math
import re
import struct
import wave
from dataclasses import dataclass, field

import pytest
from PIL import Image, ImageDraw

from tests.browser import support

TO_PUBLISH, TO_PRINT = 3, 2


def a_photo() -> bytes:
    picture = Image.new("RGB", (1200, 900), (246, 183, 154))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((350, 250, 850, 750), fill=(255, 211, 77))
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def a_voice(seconds: int = 3, rate: int = 16_000) -> bytes:
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        tones = (int(9000 * math.sin(2 * math.pi * 220 * place / rate)) for place in range(seconds * rate))
        sound.writeframes(b"".join(struct.pack("<h", tone) for tone in tones))
    return kept.getvalue()


@dataclass
class Hand:
    """Counts what somebody does on a phone."""

    person: support.Person
    gestures: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def press(self, words) -> None:
        self.gestures.append(f"« {words} »")
        self.person.press(words)

    def follow(self, words) -> None:
        self.gestures.append(f"« {words} »")
        self.person.follow(words)

    def give(self, label: str, name: str, kind: str, content: bytes) -> None:
        self.gestures.append(label)
        box = self.person.page.get_by_label(re.compile(f"^{label}")).first
        box.set_input_files({"name": name, "mimeType": kind, "buffer": content})

    def write(self, label, words: str) -> None:
        self.written.append(str(label))
        self.person.fill(label, words)

    def tick(self, label) -> None:
        self.written.append(str(label))
        self.person.choose(label)


@pytest.fixture(params=["scripts", "no-scripts"])
def animator(crowd, request):
    """Signed in, on a phone 360 pixels wide: the page where signing in leads."""
    person = crowd.as_part("animatrice", request.param, support.PHONE)
    assert person.path == "/espace/"
    return Hand(person)


def test_a_picture_and_a_voice_in_three_gestures_then_the_month_in_two(animator, capsys):
    words = f"On a préparé des crêpes ensemble, {animator.person.mode}."
    animator.write("Que s'est-il passé ?", words)
    animator.give("Une photo", "photo.jpg", "image/jpeg", a_photo())
    animator.tick("Non, personne")
    animator.write(re.compile("^Décrivez la photo"), "Une grande crêpe ronde.")
    animator.give("Une voix", "voix.wav", "audio/wav", a_voice())
    animator.press("Publier")
    told = len(animator.gestures)
    animator.person.reads("C'est publié")
    assert told <= TO_PUBLISH, animator.gestures
    animator.follow("Le journal du mois")
    animator.person.reads(words)
    printing = animator.person.page.get_by_role("link", name=re.compile("Imprimer")).first
    animator.gestures.append("« Imprimer »")
    sheet = animator.person.context.request.get(animator.person.site + (printing.get_attribute("href") or ""))
    assert sheet.headers["content-type"] == "application/pdf"
    assert sheet.body().startswith(b"%PDF-")
    assert len(animator.gestures) - told <= TO_PRINT, animator.gestures
    with capsys.disabled():
        print(
            f"\n{animator.person.mode}: published in {told} gestures, the month printed in"
            f" {len(animator.gestures) - told} more: {', '.join(animator.gestures)};"
            f" written or ticked on the same screen: {', '.join(animator.written)}"
        )
    animator.person.visit("/espace/")
    assert not animator.person.console


def test_the_composer_fits_a_small_screen(animator):
    page = animator.person.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.get_by_role("button", name="Publier", exact=True).first.is_visible()
