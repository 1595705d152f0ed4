"""A person reads, copies and erases what is kept about them; nothing of them remains."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import timezone

from territoires.accounts.actions import erase_account, invite
from territoires.accounts.models import Invitation, User
from territoires.accounts.queries import account_for_address, names_of, personal_data
from territoires.accounts.signals import collect_personal_data, erase_personal_data
from territoires.accounts.tests.steps import browser, come_in, come_in_fully, is_in
from territoires.audit.models import JournalEntry
from territoires.kit.actors import Actor
from territoires.mailer.actions import post

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TOKENS = ("zelda.unique@exemple.fr", "Zelda-Unique")


@pytest.fixture
def zelda(db):
    """Somebody who has left a trace wherever accounts keep one."""
    user = User.objects.create_user(TOKENS[0], TOKENS[1])
    by = Actor("user", user.pk)
    invite(email=user.email, role="animator", scope="localgroup:1", scope_label="Roubaix", by=by, now=NOW)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    post(kind="tests.x", to="ailleurs@exemple.fr", reply_to=user.email, subject="s", text="t", now=NOW)
    post(kind="tests.x", to=user.email, subject=f"Bonjour {TOKENS[1]}", text=f"Bonjour {TOKENS[1]}", now=NOW)
    return user


def everything():
    """Every row of every table, as text; sessions decoded."""
    rows = []
    for model in apps.get_models():
        rows += [
            json.dumps(row, cls=DjangoJSONEncoder, default=str, ensure_ascii=False) for row in model.objects.values()
        ]
    rows += [str(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(rows).lower()


def test_the_copy_holds_everything(zelda):
    client = browser()
    come_in(client, zelda.email)
    client.get(reverse("accounts:my_data"))
    answer = client.post(reverse("accounts:my_data"))
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    copy = json.loads(answer.content)
    assert copy["Votre compte"]["adresse e-mail"] == TOKENS[0]
    assert copy["Votre compte"]["prénom ou nom d'usage"] == TOKENS[1]
    assert copy["Vos appareils connectés"][0]["appareil"] == "Firefox, sur Android"
    assert copy["Vos invitations"][0]["pour"] == "Roubaix"
    assert any(TOKENS[1] in letter["texte"] for letter in copy["Lettres que nous vous avons écrites (30 jours)"])
    assert any(line["action"] == "a ouvert son espace" for line in copy["Ce que vous avez fait ici (3 ans)"])
    assert JournalEntry.objects.filter(verb="accounts.export_data", actor_id=zelda.pk).count() == 1


def test_the_page_says_the_same_in_words(zelda):
    client = browser()
    come_in(client, zelda.email)
    page = client.get(reverse("accounts:my_data")).content.decode()
    for words in (*TOKENS, "Vos appareils connectés", "Firefox, sur Android", "Roubaix"):
        assert words in page


def test_the_copy_holds_no_secret_and_nobody_else(zelda, people):
    come_in_fully(browser(), people.coordinator)
    invite(email="autre@exemple.fr", role="animator", scope="localgroup:1", by=Actor("user", zelda.pk), now=NOW)
    copy = json.dumps(personal_data(people.coordinator, NOW), ensure_ascii=False, cls=DjangoJSONEncoder)
    assert "autre@exemple.fr" not in copy
    assert TOKENS[0] not in copy
    row = Authenticator.objects.get(user=people.coordinator)
    assert row.data["secret"] not in copy


def test_the_contexts_above_add_their_part(zelda):
    def tell(sender, *, user_id, **facts):
        return {"Vos groupes": [{"groupe": f"numéro {user_id}"}]}

    collect_personal_data.connect(tell)
    try:
        copy = personal_data(zelda, NOW)
    finally:
        collect_personal_data.disconnect(tell)
    assert copy["Vos groupes"] == [{"groupe": f"numéro {zelda.pk}"}]


def test_erasing_leaves_nothing_in_any_table(zelda):
    client = browser()
    come_in(client, zelda.email)
    come_in(browser(), zelda.email)
    assert all(token.lower() in everything() for token in TOKENS)
    page = client.post(reverse("accounts:erase"))
    assert "Votre compte est effacé" in page.content.decode()
    left = everything()
    for token in (*TOKENS, "zelda"):
        assert token.lower() not in left
    assert not is_in(client)
    user = User.objects.get(pk=zelda.pk)
    assert (user.email, user.display_name, user.is_active) == (f"erased-{zelda.pk}@invalid", "", False)
    assert not UserSession.objects.filter(user=user).exists()
    assert not Invitation.objects.filter(email=TOKENS[0]).exists()


def test_the_journal_keeps_the_number_and_shows_no_name(zelda, coordinator):
    erase_account(user=zelda, by=Actor("user", zelda.pk), now=NOW)
    entry = JournalEntry.objects.get(verb="accounts.erase_account")
    assert (entry.actor_id, entry.thing, entry.detail) == (zelda.pk, f"user:{zelda.pk}", {})
    page = coordinator.get("/coordination/journal/").content.decode()
    assert "compte effacé" in page
    assert names_of([zelda.pk]) == {zelda.pk: "compte effacé"}


def test_looking_at_the_page_erases_nothing(zelda):
    client = browser()
    come_in(client, zelda.email)
    assert "pour toujours" in client.get(reverse("accounts:erase")).content.decode()
    assert account_for_address(TOKENS[0]) == zelda


def test_every_other_device_closes(zelda):
    away, here = browser(), browser()
    come_in(away, zelda.email)
    come_in(here, zelda.email)
    here.post(reverse("accounts:erase"))
    assert away.get("/compte/").status_code == 302


def test_mandates_end_in_the_same_transaction(zelda):
    told = []

    def hear(sender, *, user_id, now, **facts):
        told.append((user_id, now))

    erase_personal_data.connect(hear)
    try:
        erase_account(user=zelda, by=Actor("user", zelda.pk), now=NOW)
    finally:
        erase_personal_data.disconnect(hear)
    assert told == [(zelda.pk, NOW)]


def test_when_a_context_cannot_erase_nothing_is_erased(zelda):
    def fail(sender, **facts):
        raise RuntimeError

    erase_personal_data.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            erase_account(user=zelda, by=Actor("user", zelda.pk), now=NOW)
    finally:
        erase_personal_data.disconnect(fail)
    zelda.refresh_from_db()
    assert zelda.email == TOKENS[0]


def test_erasing_twice_is_erasing_once(zelda):
    by = Actor("user", zelda.pk)
    erase_account(user=zelda, by=by, now=NOW)
    erase_account(user=zelda, by=by, now=NOW)
    assert JournalEntry.objects.filter(verb="accounts.erase_account").count() == 1


def test_the_address_is_free_again(zelda):
    erase_account(user=zelda, by=Actor("user", zelda.pk), now=NOW)
    again = User.objects.create_user(TOKENS[0], "Zelda")
    assert again.pk != zelda.pk


def test_an_erased_account_gets_no_code(zelda):
    erase_account(user=zelda, by=Actor("user", zelda.pk), now=NOW)
    client = browser()
    client.post(reverse("account_login"), {"email": f"erased-{zelda.pk}@invalid"})
    client.post(reverse("account_login"), {"email": TOKENS[0]})
    assert not is_in(client)
    assert account_for_address(TOKENS[0]) is None


def test_the_last_administrator_is_told_to_invite_somebody_first(people):
    client = browser()
    come_in_fully(client, people.administrator)
    page = client.post(reverse("accounts:erase"))
    assert page.status_code == 422
    assert "Invitez d'abord quelqu'un" in page.content.decode().replace("&#x27;", "'")
    assert is_in(client)


def test_a_name_is_changed_and_journalled(people):
    client = browser()
    come_in(client, people.animator.email)
    assert client.post("/compte/", {"display_name": "Sophie B."})["Location"] == "/compte/"
    assert User.objects.get(pk=people.animator.pk).display_name == "Sophie B."
    entry = JournalEntry.objects.get(verb="accounts.rename")
    assert "Sophie" not in str(entry.detail)
    assert client.post("/compte/", {"display_name": " "}).status_code == 422
