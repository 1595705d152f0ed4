"""The page of a group changed by those who animate it: seen before, undone after, never overwritten unseen."""

import datetime

import pytest

from territoires.audit.models import JournalEntry
from territoires.groups.actions.edit import (
    CannotChoosePhone,
    CannotEdit,
    choose_phone,
    choose_place,
    confirm_facts,
    purge_revisions,
    undo_update,
    update_group,
)
from territoires.groups.forms.edit import EditForm
from territoires.groups.models import LocalGroup, Revision
from territoires.groups.signals import group_changed
from territoires.groups.tests.desk import NOW, by, make_delegate, make_network
from territoires.groups.tests.factories import make_animator, make_commune, make_group, make_role
from territoires.kit.fields import PhoneNumber

PHONE = PhoneNumber("01 99 00 10 04", "+33199001004")


@pytest.fixture
def me(people):
    return by(people.animator)


@pytest.fixture
def mine(animator):
    """A group that Sophie animates."""
    group = make_group(summary="On se parle.", meets_when="le mardi")
    make_animator(group, animator.user)
    return group


def address(group: LocalGroup, page: str = "modifier") -> str:
    return f"/espace/groupes/{group.slug}/{page}/"


def filled(group: LocalGroup, **changes) -> dict:
    form = EditForm(group=group)
    data = {
        name: [row.pk for row in value] if isinstance(value, list) else ("" if value is None else value)
        for name, value in form.initial.items()
    }
    return {**data, **changes}


def test_a_change_counts_a_version_keeps_what_was_and_says_so_to_the_map(me):
    group, role, heard = make_group(summary="Avant"), make_role(), []

    def listen(sender, group_id, **facts):
        heard.append((group_id, LocalGroup.objects.get(pk=group_id).summary))

    group_changed.connect(listen)
    try:
        update_group(
            group=group, version=1, changes={"summary": "Après", "roles_present": [role], "name": group.name},
            by=me, now=NOW,
        )  # fmt: skip
    finally:
        group_changed.disconnect(listen)
    group.refresh_from_db()
    assert (group.summary, group.version, group.last_confirmed_on) == ("Après", 2, datetime.date(2026, 3, 3))
    assert list(group.roles_present.all()) == [role]
    assert Revision.objects.get().before == {"summary": "Avant", "roles_present": []}
    assert heard == [(group.pk, "Après")]
    assert JournalEntry.objects.get(verb="groups.update_group").detail == {"fields": ["roles_present", "summary"]}


def test_saving_without_change_writes_nothing(me):
    group = make_group(summary="Pareil")
    update_group(group=group, version=1, changes={"summary": "Pareil"}, by=me, now=NOW)
    group.refresh_from_db()
    assert (group.version, Revision.objects.count(), JournalEntry.objects.count()) == (1, 0, 0)


def test_fields_nobody_edits_here_are_left_alone(me):
    group = make_group(stage="interested", summary="Avant")
    changes = {"stage": "confirmed", "slug": "volé", "shown_since": None, "summary": "Après"}
    update_group(group=group, version=1, changes=changes, by=me, now=NOW)
    group.refresh_from_db()
    assert (group.stage, group.slug, group.shown_since is None) == ("interested", "les-parents-de-l-alma", False)


def test_the_last_change_is_undone_and_undoing_again_puts_it_back(me):
    group, role = make_group(summary="Avant"), make_role()
    group.roles_present.add(role)
    update_group(group=group, version=1, changes={"summary": "Après", "roles_present": []}, by=me, now=NOW)
    group = undo_update(group=group, version=2, by=me, now=NOW + datetime.timedelta(minutes=1))
    assert (group.summary, list(group.roles_present.all())) == ("Avant", [role])
    group = undo_update(group=group, version=3, by=me, now=NOW + datetime.timedelta(minutes=2))
    assert (group.summary, group.roles_present.count()) == ("Après", 0)


def test_undoing_is_refused_when_nothing_changed_or_when_something_else_did(me):
    group = make_group()
    with pytest.raises(CannotEdit, match="nothing"):
        undo_update(group=group, version=1, by=me, now=NOW)
    update_group(group=group, version=1, changes={"summary": "Après"}, by=me, now=NOW)
    choose_phone(group=group, version=2, phone=PHONE, public_until=None, by=me, now=NOW)
    with pytest.raises(CannotEdit, match="changed"):
        undo_update(group=group, version=3, by=me, now=NOW)


