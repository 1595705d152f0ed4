from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ResourceKind(TextChoices):
    PERSON = "person", _("une personne")
    PLACE = "place", _("un lieu")
    ASSOCIATION = "association", _("une association")
    SCHEME = "scheme", _("un dispositif")


class ReportReason(TextChoices):
    """Why an entry is no longer true, in the words of whoever reports it."""

    CLOSED = "closed", _("C'est fermé, ou la personne est partie")
    MOVED = "moved", _("Le lieu ou le contact a changé")
    WRONG = "wrong", _("Quelque chose est faux")
    HURTS = "hurts", _("Quelque chose blesse ou met quelqu'un en danger")
    OTHER = "other", _("Autre chose")


class Layer(TextChoices):
    """The three layers, in the order of lists; `rules.filters` knows the word of each in addresses."""

    GROUPS = "g", _("Groupes locaux")
    RESOURCES = "r", _("Ressources")
    SPONSORS = "s", _("Marraines et parrains")


class Category(TextChoices):
    """What a point of the map stands for: a layer, and for a group its stage. One letter, so that tables stay small.

    The letters sort as lists do: groups first, then resources, then sponsors.
    """

    CONFIRMED = "a", _("Confirmé")
    INTERESTED = "b", _("Intéressé")
    FIRST_CONTACT = "c", _("Premiers contacts")
    ASLEEP = "d", _("En sommeil")
    RESOURCE = "r", _("Ressource")
    SPONSOR = "s", _("Marraine ou parrain")
