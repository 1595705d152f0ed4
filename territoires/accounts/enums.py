from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StaffRole(TextChoices):
    """National roles. Animators and delegates are mandates kept by the groups and networks contexts."""

    NONE = "", _("aucun")
    COORDINATOR = "coordinator", _("coordination")
    ADMINISTRATOR = "administrator", _("administration")


class InvitedRole(TextChoices):
    MEMBER = "member", _("membre d'un groupe")
    ANIMATOR = "animator", _("animatrice ou animateur d'un groupe")
    DELEGATE = "delegate", _("référente ou référent d'un réseau")
    COORDINATOR = "coordinator", _("coordination")
    ADMINISTRATOR = "administrator", _("administration")


STAFF_ROLES = frozenset({InvitedRole.COORDINATOR, InvitedRole.ADMINISTRATOR})
