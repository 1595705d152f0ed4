"""The demonstration: as many visible groups as asked, a few unseen, a cast with its mandates, a desk with work."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from territoires.accounts.models import User
from territoires.atlas.models import Resource
from territoires.contributions.models import Contribution
from territoires.demonstration.actions import build_demonstration
from territoires.demonstration.queries import CAST
from territoires.groups.models import LocalGroup
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(reference):
    build_demonstration(groups=40, now=timezone.now())


def test_as_many_groups_are_visible_as_asked_and_a_few_are_not(built):
    assert LocalGroup.objects.visible().count() == 40
    assert LocalGroup.objects.filter(shown_since=None).count() >= 3


def test_building_again_changes_nothing(built):
    before = set(LocalGroup.objects.values_list("slug", flat=True))
    assert build_demonstration(groups=40, now=timezone.now()) == 0
    assert set(LocalGroup.objects.values_list("slug", flat=True)) == before


def test_another_number_builds_afresh(built):
    call_command("build_demo", groups=12, verbosity=0)
    assert LocalGroup.objects.visible().count() == 12


def test_the_cast_has_its_mandates(built):
    sophie, marc = User.objects.get(email="sophie@exemple.fr"), User.objects.get(email="marc@exemple.fr")
    assert sophie.animated.get().group.name == "Le café des parents des Tilleuls"
    assert marc.delegations.get().network.acronym == "FCSF"
    assert {role.email for role in CAST if role.email} <= set(User.objects.values_list("email", flat=True))


def test_the_desk_has_something_to_do(built):
    kinds = set(Contribution.objects.waiting().values_list("kind", flat=True))
    assert {"group-proposal", "message", "call-back", "resource-proposal"} <= kinds


def test_a_department_without_group_has_a_resource(built):
    assert Resource.objects.visible().exists()


def test_everybody_of_the_cast_can_be_played(built, visitor):
    for role in CAST:
        answer = visitor.post("/_demo/", {"role": role.slug})
        assert answer.status_code == 302
        home = visitor.get(answer.url)
        assert home.status_code == 200, role.slug


def test_an_unknown_part_is_not_found(built, visitor):
    assert visitor.post("/_demo/", {"role": "reine"}).status_code == 404


def test_letters_wait_in_the_mailbox(built, visitor):
    letters = visitor.get("/_courrier.json").json()
    assert letters
    page = visitor.get("/_courrier/").content.decode()
    assert letters[0]["subject"] in page.replace("&#x27;", "'")
    assert visitor.get(f"/_courrier/{letters[0]['id']}/").status_code == 200
    assert visitor.get("/_courrier/999999/").status_code == 404


def test_a_letter_emptied_since_is_no_longer_in_the_mailbox(built, visitor):
    letter = Letter.objects.order_by("pk").first()
    before = len(visitor.get("/_courrier.json").json())
    Letter.objects.filter(pk=letter.pk).update(subject="", text="", to="", emptied_at=timezone.now())
    assert len(visitor.get("/_courrier.json").json()) == before - 1
