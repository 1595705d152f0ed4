"""Propose a group: one question a page, nothing lost, nothing sent twice."""

import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from territoires.contributions.enums import ConsentGiven, Door, State
from territoires.contributions.models import Consent, Contribution
from territoires.groups.rules import Proposal
from territoires.groups.tests.factories import make_commune, make_group
from territoires.groups.tests.starting import ANSWERS, answer_all, begin, page_url, prepare, propose, step_url
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rows():
    prepare()


def resumed(client, draft: Contribution) -> str:
    """The address where one goes on after typing the reference."""
    receipt = client.post("/suivi/", {"reference": draft.reference.lower()}, follow=True).content.decode()
    return re.search(r'href="(/groupes/creer/[^"]+)"', receipt.split("<main")[1]).group(1)


def main_of(answer) -> str:
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def test_an_idea_takes_four_questions(visitor):
    sent = propose(visitor)
    assert sent.state == State.SENT
    assert sent.speaker_name == "Fatou"
    assert (sent.phone, sent.phone_e164) == ("06 12 34 56 21", "+33612345621")
    proposal = Proposal.from_answers(sent.answers)
    assert (proposal.entry, proposal.insee, proposal.role) == ("idea", "59512", "parent")
    assert (proposal.precision, proposal.reach, proposal.show) == ("school", "phone", False)
    assert sent.subject == "un nouveau groupe : Roubaix (Nord)"
    assert "06 12" not in str(sent.said)


def test_a_group_that_exists_takes_five_and_says_whether_it_may_be_shown(visitor):
    sent = propose(visitor, "groupe")
    proposal = Proposal.from_answers(sent.answers)
    assert proposal.show is True
    assert proposal.carried_by == "Le centre social"
    assert set(Consent.objects.values_list("purpose", "given")) == {("contact", "self"), ("shown", "self")}
    refused = propose(visitor, "groupe", accord={"show": "non"})
    assert Proposal.from_answers(refused.answers).show is False
    assert not Consent.objects.filter(contribution=refused, purpose="shown").exists()


@pytest.mark.parametrize(("entry", "count"), [("idee", 4), ("groupe", 5)])
def test_each_page_says_its_number_and_the_word_to_keep(visitor, entry, count):
    draft = begin(visitor, entry)
    page = main_of(visitor.get(step_url(draft, "vous")))
    assert f"Question 2 sur {count}" in page
    assert draft.reference in page
    assert page.count("<h1") == 1


def test_a_draft_opens_with_the_first_answer_and_not_before(visitor):
    for address in ("/groupes/creer/", "/groupes/creer/nouveau/idee/", "/groupes/creer/nouveau/groupe/"):
        assert visitor.get(address).status_code == 200
    assert visitor.get("/groupes/creer/nouveau/autre/").status_code == 404
    refused = visitor.post("/groupes/creer/nouveau/idee/", {"place": "", "territory_label": "mon quartier"})
    assert refused.status_code == 422
    assert "mon quartier" in refused.content.decode()
    assert not Contribution.objects.exists()


def test_two_people_in_one_room_each_get_their_own_draft(visitor):
    assert begin(visitor).token != begin(visitor).token


def test_no_cookie_is_ever_set(visitor):
    draft = answer_all(visitor)
    for name in ("start_check", "start_resume"):
        assert not visitor.get(page_url(draft, name)).cookies
    assert not visitor.cookies


def test_pages_at_a_secret_address_are_kept_by_nobody(visitor):
    draft = answer_all(visitor)
    for address in (step_url(draft, "contact"), page_url(draft, "start_check")):
        answer = visitor.get(address)
        assert answer["Cache-Control"] == "private, no-store"
        assert 'name="robots" content="noindex"' in answer.content.decode()
        assert 'rel="canonical"' not in answer.content.decode()


def test_skipping_a_question_leads_back_to_it(visitor):
    draft = begin(visitor)
    assert visitor.get(step_url(draft, "contact"))["Location"] == step_url(draft, "vous")
    assert visitor.get(page_url(draft, "start_check"))["Location"] == step_url(draft, "vous")
    assert visitor.post(page_url(draft, "start_check"))["Location"] == step_url(draft, "vous")
    assert visitor.get(page_url(draft, "start_sent"))["Location"] == step_url(draft, "vous")
    assert visitor.get(step_url(draft, "accord"))["Location"] == step_url(draft, "vous"), "an idea has no such page"
    assert visitor.get(step_url(draft, "nimporte"))["Location"] == step_url(draft, "vous")


