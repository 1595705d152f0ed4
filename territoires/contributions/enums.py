from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Door(TextChoices):
    """How the words came in."""

    ACCOUNT = "account", _("avec un compte")
    SCREEN = "screen", _("sur le site, sans compte")
    RELAY = "relay", _("par une personne relais")
    PAPER = "paper", _("sur papier")
    SPOKEN = "spoken", _("de vive voix")


class State(TextChoices):
    DRAFT = "draft", _("brouillon")
    SENT = "sent", _("envoyée")
    ACCEPTED = "accepted", _("acceptée")
    REFUSED = "refused", _("refusée")
    MERGED = "merged", _("réunie avec une autre")
    DONE = "done", _("traitée")
    WITHDRAWN = "withdrawn", _("retirée")


OPEN_STATES = frozenset({State.SENT})
HANDLED_STATES = frozenset({State.REFUSED, State.MERGED, State.DONE})
ENDED_STATES = frozenset({State.ACCEPTED, State.REFUSED, State.MERGED, State.DONE, State.WITHDRAWN})


class ConsentGiven(TextChoices):
    """How a person agreed, as the relay recorded it."""

    SELF = "self", _("par la personne elle-même, à l'écran")
    ALOUD = "aloud", _("de vive voix")
    PAPER = "paper", _("sur papier")
    MESSAGE = "message", _("par message")