def test_undoing_is_refused_when_a_word_it_names_is_gone(me):
    group, role = make_group(), make_role()
    group.roles_present.add(role)
    update_group(group=group, version=1, changes={"roles_present": []}, by=me, now=NOW)
    role.delete()
    with pytest.raises(CannotEdit, match="gone"):
        undo_update(group=group, version=2, by=me, now=NOW)


def test_moving_to_another_town_moves_the_point_unless_the_place_is_public(me):
    group, lille = make_group(), make_commune("Lille")
    group = update_group(group=group, version=1, changes={"commune": lille}, by=me, now=NOW)
    assert (group.lat, group.lon) == (lille.lat, lille.lon)
    group = choose_place(group=group, version=2, position=(50.63, 3.06), by=me, now=NOW)
    group = update_group(group=group, version=3, changes={"commune": make_commune("Roubaix")}, by=me, now=NOW)
    assert (group.lat, group.lon, group.place_is_public) == (50.63, 3.06, True)
    group = choose_place(group=group, version=4, position=None, by=me, now=NOW)
    assert (group.lat, group.lon, group.place_is_public) == (50.6901, 3.1817, False)


def test_a_phone_is_shown_until_a_day_within_the_year(me):
    group = make_group()
    for until in (datetime.date(2026, 3, 2), datetime.date(2027, 6, 1)):
        with pytest.raises(CannotChoosePhone, match="until"):
            choose_phone(group=group, version=1, phone=PHONE, public_until=until, by=me, now=NOW)
    group = choose_phone(group=group, version=1, phone=PHONE, public_until=datetime.date(2026, 9, 1), by=me, now=NOW)
    assert (group.phone, group.phone_public_since) == ("01 99 00 10 04", datetime.date(2026, 3, 3))
    group = choose_phone(group=group, version=2, phone=PHONE, public_until=None, by=me, now=NOW)
    assert (group.phone, group.phone_public_since, group.phone_public_until) == ("01 99 00 10 04", None, None)


def test_confirming_disturbs_nobodys_writing(me):
    group = make_group()
    confirm_facts(group=group, by=me, now=NOW)
    confirm_facts(group=group, by=me, now=NOW)
    group.refresh_from_db()
    assert (group.last_confirmed_on, group.version) == (datetime.date(2026, 3, 3), 1)
    assert JournalEntry.objects.filter(verb="groups.confirm_facts").count() == 1


def test_former_pages_are_forgotten_after_thirty_days_and_ten_changes(me):
    group = make_group()
    for number in range(13):
        group = update_group(group=group, version=None, changes={"summary": str(number)}, by=me, now=NOW)
    assert group.revisions.count() == 10
    assert purge_revisions(now=NOW + datetime.timedelta(days=29)) == 0
    assert purge_revisions(now=NOW + datetime.timedelta(days=31)) == 10


def test_an_animator_changes_her_page_after_seeing_it(animator, mine):
    data = filled(mine, summary="On boit un café.", answer_days=3)
    seen = animator.post(address(mine), {**data, "apercu": "1"})
    assert "La page sera ainsi" in seen.content.decode()
    assert "On boit un café." in seen.content.decode()
    mine.refresh_from_db()
    assert mine.summary == "On se parle."
    saved = animator.post(address(mine), data)
    assert saved["Location"] == f"/espace/groupes/{mine.slug}/#page"
    mine.refresh_from_db()
    assert (mine.summary, mine.answer_days) == ("On boit un café.", 3)
    page = animator.get(f"/espace/groupes/{mine.slug}/").content.decode()
    assert "Annuler ce changement" in page
    animator.post(address(mine, "modifier/annuler"), {"version": mine.version})
    mine.refresh_from_db()
    assert mine.summary == "On se parle."


def test_two_people_writing_at_once_lose_nothing(animator, coordinator, mine):
    data = filled(mine, summary="Mes mots à moi.")
    update_group(group=mine, version=1, changes={"summary": "Les mots de Claire."}, by=by(coordinator.user), now=NOW)
    answer = animator.post(address(mine), data)
    html = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Mes mots à moi.", "Les mots de Claire.", "mardi 3\xa0mars 2026 à 10\xa0h\xa012"):
        assert words in html
    mine.refresh_from_db()
    assert mine.summary == "Les mots de Claire."
    again = animator.post(address(mine), {**data, "version": 2})
    assert again.status_code == 302
    mine.refresh_from_db()
    assert mine.summary == "Mes mots à moi."


