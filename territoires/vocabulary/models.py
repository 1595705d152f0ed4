from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from territoires.vocabulary.enums import ThemeKind


class WordQuerySet[W: models.Model](models.QuerySet[W]):
    def shown(self) -> Self:
        """What a list of choices offers; a hidden word stays on the pages that already carry it."""
        return self.filter(hidden=False)


class Word(models.Model):
    """A reference row, editable by the coordination; `position` orders lists, never a rank.

    `version` counts edits: above 1 the coordination has spoken, and loading the shipped words again leaves it alone.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    explanation = models.CharField(_("en clair"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    hidden = models.BooleanField(_("caché des listes de choix"), default=False)
    sources = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = WordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Theme(Word):
    """What a group or a resource is about: "décrochage", "jardin partagé"…"""

    kind = models.CharField(max_length=8, choices=ThemeKind, default=ThemeKind.SUBJECT)

    class Meta(Word.Meta):
        verbose_name = _("thème")


class CommunityRole(Word):
    """A part of the educational community: "parents", "enseignantes et enseignants"…"""

    class Meta(Word.Meta):
        verbose_name = _("rôle de la communauté éducative")


class SpokenLanguage(Word):
    """A language spoken when people meet; `slug` is its BCP 47 code in lower case."""

    own_name = models.CharField(max_length=120, blank=True)
    right_to_left = models.BooleanField(default=False)

    class Meta(Word.Meta):
        verbose_name = _("langue parlée")


WORD_LISTS: dict[str, type[Word]] = {"themes": Theme, "roles": CommunityRole, "langues": SpokenLanguage}
"""The lists by the key that their pages carry in the address."""
