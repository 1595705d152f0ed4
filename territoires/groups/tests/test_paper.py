"""The same path on paper, and its typing in by the coordination."""

import re

import pytest

from territoires.contributions.enums import ConsentGiven, Door, State
from territoires.contributions.models import Consent, Contribution
from territoires.groups.rules import Proposal
from territoires.groups.tests.starting import answer_all, page_url, prepare, propose
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
SHEET = {
    "entry": "existing",
    "place": "Roubaix",
    "territory_label": "quartier de l'Alma",
    "role": "parent",
    "role_other": "",
    "about": "Un café.",
    "name": "",
    "first_name": "Zohra",
    "reach": "phone",
    "phone": "06 12 34 56 21",
    "email": "",
    "relay_name": "",
    "relay_contact": "",
    "show": "oui",
    "carried_by": "L'école",
    "agreed": "on",
}
TYPE = "/coordination/feuille/"


@pytest.fixture(autouse=True)
def _rows():
    prepare()


def test_the_sheet_asks_the_questions_of_the_screen_with_their_numbers(visitor):
    page = visitor.get("/groupes/creer/feuille/").content.decode()
    draft = answer_all(visitor, "groupe")
    for number, step in enumerate(("lieu", "vous", "contact"), 1):
        screen = visitor.get(f"/groupes/creer/{draft.token}/{step}/").content.decode()
        asked = re.search(r'<h1 class="kit-question">(?:<label[^>]*>)?([^<]+)', screen).group(1).strip()
        shown_at = {1: 1, 2: 2, 3: 4}[number]
        assert f"<h2>{shown_at}. {asked.replace('&#x27;', chr(39))}" in page.replace("&#x27;", "'")
    assert [int(n) for n in re.findall(r"<h2>(\d)\.", page)] == [1, 2, 3, 4, 5]
    assert "Parents" in page
    assert "Je suis d'accord" in page


def test_a_sheet_typed_in_goes_the_way_of_the_screen(coordinator):
    answer = coordinator.post(TYPE, {**SHEET, "next": "1"})
    sent = Contribution.objects.get()
    assert answer["Location"] == TYPE
    assert (sent.kind, sent.state, sent.door) == ("group-proposal", State.SENT, Door.PAPER)
    assert (sent.speaker_name, sent.phone_e164) == ("Zohra", "+33612345621")
    proposal = Proposal.from_answers(sent.answers)
    assert (proposal.insee, proposal.precision, proposal.show) == ("59512", "neighbourhood", True)
    assert proposal.first_unanswered == ""
    told = set(Consent.objects.values_list("purpose", "given", "witness"))
    assert told == {("contact", ConsentGiven.PAPER, "Claire"), ("shown", ConsentGiven.PAPER, "Claire")}
    assert sent.reference in coordinator.get(TYPE).content.decode()


def test_several_sheets_follow_each_other(coordinator):
    for name in ("Zohra", "Marie", "Li"):
        assert coordinator.post(TYPE, {**SHEET, "first_name": name, "next": "1"})["Location"] == TYPE
    assert Contribution.objects.count() == 3
    assert coordinator.post(TYPE, {**SHEET, "first_name": "Ana"})["Location"] == "/coordination/"


def test_the_same_sheet_sent_twice_is_one_proposal(coordinator):
    coordinator.post(TYPE, SHEET)
    coordinator.post(TYPE, SHEET)
    assert Contribution.objects.count() == 1


def test_without_the_agreement_on_the_sheet_nothing_is_kept(coordinator):
    answer = coordinator.post(TYPE, {**SHEET, "agreed": ""})
    assert answer.status_code == 422
    assert "appelez d&#x27;abord la personne" in answer.content.decode()
    assert "Zohra" in answer.content.decode()
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"place": "Xyzzy"}, "kit-field-wrong"),
        ({"first_name": ""}, "crivez le prénom."),
        ({"reach": "phone", "phone": ""}, "Écrivez le téléphone"),
        ({"reach": "email"}, "Écrivez l&#x27;e-mail"),
        ({"reach": "relay"}, "Écrivez le contact de la personne relais"),
        ({"entry": ""}, "hoisissez une réponse"),
    ],
)
def test_what_is_missing_is_said(coordinator, change, advice):
    answer = coordinator.post(TYPE, {**SHEET, **change})
    assert answer.status_code == 422
    assert advice in answer.content.decode()
    assert not Contribution.objects.exists()


def test_only_the_address_of_the_chosen_way_is_kept(coordinator):
    coordinator.post(TYPE, {**SHEET, "reach": "none", "email": "z@exemple.fr"})
    sent = Contribution.objects.get()
    assert (sent.phone, sent.email, sent.relay_contact) == ("", "", "")


def test_an_idea_on_paper_is_never_agreed_to_be_shown(coordinator):
    coordinator.post(TYPE, {**SHEET, "entry": "idea"})
    assert Proposal.from_answers(Contribution.objects.get().answers).show is False
    assert not Consent.objects.filter(purpose="shown").exists()


def test_the_person_on_paper_hears_by_letter_when_they_left_an_address(coordinator):
    coordinator.post(TYPE, {**SHEET, "reach": "email", "email": "zohra@exemple.fr"})
    assert Letter.objects.get(to="zohra@exemple.fr").kind == "groups.proposal_received"


def test_a_sheet_can_be_followed_and_taken_back_like_the_rest(coordinator, visitor):
    coordinator.post(TYPE, SHEET)
    sent = Contribution.objects.get()
    page = visitor.post("/suivi/", {"reference": sent.reference}, follow=True).content.decode()
    assert "C'est bien reçu" in page
    assert "06 •• •• •• 21" in page


@pytest.mark.parametrize("who", ["visitor", "relay", "animator", "delegate"])
def test_typing_sheets_is_for_the_coordination(who, request):
    client = request.getfixturevalue(who)
    assert client.get(TYPE).status_code in (302, 403)
    assert client.post(TYPE, SHEET).status_code in (302, 403)
    assert not Contribution.objects.exists()


def test_the_screen_and_the_paper_keep_the_same_answers(coordinator, visitor):
    on_screen = propose(visitor, "groupe")
    coordinator.post(TYPE, SHEET)
    on_paper = Contribution.objects.exclude(pk=on_screen.pk).get()
    assert set(on_paper.answers) | {"agreed"} == set(on_screen.answers) | {"agreed"}
    assert page_url(on_paper, "start_sent")
