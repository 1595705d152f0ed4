"""What stands on a page: a picture with its description, a sound with its length, its weight and its words."""

import pytest
from django.template.loader import render_to_string

from territoires.media import queries
from territoires.media.tests.factories import ready_picture, ready_sound, receive_picture, receive_sound

pytestmark = pytest.mark.django_db


def shown(name, piece, **context):
    return render_to_string(f"media/{name}.html", {"piece": piece, **context})


def test_a_picture_of_a_card_offers_its_smallest_files():
    html = shown("picture", queries.picture_piece(ready_picture()))
    assert 'alt="Un gâteau" width="480" height="360" loading="lazy"' in html
    assert html.index("image/avif") < html.index("image/webp")
    assert "photo-1600" not in html


def test_a_picture_of_a_page_of_its_own_offers_all():
    html = shown("picture", queries.picture_piece(ready_picture()), large=True)
    assert "photo-1600.avif 1600w" in html
    assert 'sizes="' in html


def test_a_decorative_picture_has_an_empty_description():
    assert 'alt=""' in shown("picture", queries.picture_piece(ready_picture(alt="", decorative=True)))


def test_a_sound_says_its_length_and_weight_before_anything_is_loaded():
    html = shown("sound", queries.sound_piece(ready_sound()))
    assert "Écouter (1\u00a0min 10, 1\u00a0ko)" in html
    assert '<audio controls preload="none"' in html
    assert "Bonjour" in html


def test_what_is_being_prepared_says_so():
    assert "La photo arrive dans un instant." in shown("picture", queries.picture_piece(receive_picture()))
    assert "La voix arrive dans un instant." in shown("sound", queries.sound_piece(receive_sound()))


def test_what_could_not_be_kept_says_why():
    picture = receive_picture()
    picture.state, picture.refusal = "refused", "cut"
    assert "en entier" in shown("picture", queries.picture_piece(picture))


def test_words_are_shown_as_words():
    html = shown("sound", queries.sound_piece(ready_sound(transcript="<b>Bonjour</b>\nà tous")))
    assert "&lt;b&gt;Bonjour&lt;/b&gt;<br>à tous" in html
