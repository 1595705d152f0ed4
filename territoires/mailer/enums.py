from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LetterState(TextChoices):
    QUEUED = "queued", _("à envoyer")
    SENDING = "sending", _("en cours d'envoi")
    SENT = "sent", _("envoyée")
    KEPT = "kept", _("gardée dans la boîte locale")
    FAILED = "failed", _("échec")
    BLANK = "blank", _("sans destinataire")


OPEN_STATES = frozenset({LetterState.QUEUED, LetterState.SENDING})