def test_a_wrong_page_comes_back_with_its_words_and_its_errors(animator, mine):
    answer = animator.post(address(mine), filled(mine, name="", summary="x" * 301, story="Gardé.", answer_days="z"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Erreur :" in html
    for words in ("Écrivez le nom du groupe.", "300 caractères au plus", "Écrivez un nombre de jours.", "Gardé."):
        assert words in html


def test_a_lost_version_never_overwrites(animator, mine):
    for version in ("", "abc", "99999999999999999999", "-1"):
        assert animator.post(address(mine), filled(mine, summary="X", version=version)).status_code == 409


def test_still_true_in_one_press(animator, mine):
    LocalGroup.objects.filter(pk=mine.pk).update(last_confirmed_on=datetime.date(2020, 1, 1))
    page = animator.get(address(mine, "toujours-vrai"))
    assert "Oui, tout est vrai" in page.content.decode()
    assert animator.post(address(mine, "toujours-vrai"))["Location"] == "/espace/"
    mine.refresh_from_db()
    assert mine.last_confirmed_on > datetime.date(2020, 1, 1)


def test_phone_and_point_on_screen(animator, mine):
    wrong = animator.post(address(mine, "telephone"), {"phone": "", "public": "on", "until": "", "version": 1})
    assert wrong.status_code == 422
    assert "Écrivez le numéro à montrer." in wrong.content.decode()
    animator.post(address(mine, "telephone"), {"phone": "01 99 00 10 04", "version": 1})
    for position, words in (
        ("ici", "Écrivez deux nombres"), ("48.85, 2.35", "loin de la commune"), ("50.69, 3.18", "Cochez la case"),
    ):  # fmt: skip
        answer = animator.post(address(mine, "point"), {"position": position, "version": 2})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    animator.post(address(mine, "point"), {"position": "50,6927 3,1778", "is_public": "on", "version": 2})
    mine.refresh_from_db()
    assert (mine.phone_e164, mine.phone_public_since) == ("+33199001004", None)
    assert (mine.lat, mine.lon, mine.place_is_public) == (50.6927, 3.1778, True)


def test_the_coordination_also_says_where_and_with_whom(coordinator):
    group, network = make_group(), make_network()
    make_commune("Tourcoing")
    data = filled(group)
    data |= {
        "commune": "Roubaix", "commune_insee": "59512", "precision": "town", "other_communes": "59599 59000",
        "networks": [network.pk],
    }  # fmt: skip
    wrong = coordinator.post(address(group), data)
    assert "Vérifiez ce code : 59000" in wrong.content.decode()
    coordinator.post(address(group), {**data, "other_communes": "59599"})
    group.refresh_from_db()
    assert [town.name for town in group.other_communes.all()] == ["Tourcoing"]
    assert list(group.networks.all()) == [network]


PAGES = ("modifier", "toujours-vrai", "telephone", "point", "modifier/annuler")


@pytest.mark.parametrize("page", PAGES)
def test_only_those_who_animate_it_change_a_page(db, sign_in, people, visitor, page):
    group, hidden = make_group(), make_group("Caché", slug="cache", shown=False, stage="interested")
    other = make_group("Ailleurs", "Lille")
    make_animator(other, people.other_animator)
    network = make_network()
    group.networks.add(network)
    make_delegate(network, people.delegate)
    ended = make_animator(group, people.animator)
    ended.until = NOW
    ended.save()
    for user in (people.other_animator, people.delegate, people.animator, people.relay):
        assert sign_in(user).post(address(group, page), {"version": 1}).status_code == 403
        assert sign_in(user).post(address(hidden, page), {"version": 1}).status_code == 404
    answer = visitor.post(address(group, page), {"version": 1})
    assert answer.status_code in (302, 403)
    group.refresh_from_db()
    assert group.version == 1


def test_a_closed_account_changes_nothing(people, sign_in):
    group = make_group()
    make_animator(group, people.animator)
    client = sign_in(people.animator)
    people.animator.is_active = False
    people.animator.save()
    assert client.get(address(group)).status_code in (302, 403)
