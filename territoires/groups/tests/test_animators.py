"""Who animates a group: invited, begun with the account, ended in words, never left unseen."""

import re

import pytest

from territoires.accounts.actions import CannotAccept, accept_invitation, erase_account
from territoires.accounts.models import Invitation, User
from territoires.audit.models import JournalEntry
from territoires.groups.models import Animator
from territoires.groups.tests.desk import NOW, by
from territoires.groups.tests.factories import make_animator, make_group
from territoires.mailer.models import Letter


def page_of(group) -> str:
    return f"/coordination/groupes/{group.slug}/animation/"


def token_of(letter: Letter) -> str:
    return re.search(r"/invitation/([\w-]+)/", letter.text).group(1)


def test_an_invited_person_animates_from_the_moment_she_accepts(coordinator):
    group = make_group()
    coordinator.post(page_of(group), {"email": "nora@exemple.fr"})
    letter = Letter.objects.get(to="nora@exemple.fr")
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.scope) == ("animator", f"localgroup:{group.pk}")
    assert not Animator.objects.exists()
    user = accept_invitation(token=token_of(letter), display_name="Nora", now=invitation.created_at)
    mandate = Animator.objects.get()
    assert (mandate.group, mandate.user, mandate.until) == (group, user, None)
    assert JournalEntry.objects.filter(verb="groups.begin_mandate").count() == 1
    with pytest.raises(CannotAccept):
        accept_invitation(token=token_of(letter), display_name="Nora", now=invitation.created_at)
    assert Animator.objects.count() == 1


def test_account_and_mandate_begin_together_or_not_at_all(coordinator, monkeypatch):
    coordinator.post(page_of(make_group()), {"email": "nora@exemple.fr"})
    invitation = Invitation.objects.get()

    def breaks(**facts):
        raise RuntimeError

    monkeypatch.setattr("territoires.groups.receivers.mandates.begin_mandate", breaks)
    with pytest.raises(RuntimeError):
        accept_invitation(token=token_of(Letter.objects.get()), display_name="Nora", now=invitation.created_at)
    assert not User.objects.filter(email="nora@exemple.fr").exists()
    assert not Animator.objects.exists()


def test_an_invitation_is_sent_again_with_a_new_link_and_taken_back(coordinator):
    group = make_group()
    coordinator.post(page_of(group), {"email": "nora@exemple.fr"})
    first = Invitation.objects.get()
    coordinator.post(f"{page_of(group)}{first.pk}/relancer/")
    second = Invitation.objects.exclude(pk=first.pk).get()
    first.refresh_from_db()
    assert first.revoked_at is not None
    assert "nora@exemple.fr" in coordinator.get(page_of(group)).content.decode()
    coordinator.post(f"{page_of(group)}{second.pk}/reprendre/")
    second.refresh_from_db()
    assert second.revoked_at is not None
    assert "nora@exemple.fr" not in coordinator.get(page_of(group)).content.decode()
    assert coordinator.post(f"{page_of(group)}{second.pk}/relancer/").status_code == 404


def test_an_invitation_of_another_group_is_not_reached_from_here(coordinator):
    group, other = make_group(), make_group("Ailleurs", "Lille")
    coordinator.post(page_of(other), {"email": "nora@exemple.fr"})
    theirs = Invitation.objects.get()
    assert coordinator.post(f"{page_of(group)}{theirs.pk}/reprendre/").status_code == 404


def test_nobody_is_invited_twice_to_what_they_already_do(coordinator, people):
    group = make_group()
    make_animator(group, people.animator)
    answer = coordinator.post(page_of(group), {"email": "SOPHIE@exemple.fr"})
    assert answer.status_code == 422
    assert "anime déjà le groupe" in answer.content.decode()


def test_ending_a_mandate_tells_the_person_and_the_desk_when_it_was_the_last(coordinator, people):
    group = make_group("Les voisins")
    mandate = make_animator(group, people.animator)
    ending = f"/espace/animation/{mandate.pk}/terminer/"
    assert "Sophie anime" in coordinator.get(ending).content.decode()
    coordinator.post(ending)
    mandate.refresh_from_db()
    assert mandate.until is not None
    assert group.name in Letter.objects.get(to=people.animator.email).text
    desk = coordinator.get("/coordination/?quoi=alone").content.decode()
    assert group.name in desk
    assert coordinator.post(ending).status_code == 404
    coordinator.post(page_of(group), {"email": "nora@exemple.fr"})
    assert group.name not in coordinator.get("/coordination/?quoi=alone").content.decode()


def test_a_person_leaves_their_own_role_and_nobody_elses(people, sign_in):
    group = make_group()
    mine, theirs = make_animator(group, people.animator), make_animator(group, people.other_animator)
    sophie = sign_in(people.animator)
    assert sophie.post(f"/espace/animation/{theirs.pk}/terminer/").status_code == 404
    assert sophie.post(f"/espace/animation/{mine.pk}/terminer/")["Location"] == "/espace/"
    theirs.refresh_from_db()
    assert theirs.until is None
    assert sophie.get(f"/espace/groupes/{group.slug}/").status_code == 403


def test_erasing_an_account_ends_its_mandates(people):
    group = make_group()
    make_animator(group, people.animator)
    erase_account(user=people.animator, by=by(people.animator), now=NOW)
    assert not Animator.objects.filter(until=None).exists()


@pytest.mark.parametrize("who", ["relay", "animator", "delegate"])
def test_only_the_coordination_invites(request, who, people):
    group = make_group()
    client = request.getfixturevalue(who)
    make_animator(group, client.user)
    assert client.get(page_of(group)).status_code == 403
    assert client.post(page_of(group), {"email": "nora@exemple.fr"}).status_code == 403
    assert not Invitation.objects.exists()
