"""A local group, and what its page said before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.contributions.enums import ConsentGiven
from territoires.groups.enums import Precision, Stage
from territoires.networks.models import Network
from territoires.places.models import Commune
from territoires.vocabulary.models import CommunityRole, SpokenLanguage, Theme


class LocalGroupQuerySet(models.QuerySet["LocalGroup"]):
    def visible(self) -> "LocalGroupQuerySet":
        """Groups that agreed to be shown: their page answers."""
        return self.filter(shown_since__isnull=False)

    def listed(self) -> "LocalGroupQuerySet":
        """Those of them that parents may count on today: neither ended nor without news for a year. Lists, maps,
        search, exports and the sitemap read here; the page of any visible group stays."""
        return self.visible().filter(faded_on=None, ended_on=None)


class LocalGroup(models.Model):
    """A local group. `shown_since` is its dated agreement to be public: without it only the coordination sees it.

    `lat`, `lon` are the public position: the centre of the commune, spread when several coincide, or the public
    meeting place that the group gave. Addresses of people are never stored.
    """

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("nom du groupe"), max_length=120)
    territory_label = models.CharField(_("territoire, avec vos mots"), max_length=160, blank=True)
    precision = models.CharField(max_length=13, choices=Precision, default=Precision.TOWN)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="groups")
    other_communes = models.ManyToManyField(Commune, blank=True, related_name="also_groups")
    carried_by = models.CharField(_("porté par"), max_length=200, blank=True)
    networks = models.ManyToManyField(Network, blank=True, related_name="groups")
    roles_present = models.ManyToManyField(CommunityRole, blank=True, related_name="groups_with")
    roles_missing = models.ManyToManyField(CommunityRole, blank=True, related_name="groups_without")
    themes = models.ManyToManyField(Theme, blank=True, related_name="groups")
    languages = models.ManyToManyField(SpokenLanguage, blank=True, related_name="groups")
    summary = models.CharField(_("le groupe en une phrase"), max_length=300, blank=True)
    story = models.TextField(_("ce que fait le groupe"), blank=True)
    children_part = models.CharField(_("la part des enfants et des jeunes"), max_length=300, blank=True)
    meets_when = models.CharField(_("quand on se retrouve"), max_length=200, blank=True)
    meets_where = models.CharField(_("où on se retrouve"), max_length=200, blank=True)
    next_steps = models.TextField(_("prochaines étapes"), blank=True)
    who_answers = models.CharField(_("qui répond"), max_length=120, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("en combien de jours"), default=7)
    phone = models.CharField(_("téléphone"), max_length=40, blank=True)
    phone_e164 = models.CharField(max_length=20, blank=True)
    phone_public_since = models.DateField(null=True, blank=True)
    phone_public_until = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=13, choices=Stage, default=Stage.FIRST_CONTACT, db_index=True)
    shown_since = models.DateField(null=True, blank=True, db_index=True)
    shown_how = models.CharField(
        max_length=7, choices=ConsentGiven, blank=True, help_text="how the agreement was given"
    )
    lat = models.FloatField()
    lon = models.FloatField()
    place_is_public = models.BooleanField(default=False, help_text="lat, lon are a public meeting place")
    last_confirmed_on = models.DateField(null=True, blank=True)
    last_entry_at = models.DateTimeField(null=True, blank=True, help_text="newest entry told, kept by the journal")
    last_met_on = models.DateField(null=True, blank=True, help_text="newest meeting known, past or to come")
    woken_on = models.DateField(null=True, blank=True, help_text="when it last woke up or began again")
    unsure_since = models.DateField(null=True, blank=True, help_text="« à confirmer »: asked three times in vain")
    faded_on = models.DateField(null=True, blank=True, help_text="no news for a year: no longer in the lists")
    ended_on = models.DateField(null=True, blank=True, help_text="the group has come to its end; its story stays")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = LocalGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("groupe local")
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage=Stage.CONFIRMED) | Q(shown_since__isnull=False),
                name="groups_confirmed_agreed_to_be_shown",
            ),
            models.CheckConstraint(
                condition=Q(phone_public_since=None) | (~Q(phone="") & Q(phone_public_until__isnull=False)),
                name="groups_public_phone_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(faded_on=None) | Q(unsure_since__isnull=False), name="groups_faded_was_unsure_first"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(unsure_since=None, faded_on=None), name="groups_ended_asks_nothing"
            ),
        ]
        indexes = [models.Index(fields=["commune", "stage"], name="groups_commune_stage")]

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """What a group's page said before a change, so that the last change can be undone; kept for thirty days."""

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="revisions")
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.JSONField(help_text="the fields that changed, as they were")
    version = models.PositiveIntegerField(help_text="version of the group that this change made")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("version précédente")

    def __str__(self) -> str:
        return f"{self.group_id} v{self.version}"
