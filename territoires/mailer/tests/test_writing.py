"""What stands in a letter, and what may never stand there."""

import datetime

import pytest
from django.utils import timezone

from territoires.mailer import queries, rules, tasks
from territoires.mailer.actions import post, write
from territoires.mailer.enums import LetterState
from territoires.mailer.models import Letter

NOW = timezone.now()
BREAKS = ["\r\n", "\n", "\r", "%0a", "%0D%0A", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x00"]


def letter(**fields):
    return post(**{"kind": "tests.x", "to": "a@exemple.fr", "subject": "s", "text": "t", "now": NOW, **fields})


@pytest.mark.parametrize("line_break", BREAKS)
@pytest.mark.parametrize("field", ["subject", "to", "reply_to"])
@pytest.mark.django_db
def test_nobody_can_add_a_header(office, field, line_break):
    evil = f"a@exemple.fr{line_break}Bcc: everybody@exemple.fr"
    written = letter(**{field: evil})
    assert not any(char in getattr(written, field) for char in "\r\n\u2028\u2029\x00")
    tasks.deliver(written.pk, NOW)
    for message in office.sent:
        assert message.message()["Bcc"] is None
        assert "everybody@exemple.fr" not in message.recipients()


@pytest.mark.django_db
def test_the_same_key_gives_one_letter():
    first = letter(dedupe_key="welcome:1")
    second = letter(dedupe_key="welcome:1", text="other words")
    assert (first.pk, second.text) == (second.pk, "t")
    assert letter(dedupe_key="welcome:2").pk != first.pk
    assert letter().pk != letter().pk


@pytest.mark.django_db
def test_every_letter_has_its_own_number_on_our_domain(settings):
    settings.MAIL_FROM = "Mille et un territoires <bonjour@territoires.example>"
    one, two = letter(), letter()
    assert one.message_id != two.message_id
    assert one.message_id.endswith("@territoires.example>")


@pytest.mark.django_db
def test_a_template_gives_subject_words_and_signature(settings, tmp_path):
    folder = tmp_path / "tests" / "letters"
    folder.mkdir(parents=True)
    (folder / "hello.txt").write_text(
        '{% extends "mailer/letter.txt" %}'
        "{% partialdef subject %}Le groupe « {{ name }} »\n vous écrit{% endpartialdef %}"
        "{% block words %}C'est {{ name }}.\n\n\n\n  Venez.{% endblock %}",
        encoding="utf-8",
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    written = write(template="tests/letters/hello.txt", to="a@exemple.fr", context={"name": "L'école & nous"}, now=NOW)
    assert written.kind == "tests.hello"
    assert written.subject == "Le groupe « L'école & nous » vous écrit"
    assert written.text.startswith("Bonjour,\n\nC'est L'école & nous.\n\nVenez.\n")
    assert "Mille et un territoires" in written.text
    assert settings.COORDINATION_PHONE in written.text
    assert "<" not in written.text


@pytest.mark.django_db
def test_the_mailbox_shows_the_newest_first_and_no_blank_letter():
    old = letter(now=NOW - datetime.timedelta(hours=1))
    new = letter()
    blank = letter(to=rules.NOBODY)
    assert blank.state == LetterState.BLANK
    assert list(queries.mailbox()) == [new, old]
    assert queries.find_letter(new.pk) == new
    assert queries.find_letter(blank.pk) is None
    assert list(queries.letters_to("A@exemple.fr")) == [new, old]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Sophie", "Sophie"),
        ("Gagnez http://arnaque.example/x maintenant", "Gagnez maintenant"),
        ("www.arnaque.example", ""),
        ("Allez sur arnaque.example/page", "Allez sur"),
        ("Jean\nBcc: x", "Jean Bcc: x"),
        ("فاطمة", "فاطمة"),
        ("M. Martin", "M. Martin"),
    ],
)
def test_a_name_carries_no_address_to_follow(typed, shown):
    assert rules.plain_name(typed) == shown


def test_message_numbers_have_a_domain_even_when_the_sender_is_odd():
    assert rules.domain_of("rien") == "territoires.invalid"


@pytest.mark.django_db
def test_letters_are_kept_in_order_of_writing():
    assert Letter._meta.ordering == ["-created_at", "-pk"]