def test_a_half_filled_form_is_found_again_with_its_reference(visitor):
    draft = begin(visitor)
    visitor.post(step_url(draft, "vous"), ANSWERS["vous"])
    resume = resumed(visitor, draft)
    answer = visitor.get(resume)
    assert answer["Location"].endswith("/projet/")
    assert visitor.get(answer["Location"]).status_code == 200
    assert visitor.get(page_url(draft, "start_resume"))["Location"] == step_url(draft, "projet")


class TestWithTheReferenceAlone:
    """Whoever says the reference goes on and changes, but reads no number and no address in full."""

    @pytest.mark.parametrize(
        ("reach", "secret", "seen"),
        [
            ({"reach": "phone", "phone": "06 12 34 56 21"}, "12 34 56", "06 •• •• •• 21"),
            ({"reach": "email", "email": "fatou@exemple.fr", "phone": ""}, "fatou@exemple", "f•••@•••.fr"),
            ({"reach": "relay", "phone": ""}, "karim@exemple", "k•••@•••.fr"),
        ],
    )
    def test_numbers_and_addresses_are_hidden_on_every_page(self, visitor, reach, secret, seen):
        draft = answer_all(visitor, contact=reach)
        resume = resumed(visitor, draft)
        pages = [visitor.get(resume, follow=True).content.decode()]
        pages += [
            visitor.get(f"{resume}{step}/").content.decode() for step in ("lieu", "contact", "relais", "verifier")
        ]
        assert not [page for page in pages if secret in page or draft.token in page]
        assert seen in "".join(pages)
        assert secret in visitor.get(page_url(draft, "start_check")).content.decode(), "the author checks in full"

    def test_what_is_hidden_is_kept_unless_something_else_is_typed(self, visitor):
        draft = answer_all(visitor)
        contact = f"{resumed(visitor, draft)}contact/"
        assert visitor.post(contact, {"reach": "phone", "first_name": "Fatou", "phone": ""}).status_code == 302
        draft.refresh_from_db()
        assert (draft.phone, draft.phone_e164) == ("06 12 34 56 21", "+33612345621")
        visitor.post(contact, {"reach": "phone", "first_name": "Fatou", "phone": "06 99 00 10 01"})
        draft.refresh_from_db()
        assert draft.phone == "06 99 00 10 01"
        visitor.post(contact, {"reach": "none", "first_name": "Fatou", "phone": ""})
        draft.refresh_from_db()
        assert (draft.phone, draft.phone_e164) == ("", "")
        assert visitor.post(contact, {"reach": "phone", "first_name": "Fatou", "phone": ""}).status_code == 422

    def test_the_contact_of_a_relay_is_kept_too(self, visitor):
        draft = answer_all(visitor, contact={"reach": "relay", "phone": ""})
        relay = f"{resumed(visitor, draft)}relais/"
        assert visitor.post(relay, {"agreed": "paper", "relay_name": "Karim", "relay_contact": ""}).status_code == 302
        draft.refresh_from_db()
        assert (draft.relay_contact, draft.answers["agreed"]) == ("karim@exemple.fr", "paper")

    def test_the_proposal_can_be_sent_from_there(self, visitor):
        draft = answer_all(visitor)
        resume = resumed(visitor, draft)
        sent = visitor.post(f"{resume}verifier/", follow=True).content.decode()
        assert "Votre proposition est partie" in sent
        assert draft.token not in sent
        draft.refresh_from_db()
        assert draft.state == State.SENT


def test_going_back_shows_what_was_answered(visitor):
    draft = answer_all(visitor)
    assert "autour de l&#x27;école Jean-Macé" in visitor.get(step_url(draft, "lieu")).content.decode()
    assert "Un café des parents." in visitor.get(step_url(draft, "projet")).content.decode()
    contact = visitor.get(step_url(draft, "contact")).content.decode()
    assert 'value="06 12 34 56 21"' in contact
    assert 'value="Fatou"' in contact


