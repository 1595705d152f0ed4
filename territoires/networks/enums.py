from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relation(TextChoices):
    """How a network stands to the collective."""

    MEMBER = "member", _("membre")
    ACCOMPANIES = "accompanies", _("accompagne le collectif")
    ASSOCIATE = "associate", _("associé à la recherche-action")


class PartnerKind(TextChoices):
    PARTNER = "partner", _("partenaire national")
    ACCOMPANIES = "accompanies", _("accompagne le collectif")
    SUPPORT = "support", _("soutien")
    LOCAL = "local", _("appui local")


class SponsorTitle(TextChoices):
    """The French word is part of the name of the role, and each sponsor chooses it."""

    MARRAINE = "marraine", _("marraine")
    PARRAIN = "parrain", _("parrain")
