from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlaceKind(TextChoices):
    COMMUNE = "COM", _("commune")
    DISTRICT = "ARM", _("arrondissement municipal")


class Zone(TextChoices):
    METRO = "metro", _("métropole")
    OVERSEAS_DEPARTMENT = "drom", _("département d'outre-mer")
    COLLECTIVITY = "com", _("collectivité d'outre-mer")