def test_the_last_page_shows_every_answer_and_each_can_be_changed(visitor):
    draft = answer_all(visitor, "groupe")
    page = main_of(visitor.get(page_url(draft, "start_check")))
    for words in ("Roubaix (Nord)", "Parents", "Un café des parents.", "Fatou", "06 12 34 56 21", "Le centre social"):
        assert words in page
    for step in ("lieu", "vous", "projet", "contact", "accord"):
        assert step_url(draft, step) in page
    changed = visitor.post(step_url(draft, "projet"), {"about": "Un jardin.", "name": ""})
    assert changed["Location"] == page_url(draft, "start_check")
    assert "Un jardin." in main_of(visitor.get(page_url(draft, "start_check")))


def test_changing_the_way_to_answer_forgets_the_other_address(visitor):
    draft = answer_all(visitor)
    visitor.post(
        step_url(draft, "contact"), {"reach": "email", "first_name": "Fatou", "email": "f@exemple.fr", "phone": "x"}
    )
    draft.refresh_from_db()
    assert (draft.email, draft.phone, draft.phone_e164) == ("f@exemple.fr", "", "")
    visitor.post(step_url(draft, "contact"), {"reach": "none", "first_name": "Fatou", "email": "f@exemple.fr"})
    draft.refresh_from_db()
    assert (draft.email, draft.phone) == ("", "")


@pytest.mark.parametrize(
    ("step", "answers", "advice"),
    [
        ("vous", {}, "hoisissez une réponse."),
        ("vous", {"role": "inconnu", "role_other": "tata"}, "hoisissez une réponse de la liste."),
        ("projet", {"about": "a" * 601}, "Raccourcissez"),
        ("contact", {"first_name": "Fatou"}, "hoisissez une réponse."),
        ("contact", {"reach": "phone", "first_name": "Fatou"}, "Écrivez votre numéro de téléphone."),
        ("contact", {"reach": "phone", "first_name": "Fatou", "phone": "12"}, "Vérifiez le numéro"),
        ("contact", {"reach": "email", "first_name": "Fatou", "email": "fatou"}, "Il manque le signe @"),
        ("contact", {"reach": "none", "first_name": ""}, "Écrivez votre prénom."),
    ],
)
def test_a_refused_answer_says_what_to_do_and_keeps_what_was_typed(visitor, step, answers, advice):
    draft = answer_all(visitor)
    before = Contribution.objects.values().get()
    refused = visitor.post(step_url(draft, step), answers)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert advice in page
    assert "<title>Erreur : " in page
    for name, words in answers.items():
        assert words in page or name == "role"
    assert Contribution.objects.values().get() == before


@pytest.mark.parametrize("name", ["فاطمة", "Ŷéñ-Łî 🙂", "O'Neil", "李", "a" * 100, "‮fatou"])
def test_any_name_is_welcome(visitor, name):
    sent = propose(visitor, contact={"first_name": name})
    assert sent.speaker_name == name.replace("\u202e", "")
    assert visitor.get(page_url(sent, "start_sent")).status_code == 200


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "x" * 70_000, "🙂" * 300, "<b>gras</b>", "\r\n\r\n", "%ED%A0%80"])
def test_hostile_words_never_break_a_page(visitor, text):
    draft = begin(visitor)
    visitor.post(step_url(draft, "vous"), ANSWERS["vous"])
    body = f"about={text if '%' in text else quote(text)}&name={quote(text[:3])}"
    answer = visitor.generic("POST", step_url(draft, "projet"), body, "application/x-www-form-urlencoded")
    assert answer.status_code in (302, 422)
    draft.refresh_from_db()
    assert "\x00" not in str(draft.answers)
    assert visitor.get(step_url(draft, "projet")).status_code == 200


def test_sending_twice_is_sending_once(visitor, people):
    assert people.coordinator
    draft = answer_all(visitor)
    check = page_url(draft, "start_check")
    first, second = visitor.post(check), visitor.post(check)
    assert first["Location"] == second["Location"] == page_url(draft, "start_sent")
    assert Consent.objects.filter(contribution=draft).count() == 1
    assert Letter.objects.filter(kind="groups.proposal_arrived").count() == 1


