"""Write to a group, ask for a call, report: no account, no e-mail needed, nobody's address shown."""

import pytest
from django.test import Client
from django.urls import reverse

from territoires.contributions.enums import ConsentGiven, Door
from territoires.contributions.models import Consent, Contribution
from territoires.groups.tests.factories import make_animator, make_group
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db

MESSAGE = {"first_name": "Fatou", "text": "Est-ce que je peux venir avec mon bébé ?", "phone": "", "email": ""}
CALL = {"first_name": "Paulo", "phone": "06 12 34 56 21", "best_moment": "matin"}
RELAY = {"agreed": "paper", "relay_name": "Karim", "relay_contact": "06 99 00 10 01"}
REPORT = {"reason": "meeting", "text": "C'est le jeudi maintenant."}
FORMS = {"write": MESSAGE, "call_back": CALL, "report": REPORT}
FOR_FORMS = {"write_for": MESSAGE, "call_back_for": CALL}


@pytest.fixture
def group(people):
    alma = make_group("Alma", who_answers="Sophie", answer_days=3)
    make_animator(alma, people.animator)
    return alma


def url(name: str, group) -> str:
    return reverse(f"groups:{name}", args=[group.slug])


def test_a_message_reaches_the_animators_by_letter_and_stays_to_be_done(visitor, group):
    words = {**MESSAGE, "email": "fatou@exemple.fr"}
    answer = visitor.post(url("write", group), words)
    sent = Contribution.objects.get()
    assert answer["Location"] == reverse("contributions:receipt", args=[sent.token])
    assert (sent.kind, sent.scope, sent.answers["text"]) == ("message", f"localgroup:{group.pk}", MESSAGE["text"])
    letter = Letter.objects.get()
    assert (letter.to, letter.reply_to) == ("sophie@exemple.fr", "fatou@exemple.fr")
    assert MESSAGE["text"] in letter.text
    assert "Fatou" not in letter.subject
    assert "bébé" not in letter.subject
    page = visitor.get(answer["Location"]).content.decode()
    assert "Sophie" in page
    assert "sophie@" not in page
    consent = Consent.objects.get()
    assert (consent.purpose, consent.given) == ("contact", ConsentGiven.SELF)


def test_neither_e_mail_nor_phone_is_needed_to_write(visitor, group):
    assert visitor.post(url("write", group), MESSAGE).status_code == 302
    letter = Letter.objects.get()
    assert letter.reply_to == ""
    assert "pas donné d'adresse e-mail" in letter.text


def test_a_call_back_asks_for_three_things_and_no_more(visitor, group):
    form = visitor.get(url("call_back", group)).content.decode().split("<form")[1].split("</form>")[0]
    names = {part.split('"')[0] for part in form.split(' name="')[1:]}
    assert names == {"first_name", "phone", "best_moment", "site_web", "depart"}
    visitor.post(url("call_back", group), CALL)
    sent = Contribution.objects.get()
    assert (sent.kind, sent.speaker_name, sent.phone_e164) == ("call-back", "Paulo", "+33612345621")
    assert sent.answers == {"best_moment": "Le matin"}
    assert sent.answered_by == "Sophie"
    assert "06 12 34 56 21" in Letter.objects.get().text


def test_a_group_that_nobody_animates_is_answered_by_the_coordination(visitor, people):
    assert people.coordinator
    alone = make_group("Seul", who_answers="Personne")
    visitor.post(url("call_back", alone), CALL)
    assert Letter.objects.get().to == "claire@exemple.fr"
    assert Contribution.objects.get().answered_by == "la coordination nationale"
    assert "la coordination nationale" in visitor.get(url("call_back", alone)).content.decode()


def test_an_ended_mandate_receives_nothing(visitor, group, people):
    assert people.coordinator
    group.animators.update(until="2026-01-01T10:00Z")
    visitor.post(url("write", group), MESSAGE)
    assert [letter.to for letter in Letter.objects.all()] == ["claire@exemple.fr"]


@pytest.mark.parametrize("name", FORMS)
def test_pressing_twice_sends_once(visitor, group, name):
    first = visitor.post(url(name, group), FORMS[name])
    second = visitor.post(url(name, group), FORMS[name])
    assert first["Location"] == second["Location"]
    assert Contribution.objects.count() == 1


def test_two_people_may_say_nearly_the_same(visitor, group):
    visitor.post(url("call_back", group), CALL)
    visitor.post(url("call_back", group), {**CALL, "first_name": "Rosa"})
    assert Contribution.objects.count() == 2


@pytest.mark.parametrize("name", FORMS)
def test_a_robot_sees_an_ordinary_page_and_nothing_happens(visitor, group, name):
    answer = visitor.post(url(name, group), {**FORMS[name], "site_web": "http://x"})
    assert answer["Location"] == "/suivi/merci/"
    assert not Contribution.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_from_elsewhere_is_refused(group, name):
    elsewhere = Client(headers={"origin": "https://ailleurs.exemple"})
    assert elsewhere.post(url(name, group), FORMS[name]).status_code == 403
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("name", FORMS)
def test_one_network_is_heard_twenty_times_a_day(visitor, group, name):
    words = FORMS[name]
    key = next(iter(set(words) & {"text", "first_name"}))
    statuses = [visitor.post(url(name, group), {**words, key: f"mot {n}"}).status_code for n in range(21)]
    assert statuses[:20] == [302] * 20
    assert statuses[20] == 429


