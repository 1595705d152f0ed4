import hypothesis.strategies as st
import pytest
from hypothesis import given

from territoires.media import rules


@pytest.mark.parametrize(
    ("first", "family"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", ""),
        (b"\x00\x00\x00\x20ftypM4A ", "mp4"),
        (b"\x00\x00\x00\x20ftyp3gp4", "mp4"),
        (b"\x00\x00\x00\x20ftypavif", ""),
        (b"\x00\x00\x00\x20ftypheic", ""),
        (b"ID3\x04", "mp3"),
        (b"\xff\xfb\x90\x00", "mp3"),
        (b"\xff\xf1\x50\x80", "aac"),
        (b"#!AMR\n", "amr"),
        (b"OggS\x00\x02", "ogg"),
        (b"\x1aE\xdf\xa3", "matroska"),
        (b"<svg xmlns", ""),
        (b"<?xml version", ""),
        (b"%PDF-1.7", ""),
        (b"fLaC\x00", ""),
        (b"", ""),
    ],
)
def test_the_first_bytes_say_the_family(first, family):
    assert rules.family_of(first) == family


@given(st.binary(max_size=32))
def test_any_bytes_have_a_family_or_none(first):
    assert rules.family_of(first) in {"", *rules.PICTURES, *rules.SOUNDS}


@given(st.text(max_size=60), st.binary(max_size=16))
def test_a_file_is_taken_only_when_name_and_content_agree(name, first):
    for kind, families in (("picture", rules.PICTURES), ("sound", rules.SOUNDS)):
        if rules.is_taken(kind, name, first):
            assert rules.family_of(first) in families
            assert rules.ending_of(name) in rules.ENDINGS[kind]


@pytest.mark.parametrize("name", ["photo.php", "photo.jpg.exe", "photo.svg", "photo.html", "photo.avif"])
def test_a_name_that_says_something_else_is_not_taken(name):
    assert not rules.is_taken("picture", name, b"\xff\xd8\xff\xe0")
    assert rules.is_taken("picture", "photo.JPG", b"\xff\xd8\xff\xe0")


def test_a_telephone_may_give_no_name_or_the_wrong_one_of_the_family():
    assert rules.is_taken("picture", "blob", b"\xff\xd8\xff\xe0")
    assert rules.is_taken("picture", "IMG.png", b"\xff\xd8\xff\xe0")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0\u00a0s"), (45, "45\u00a0s"), (60, "1\u00a0min"), (70, "1\u00a0min 10"), (125, "2\u00a0min 05")],
)
def test_a_length_is_said_in_words(seconds, words):
    assert rules.length_in_words(seconds) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1\u00a0ko"), (279_001, "280\u00a0ko"), (999_999, "1,0\u00a0Mo"), (1_400_000, "1,4\u00a0Mo")],
)
def test_a_weight_is_never_said_smaller_than_it_is(size, words):
    assert rules.weight_in_words(size) == words