def test_after_sending_the_back_button_finds_the_confirmation(visitor):
    sent = propose(visitor)
    for step in ("lieu", "vous", "projet", "contact"):
        assert visitor.get(step_url(sent, step))["Location"] == page_url(sent, "start_sent")
        assert visitor.post(step_url(sent, step), ANSWERS[step])["Location"] == page_url(sent, "start_sent")
    sent.refresh_from_db()
    assert sent.answers["about"] == "Un café des parents."


def test_the_confirmation_says_what_when_who_and_how_to_take_back(visitor):
    sent = propose(visitor)
    page = main_of(visitor.get(page_url(sent, "start_sent")))
    assert "La coordination du collectif lit vos réponses" in page
    assert "avant le" in page
    assert "On vous répond par téléphone." in page
    assert sent.reference in page
    assert "sms:?" in page
    assert reverse("contributions:withdraw", args=[sent.token]) in page


@pytest.mark.parametrize("name", ["start_resume", "start_check", "start_sent"])
def test_an_address_that_leads_nowhere_offers_to_begin_again(visitor, name):
    answer = visitor.get(reverse(f"groups:{name}", args=["A" * 32]))
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Recommencer" in page
    assert "tel:" in page
    assert visitor.post(reverse("groups:start_step", args=["A" * 32, "lieu"])).status_code == 404


def test_the_address_of_a_message_is_no_draft(visitor):
    other = Contribution.objects.create(
        reference="LUNE-1",
        token="B" * 32,
        kind="message",
        created_at="2026-03-03T10:00Z",
        updated_at="2026-03-03T10:00Z",
    )
    assert visitor.get(page_url(other, "start_resume")).status_code == 404


def test_a_robot_sees_a_page_and_writes_nothing(visitor):
    answer = visitor.post("/groupes/creer/nouveau/idee/", {**ANSWERS["lieu"], "site_web": "http://x"})
    assert answer["Location"] == "/suivi/merci/"
    assert visitor.get("/suivi/merci/").status_code == 200
    assert not Contribution.objects.exists()
    draft = answer_all(visitor)
    assert visitor.post(page_url(draft, "start_check"), {"site_web": "x"})["Location"] == "/suivi/merci/"
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_one_network_cannot_open_drafts_without_end(visitor):
    for _ in range(40):
        begin(visitor)
    assert visitor.post("/groupes/creer/nouveau/idee/", ANSWERS["lieu"]).status_code == 429
    assert Contribution.objects.count() == 40


def test_groups_near_there_are_shown_kindly_before_sending(visitor):
    make_group("Les parents de l'Alma", "Roubaix", summary="Un café le mardi.")
    make_group("Groupe de Tourcoing", "Tourcoing")
    make_group("Groupe de Dunkerque", "Dunkerque")
    make_group("Groupe discret", "Roubaix", shown=False, stage="interested")
    page = main_of(visitor.get(page_url(answer_all(visitor), "start_check")))
    assert "Il y a déjà un groupe près de là" in page
    assert page.index("parents de l&#x27;Alma") < page.index("Groupe de Tourcoing")
    assert "à environ 4 kilomètres" in page
    assert "Groupe de Dunkerque" not in page
    assert "Groupe discret" not in page
    assert "Envoyer ma proposition" in page


def test_another_person_s_proposal_is_never_shown_as_near(visitor):
    propose(visitor, projet={"about": "Le secret de quelqu'un.", "name": "Secret"})
    page = main_of(visitor.get(page_url(answer_all(visitor), "start_check")))
    assert "Secret" not in page
    assert "déjà un groupe" not in page


def test_the_number_of_reads_of_the_last_page_is_known(visitor, django_assert_max_num_queries):
    for number in range(12):
        make_group(f"Groupe {number}")
    make_commune("Tourcoing")
    draft = answer_all(visitor)
    with django_assert_max_num_queries(7):
        visitor.get(page_url(draft, "start_check"))


