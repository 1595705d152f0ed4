from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ThemeKind(TextChoices):
    """A theme says what a group talks about, or what people do together."""

    SUBJECT = "subject", _("de quoi on parle")
    ACTIVITY = "activity", _("ce qu'on fait ensemble")
