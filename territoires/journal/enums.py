from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryStatus(TextChoices):
    DRAFT = "draft", _("gardée pour plus tard")
    SCHEDULED = "scheduled", _("programmée")
    WAITING = "waiting", _("à lire avant de paraître")
    PUBLISHED = "published", _("publiée")
    WITHDRAWN = "withdrawn", _("retirée")


class Visibility(TextChoices):
    """Who may read an entry, each said in one plain sentence."""

    PUBLIC = "public", _("Tout le monde peut lire")
    NETWORK = "network", _("Les groupes et les réseaux du collectif")
    GROUP = "group", _("Seulement nous")


class Moment(TextChoices):
    """What kind of moment an entry tells."""

    MEETING = "meeting", _("une rencontre")
    OUTING = "outing", _("une sortie")
    WORKSHOP = "workshop", _("un atelier")
    PARTY = "party", _("une fête")
    TRAINING = "training", _("une formation")
    IDEA = "idea", _("une idée")
    OTHER = "other", _("autre chose")
