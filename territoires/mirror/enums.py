from django.db import models
from django.utils.translation import gettext_lazy as _


class Hand(models.TextChoices):
    """The three pictures. They say where a group stands in its own eyes; none is worth more than another."""

    NOT_YET = "pas-encore", _("Pas encore")
    TRYING = "on-essaie", _("On essaie")
    LIVING = "on-le-vit", _("On le vit")


class TryEnd(models.TextChoices):
    """What became of the thing that a group chose to try."""

    DONE = "fait", _("C'est fait")
    LEFT = "laisse", _("On laisse cette idée")
