"""Follow, complete, take back with a reference: no account, no cookie, nothing told to who guesses."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from territoires.contributions import actions
from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.contributions.permissions import token_by_reference
from territoires.contributions.rules import MAX_GUESSES
from territoires.contributions.tests.factories import NOW, make_decided, make_sent
from territoires.kit.actors import VISITOR

pytestmark = pytest.mark.django_db
FOLLOW = "/suivi/"


def receipt(contribution: Contribution, page: str = "receipt") -> str:
    return reverse(f"contributions:{page}", args=[contribution.token])


def by_reference(contribution: Contribution) -> str:
    return reverse("contributions:receipt", args=[token_by_reference(contribution.reference)])


def test_a_reference_leads_to_its_receipt(visitor):
    sent = make_sent()
    answer = visitor.post(FOLLOW, {"reference": sent.reference.lower().replace("-", " ")}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(by_reference(sent), 302)]
    assert sent.token not in page
    assert "C'est bien reçu" in page
    assert "06 •• •• •• 21" in page
    assert "12 34 56" not in page
    assert "fatou@exemple.fr" not in page


def test_a_receipt_is_kept_by_nobody_and_sets_no_cookie(visitor):
    for page in ("receipt", "complete", "withdraw"):
        answer = visitor.get(receipt(make_sent(), page))
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert not answer.cookies


def test_the_address_on_the_card_says_nothing_of_what_it_leads_to(visitor):
    sent = make_sent()
    real = visitor.get(f"/suivi/{sent.reference}/")
    guessed = visitor.get("/suivi/LUNE-4821/")
    assert real.status_code == guessed.status_code == 200
    forget = {sent.reference: "LUNE-4821"}
    for old, new in forget.items():
        real_page = real.content.decode().replace(old, new)
    assert _without_token(real_page) == _without_token(guessed.content.decode())


def _without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if 'name="depart"' not in line)


def test_another_spelling_of_a_reference_leads_to_its_one_address(visitor):
    assert visitor.get("/suivi/lune4821/")["Location"] == "/suivi/LUNE-4821/"
    assert visitor.get("/suivi/pas-une-reference/").status_code == 404


@pytest.mark.parametrize("typed", ["", "LUNE", "\x00", "A" * 70_000, "🌙-4821", "LUNE-4821"])
def test_what_leads_nowhere_is_answered_kindly_and_nothing_typed_is_lost(visitor, typed):
    answer = visitor.post(FOLLOW, {"reference": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Erreur : " in page
    assert "kit-error-summary" in page


def test_an_empty_post_is_an_error_too(visitor):
    assert visitor.post(FOLLOW, {}).status_code == 422


def test_after_ten_tries_a_network_waits_even_with_the_right_reference(visitor):
    sent = make_sent()
    for _ in range(MAX_GUESSES):
        assert visitor.post(FOLLOW, {"reference": "LUNE-0000"}).status_code == 422
    refused = visitor.post(FOLLOW, {"reference": sent.reference})
    assert refused.status_code == 429
    assert sent.token not in refused.content.decode()
    elsewhere = Client(headers={"sec-fetch-site": "same-origin"}, REMOTE_ADDR="203.0.113.7")
    assert elsewhere.post(FOLLOW, {"reference": sent.reference}).status_code == 302


def test_everybody_together_cannot_try_thousands(monkeypatch, visitor):
    monkeypatch.setattr("territoires.contributions.views.MAX_LOOKUPS", 2)
    sent = make_sent()
    statuses = []
    for number in range(4):
        somebody = Client(headers={"sec-fetch-site": "same-origin"}, REMOTE_ADDR=f"203.0.113.{number}")
        statuses.append(somebody.post(FOLLOW, {"reference": sent.reference}).status_code)
    assert statuses == [302, 302, 429, 429]
    assert visitor.get(receipt(sent)).status_code == 200


def test_a_form_from_elsewhere_is_refused():
    elsewhere = Client(headers={"sec-fetch-site": "cross-site"})
    sent = make_sent()
    assert elsewhere.post(FOLLOW, {"reference": sent.reference}).status_code == 403
    assert elsewhere.post(receipt(sent, "withdraw")).status_code == 403
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_a_robot_learns_nothing_and_changes_nothing(visitor):
    sent = make_sent()
    assert visitor.post(FOLLOW, {"reference": sent.reference, "site_web": "x"}).status_code == 422
    for page, words in (("withdraw", {}), ("complete", {"words": "achetez"})):
        answer = visitor.post(receipt(sent, page), {**words, "site_web": "x"})
        assert answer["Location"] == receipt(sent)
    again = Contribution.objects.get(pk=sent.pk)
    assert (again.state, again.version) == (State.SENT, sent.version)


@pytest.mark.parametrize("forged", ["0" * 32, "f" * 32])
def test_a_reference_alone_makes_no_address(visitor, forged):
    sent = make_sent()
    assert visitor.get(f"/suivi/recu/{sent.reference}-{forged}/").status_code == 404
    assert visitor.get(f"/suivi/recu/{sent.reference}/").status_code == 404
    other = make_sent()
    swapped = token_by_reference(other.reference).replace(other.reference, sent.reference)
    assert visitor.get(f"/suivi/recu/{swapped}/").status_code == 404
    assert visitor.get(by_reference(sent)).status_code == 200


@pytest.mark.parametrize("page", ["receipt", "complete", "withdraw"])
def test_an_address_that_leads_nowhere_any_more_is_a_kind_page(visitor, page):
    answer = visitor.get(reverse(f"contributions:{page}", args=["A" * 32]))
    assert answer.status_code == 404
    assert "/suivi/" in answer.content.decode()


def test_words_can_be_added_until_somebody_decides(visitor):
    sent = make_sent()
    page = visitor.post(receipt(sent, "complete"), {"words": "Nous sommes cinq 🙂 نحن"}, follow=True).content.decode()
    assert "Nous sommes cinq 🙂 نحن" in page
    assert visitor.post(receipt(sent, "complete"), {"words": ""}).status_code == 422
    long = visitor.post(receipt(sent, "complete"), {"words": "a" * 1001})
    assert long.status_code == 422
    assert "a" * 1001 in long.content.decode()
    done = make_decided(State.DONE)
    assert visitor.get(receipt(done, "complete"))["Location"] == receipt(done)
    assert "completer" not in visitor.get(receipt(done)).content.decode()


def test_taking_back_asks_first_then_erases(visitor):
    sent = make_sent()
    question = visitor.get(receipt(sent, "withdraw")).content.decode()
    assert "On ne peut pas revenir en arrière" in question
    sent.refresh_from_db()
    assert sent.state == State.SENT, "reading the question changes nothing"
    page = visitor.post(receipt(sent, "withdraw"), follow=True).content.decode()
    assert "C'est retiré" in page
    assert "Fatou" not in page
    assert "Bonjour" not in page
    assert sent.reference not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.ACCEPTED, "C'est accepté"),
        (State.REFUSED, "Ce n&#x27;est pas pour nous."),
        (State.MERGED, "Réuni avec"),
        (State.DONE, "C'est traité"),
    ],
)
def test_each_state_is_told_in_plain_words(visitor, state, words):
    assert words in visitor.get(receipt(make_decided(state))).content.decode()


def test_a_draft_says_how_to_go_on(visitor):
    draft = actions.start_draft(kind="group-proposal", now=NOW, by=VISITOR)
    page = visitor.get(receipt(draft)).content.decode()
    assert "Pas encore envoyé" in page
    assert reverse("groups:start_resume", args=[draft.token]) in page


def test_a_promise_and_a_delay_are_told(visitor):
    sent = make_sent(answered_by="la coordination", answer_by_on=datetime.date(2126, 3, 5))
    assert "avant le mardi 5\u00a0mars 2126" in visitor.get(receipt(sent)).content.decode()
    late = make_sent(answered_by="la coordination", answer_by_on=datetime.date(2026, 3, 5))
    assert "La réponse a du retard" in visitor.get(receipt(late)).content.decode()


def test_the_coordination_s_question_is_shown_to_the_holder(visitor):
    sent = make_sent()
    line = {"at": NOW.isoformat(), "by": None, "words": "Dans quelle école ?"}
    actions.save_answers(draft=sent, answers={"questions": [line]}, now=NOW, by=VISITOR)
    assert "Dans quelle école ?" in visitor.get(receipt(sent)).content.decode()


def test_the_card_carries_the_reference_and_never_the_secret_address(visitor):
    sent = make_sent()
    page = visitor.get(f"/suivi/{sent.reference}/carte/").content.decode()
    card = page.split("<main")[1].split("</main>")[0]
    assert sent.reference in card
    assert "<svg" in card
    assert 'viewBox="0 0 ' in card  # whole at any size
    assert "style=" not in card
    message = card.split("sms:?")[1].split('"')[0]
    assert sent.token not in message
    assert sent.reference in message


def test_a_name_cannot_write_on_the_page(visitor):
    sent = make_sent(speaker_name="<script>alert(1)</script>", said=[["Votre message", "<img src=x onerror=a>"]])
    page = visitor.get(receipt(sent)).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page.split("<main")[1].split("</main>")[0]
