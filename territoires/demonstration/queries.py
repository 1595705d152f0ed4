"""Page-shaped reads of the demonstration."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoires.accounts.models import User
from territoires.groups.models import Card
from territoires.journey.models import Journey
from territoires.mailer.queries import mailbox as kept_letters


@dataclass(frozen=True)
class Role:
    """A part in the demonstration's play; `email` is empty for the visitor, who signs out."""

    slug: str
    name: str
    title: str | Promise
    story: str | Promise
    email: str
    staff_role: str = ""


CAST = (
    Role("visiteur", "", _("Une personne de passage"), _("Elle cherche un groupe, ou en propose un. Sans compte."), ""),
    Role("relais", "Karim", _("Une personne relais"), _("Il tape pour des parents qui n'écrivent pas."), "karim@exemple.fr"),
    Role("animatrice", "Sophie", _("Une animatrice"), _("Elle anime un groupe à Roubaix."), "sophie@exemple.fr"),
    Role("referent", "Marc", _("Un référent de réseau"), _("Il suit les groupes de son réseau."), "marc@exemple.fr"),
    Role(
        "coordination", "Claire", _("La coordination nationale"), _("Elle reçoit, rappelle et suit tous les groupes."),
        "claire@exemple.fr", "coordinator",
    ),
    Role(
        "administration", "Ousmane", _("L'administration"), _("Il invite l'équipe et règle le site."),
        "ousmane@exemple.fr", "administrator",
    ),
)  # fmt: skip


def role_of(slug: str) -> Role | None:
    return next((role for role in CAST if role.slug == slug), None)


def person_of(role: Role) -> User | None:
    """The account of a part; None for the visitor or before the demonstration is built."""
    return User.objects.filter(email=role.email, is_active=True).first() if role.email else None


def card_to_try() -> Card | None:
    """The card of a member without account, in the group of the animator of the cast."""
    used = Card.objects.filter(member__isnull=False, first_used_at__isnull=False, revoked_at=None)
    return used.select_related("group", "member").order_by("pk").first()


def path_to_try() -> Journey | None:
    """A path begun by others: its reference is all one needs."""
    return Journey.objects.living().order_by("pk").first()


def mailbox() -> list[dict[str, str]]:
    """The letters of the mailbox, for pages and programs."""
    return [
        {
            "id": str(letter.pk),
            "kind": letter.kind,
            "to": letter.to,
            "subject": letter.subject,
            "text": letter.text,
            "reply_to": letter.reply_to,
            "state": letter.state,
            "at": letter.created_at.isoformat(),
        }
        for letter in kept_letters()
    ]