class TestThroughARelay:
    def test_the_agreement_is_asked_and_kept(self, visitor):
        draft = answer_all(visitor, contact={"reach": "relay", "phone": ""})
        page = main_of(visitor.get(step_url(draft, "relais")))
        assert "Lisez ces mots à la personne" in page
        assert "Question 4 sur 4" in page
        visitor.post(page_url(draft, "start_check"))
        draft.refresh_from_db()
        assert (draft.door, draft.relay_name, draft.relay_contact) == (Door.RELAY, "Karim", "karim@exemple.fr")
        consent = Consent.objects.get(contribution=draft)
        assert (consent.given, consent.witness, consent.purpose) == (ConsentGiven.ALOUD, "Karim", "contact")
        assert consent.text_version

    @pytest.mark.parametrize("missing", ["agreed", "relay_name", "relay_contact"])
    def test_without_it_nothing_leaves(self, visitor, missing):
        draft = begin(visitor)
        for step in ("vous", "projet"):
            visitor.post(step_url(draft, step), ANSWERS[step])
        visitor.post(step_url(draft, "contact"), {"reach": "relay", "first_name": "Fatou"})
        answers = {**ANSWERS["relais"], missing: ""}
        assert visitor.post(step_url(draft, "relais"), answers).status_code == 422
        assert visitor.post(page_url(draft, "start_check"))["Location"] == step_url(draft, "relais")
        draft.refresh_from_db()
        assert draft.state == State.DRAFT

    def test_a_relay_cannot_say_that_the_person_typed_alone(self, visitor):
        draft = begin(visitor)
        for step in ("vous", "projet"):
            visitor.post(step_url(draft, step), ANSWERS[step])
        visitor.post(step_url(draft, "contact"), {"reach": "relay", "first_name": "Fatou"})
        assert visitor.post(step_url(draft, "relais"), {**ANSWERS["relais"], "agreed": "self"}).status_code == 422

    def test_a_relay_with_an_account_finds_the_boxes_filled_and_keeps_the_link(self, relay):
        draft = begin(relay)
        for step in ("vous", "projet"):
            relay.post(step_url(draft, step), ANSWERS[step])
        relay.post(step_url(draft, "contact"), {"reach": "relay", "first_name": "Fatou"})
        assert 'value="Karim"' in relay.get(step_url(draft, "relais")).content.decode()
        relay.post(step_url(draft, "relais"), ANSWERS["relais"])
        draft.refresh_from_db()
        assert draft.relay_id == relay.user.pk

    def test_a_relay_no_longer_needed_is_forgotten(self, visitor):
        draft = answer_all(visitor, contact={"reach": "relay", "phone": ""})
        visitor.post(step_url(draft, "contact"), ANSWERS["contact"])
        draft.refresh_from_db()
        assert (draft.door, draft.relay_name, draft.relay_contact) == (Door.SCREEN, "", "")
        visitor.post(page_url(draft, "start_check"))
        assert Consent.objects.get(contribution=draft).given == ConsentGiven.SELF


class TestLetters:
    def test_the_person_gets_the_reference_and_none_of_the_words_typed(self, visitor, people):
        assert people.coordinator
        contact = {"reach": "email", "first_name": "Fatou", "email": "fatou@exemple.fr", "phone": ""}
        sent = propose(visitor, contact=contact, projet={"about": "You won http://evil.example", "name": "GAGNEZ"})
        letter = Letter.objects.get(kind="groups.proposal_received")
        assert letter.to == "fatou@exemple.fr"
        assert sent.reference in letter.subject
        assert f"/suivi/{sent.reference}/" in letter.text
        for words in ("evil", "GAGNEZ", "Fatou", sent.token):
            assert words not in letter.text + letter.subject

    def test_the_coordination_hears_of_it_and_reads_nothing_in_the_letter(self, visitor, people):
        assert people.coordinator
        assert people.administrator
        propose(visitor)
        letters = list(Letter.objects.filter(kind="groups.proposal_arrived"))
        assert [letter.to for letter in letters] == ["claire@exemple.fr"]
        for words in ("Fatou", "06 12", "café"):
            assert words not in letters[0].text + letters[0].subject

    def test_nobody_fills_a_stranger_s_mailbox_through_us(self, visitor):
        contact = {"reach": "email", "first_name": "X", "email": "victime@exemple.fr", "phone": ""}
        for _ in range(5):
            propose(visitor, contact=contact)
        assert Letter.objects.filter(to="victime@exemple.fr").count() == 3
