"""Several people at the same moment, with real transactions: one wins, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection, connections
from django.utils import timezone

from territoires.accounts.actions import CannotAccept, CannotTakeRole, accept_invitation, invite, take_role_away
from territoires.accounts.actions.sign_in import CannotConfirm, check_second_factor
from territoires.accounts.models import User
from territoires.accounts.queries.people import recovery_codes_of
from territoires.accounts.signals import invitation_accepted
from territoires.accounts.tests.steps import code_of_secret, last_letter, link_in
from territoires.kit.actors import INSTALLER, Actor
from territoires.mailer import tasks
from territoires.mailer.models import Letter

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share one database only on PostgreSQL"),
]


def at_once(*actions):
    """What each of them gave, or the exception it raised."""

    def run(action):
        try:
            return action()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_two_administrators_who_remove_each_other_leave_one():
    one, two = (User.objects.create_user(f"{n}@exemple.fr", n, staff_role="administrator") for n in ("a", "b"))
    now = timezone.now()
    outcomes = at_once(
        lambda: take_role_away(user=two, by=Actor("user", one.pk), now=now),
        lambda: take_role_away(user=one, by=Actor("user", two.pk), now=now),
    )
    assert sum(isinstance(outcome, CannotTakeRole) for outcome in outcomes) == 1
    assert User.objects.filter(staff_role="administrator").count() == 1


def test_ten_acceptances_of_one_invitation_are_one():
    now, heard = timezone.now(), []

    def listen(sender, **facts):
        heard.append(facts["user_id"])

    invitation_accepted.connect(listen)
    try:
        invite(email="fatou@exemple.fr", role="animator", scope="localgroup:1", by=INSTALLER, now=now)
        token = link_in(last_letter("fatou@exemple.fr", "accounts.invitation")).strip("/").split("/")[-1]
        outcomes = at_once(*[lambda: accept_invitation(token=token, display_name="Fatou", now=now)] * 10)
    finally:
        invitation_accepted.disconnect(listen)
    assert sum(isinstance(outcome, User) for outcome in outcomes) == 1
    assert all(isinstance(outcome, User | CannotAccept) for outcome in outcomes)
    assert len(heard) == 1
    assert User.objects.filter(email="fatou@exemple.fr").count() == 1


@pytest.mark.parametrize("kind", ["application", "paper"])
def test_one_code_used_by_five_at_once_opens_once(kind):
    user, now, secret = User.objects.create_user("s@exemple.fr", "S"), timezone.now(), generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    code = code_of_secret(secret) if kind == "application" else recovery_codes_of(user)[0]
    outcomes = at_once(*[lambda: check_second_factor(user=user, network="192.0.2.1", typed=code, now=now)] * 5)
    assert sum(not isinstance(outcome, Exception) for outcome in outcomes) == 1
    assert all(isinstance(outcome, CannotConfirm) for outcome in outcomes if isinstance(outcome, Exception))


def test_eight_workers_send_one_letter_once(settings):
    settings.MAIL_KEPT = False
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    letter = Letter.objects.create(
        kind="tests.x", to="a@exemple.fr", subject="s", text="t", message_id="<x@y>", created_at=timezone.now(),
        next_attempt_at=timezone.now(),
    )  # fmt: skip
    now = timezone.now()
    outcomes = at_once(*[lambda: tasks.deliver(letter.pk, now)] * 8)
    assert sorted(map(str, outcomes)) == ["None"] * 7 + ["sent"]