def test_a_flooded_group_says_so_and_keeps_what_was_typed(monkeypatch, visitor, group):
    monkeypatch.setattr("territoires.groups.actions.contact.MESSAGES_A_DAY", 1)
    visitor.post(url("write", group), MESSAGE)
    answer = visitor.post(url("write", group), {**MESSAGE, "text": "Un autre mot"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "trop de messages" in page
    assert "Un autre mot" in page
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "change", "advice"),
    [
        ("write", {"text": ""}, "Écrivez votre message."),
        ("write", {"text": "a" * 2001}, "Raccourcissez"),
        ("write", {"first_name": ""}, "Écrivez votre prénom."),
        ("write", {"email": "fatou"}, "Il manque le signe @"),
        ("call_back", {"phone": ""}, "Écrivez votre numéro de téléphone."),
        ("call_back", {"phone": "12 34"}, "Vérifiez le numéro"),
        ("call_back", {"best_moment": "jamais"}, "hoisissez une réponse"),
        ("report", {"reason": ""}, "hoisissez une réponse"),
        ("report", {"text": "a" * 1001}, "Raccourcissez"),
    ],
)
def test_a_refusal_says_what_to_do_and_loses_nothing(visitor, group, name, change, advice):
    answer = visitor.post(url(name, group), {**FORMS[name], **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert advice in page
    assert "<title>Erreur : " in page
    for key in {"text", "first_name", "phone"} & set(FORMS[name]):
        typed = {**FORMS[name], **change}[key]
        assert typed.replace("'", "&#x27;") in page
    assert not Contribution.objects.exists()


class TestThroughARelay:
    @pytest.mark.parametrize("name", FOR_FORMS)
    def test_the_agreement_is_kept_with_its_witness(self, visitor, group, name):
        visitor.post(url(name, group), {**FOR_FORMS[name], **RELAY})
        sent, consent = Contribution.objects.get(), Consent.objects.get()
        assert (sent.door, sent.relay_name, sent.relay_contact) == (Door.RELAY, "Karim", "06 99 00 10 01")
        assert (consent.given, consent.witness) == (ConsentGiven.PAPER, "Karim")
        assert "Karim" in Letter.objects.get().text

    @pytest.mark.parametrize("name", FOR_FORMS)
    @pytest.mark.parametrize("missing", RELAY)
    def test_without_it_nothing_leaves(self, visitor, group, name, missing):
        assert visitor.post(url(name, group), {**FOR_FORMS[name], **RELAY, missing: ""}).status_code == 422
        assert not Contribution.objects.exists()
        assert not Letter.objects.exists()

    @pytest.mark.parametrize("name", FOR_FORMS)
    def test_the_script_to_read_aloud_is_on_the_page(self, visitor, group, name):
        page = visitor.get(url(name, group)).content.decode()
        assert "Lisez ces mots à la personne" in page
        assert "Le prénom de la personne" in page
        plain = visitor.get(url(name.removesuffix("_for"), group)).content.decode()
        assert "Le prénom de la personne" not in plain
        assert url(name, group) in plain


class TestReports:
    def test_a_report_waits_for_a_person_and_hides_nothing(self, visitor, group):
        answer = visitor.post(url("report", group), REPORT)
        sent = Contribution.objects.get()
        assert (sent.kind, sent.scope) == ("report", f"localgroup:{group.pk}")
        assert sent.answers["reason"] == "Le jour, l'heure ou le lieu a changé"
        assert visitor.get(url("group_page", group)).status_code == 200
        assert "C&#x27;est le jeudi maintenant." in visitor.get(answer["Location"]).content.decode()
        assert not Letter.objects.exists()

    def test_what_may_hurt_leaves_at_once_without_its_words(self, visitor, group, people):
        assert people.coordinator
        visitor.post(url("report", group), {"reason": "hurts", "text": "Le nom d'un enfant y est."})
        letter = Letter.objects.get()
        assert letter.to == "claire@exemple.fr"
        assert "enfant" not in letter.text

    def test_nobody_is_asked_who_they_are(self, visitor, group):
        form = visitor.get(url("report", group)).content.decode().split("<form")[1].split("</form>")[0]
        names = {part.split('"')[0] for part in form.split(' name="')[1:]}
        assert names == {"reason", "text", "site_web", "depart"}

    def test_fifty_reports_do_not_hide_a_group(self, group):
        for number in range(50):
            somebody = Client(headers={"sec-fetch-site": "same-origin"}, REMOTE_ADDR=f"203.0.113.{number}")
            assert somebody.post(url("report", group), REPORT).status_code == 302
        group.refresh_from_db()
        assert group.shown_since is not None


@pytest.mark.parametrize("name", [*FORMS, *FOR_FORMS])
def test_a_hidden_group_cannot_be_reached_nor_guessed(visitor, name):
    hidden = make_group("Discret", shown=False, stage="interested")
    assert visitor.get(url(name, hidden)).status_code == 404
    assert visitor.post(url(name, hidden), FORMS.get(name, {**FOR_FORMS.get(name, {}), **RELAY})).status_code == 404
    assert not Contribution.objects.exists()
