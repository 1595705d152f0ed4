"""What mirrors keep about an account, as its owner reads it: only what still leads to that person."""

from django.utils.translation import gettext as _

from territoires.groups.models import Animator, Member
from territoires.mirror.models import Answer, HandedText, Mirror
from territoires.mirror.permissions import person_of_member, person_of_user
from territoires.mirror.queries.landmarks import landmark
from territoires.mirror.queries.rounds import key_of


def open_answers_of(user_id: int) -> list[dict[str, str]]:
    """Answers of rounds still open. Once a group has looked, nothing says whose an answer was."""
    groups = open_keys_of(user_id)
    rows = Answer.objects.filter(respondent__in=list(groups))
    return [
        {
            _("groupe"): groups[row.respondent],
            _("repère"): _saying(row.landmark),
            _("image"): str(row.get_hand_display()),
            _("mots"): row.words,
        }
        for row in rows
    ]


def open_keys_of(user_id: int) -> dict[str, str]:
    """Under which keys a person's answers are kept in open rounds, with the name of each group."""
    members = Member.objects.filter(user_id=user_id).values_list("group_id", "pk")
    animated = Animator.objects.filter(user_id=user_id).values_list("group_id", flat=True)
    people = [(group_id, person_of_member(pk)) for group_id, pk in members]
    people += [(group_id, person_of_user(user_id)) for group_id in animated]
    groups = {group_id for group_id, _person in people}
    rounds = {
        one.group_id: one for one in Mirror.objects.filter(closed_at=None, group__in=groups).select_related("group")
    }
    return {
        key_of(rounds[group_id], person): rounds[group_id].group.name
        for group_id, person in people
        if group_id in rounds
    }


def texts_of(user_id: int) -> list[dict[str, str]]:
    rows = HandedText.objects.filter(written_by_id=user_id).select_related("group")
    return [{_("groupe"): row.group.name, _("texte"): row.words} for row in rows]


def _saying(number: int) -> str:
    found = landmark(number)
    return found.saying if found else ""
