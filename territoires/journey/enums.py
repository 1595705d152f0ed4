from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StepState(TextChoices):
    """Said by the group itself, never worked out from what it wrote."""

    TODO = "todo", _("À faire")
    DOING = "doing", _("En cours")
    DONE = "done", _("Fait")


class Step(TextChoices):
    """The seven steps, in the order of the page; people take them in any order. The value stands in addresses."""

    ACCOMPLICES = "complices", _("Trouver des complices")
    RESOURCES = "ressources", _("Repérer les personnes et les lieux qui aident")
    PARENTS = "parents", _("Parents et enfants d'abord")
    TRAINING = "formation", _("Une première formation commune")
    PRINCIPLES = "principes", _("Les trois principes")
    ACTION = "action", _("Une première action")
    PAGE = "page", _("La page du groupe")
