import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.networks.enums import PartnerKind, Relation, SponsorTitle
from territoires.places.models import Commune


class Editable(models.Model):
    """A row that the coordination edits: `version` tells two people editing at once, `previous` undoes the last save.

    Above version 1 the coordination has spoken, and loading the shipped facts again leaves the row alone.
    """

    sources = models.JSONField(default=list, blank=True)
    to_reread = models.CharField(
        _("à relire"), max_length=300, blank=True, help_text="what the coordination should check"
    )
    version = models.PositiveIntegerField(default=1)
    previous = models.JSONField(default=dict, blank=True, help_text="values before the last save")

    class Meta:
        abstract = True


class NetworkCategory(Editable):
    """One of the seven families of networks, kept as rows so that an eighth may come."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    description = models.CharField(_("en une phrase"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("catégorie de réseaux")

    def __str__(self) -> str:
        return self.name


class NetworkQuerySet(models.QuerySet["Network"]):
    def members_on(self, day: datetime.date) -> "NetworkQuerySet":
        """Networks with a membership that runs on that day: the only way a number of members is computed."""
        running = Q(relations__kind=Relation.MEMBER) & (
            (Q(relations__start_on=None) | Q(relations__start_on__lte=day))
            & (Q(relations__end_on=None) | Q(relations__end_on__gt=day))
        )
        return self.filter(running).distinct()


class Network(Editable):
    """A national association or its like. `signature` is one line that says what it does, in our own words."""

    slug = models.SlugField(max_length=60, unique=True)
    acronym = models.CharField(_("sigle"), max_length=40)
    name = models.CharField(_("nom"), max_length=160)
    signature = models.CharField(_("en une phrase"), max_length=300)
    description = models.TextField(_("présentation"), blank=True)
    website = models.URLField(_("site"), blank=True)
    category = models.ForeignKey(
        NetworkCategory, null=True, blank=True, on_delete=models.PROTECT, related_name="networks"
    )
    other_categories = models.ManyToManyField(NetworkCategory, blank=True, related_name="also_networks")
    founder = models.BooleanField(_("à l'origine de la recherche-action"), default=False)
    logo = models.CharField(
        max_length=120, blank=True, help_text="static path of the logo; empty: the acronym is drawn"
    )

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["acronym", "name"]
        verbose_name = _("réseau")

    def __str__(self) -> str:
        return self.acronym or self.name


class FormerName(models.Model):
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("ancien nom"), max_length=160)
    acronym = models.CharField(_("ancien sigle"), max_length=40, blank=True)
    until_on = models.DateField(_("jusqu'au"), null=True, blank=True)

    class Meta:
        ordering = ["-until_on", "name"]
        verbose_name = _("ancien nom d'un réseau")

    def __str__(self) -> str:
        return self.name


class NetworkRelation(models.Model):
    """A relation with its dates; an end makes a former member without losing its story."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12, choices=Relation)
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["start_on", "pk"]
        verbose_name = _("relation d'un réseau")
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on=None) | Q(end_on=None) | Q(end_on__gte=models.F("start_on")),
                name="networks_relation_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.get_kind_display()}"


class Delegate(models.Model):
    """The volunteer of a network ("référente", "référent"); sees the groups of that network."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="delegates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="delegations")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("mandat de référent")
        constraints = [
            models.UniqueConstraint(fields=["network", "user"], condition=Q(until=None), name="networks_delegate_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.network_id}"


class Partner(Editable):
    """An institution that supports or accompanies the collective."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=160)
    acronym = models.CharField(_("sigle"), max_length=40, blank=True)
    former_name = models.CharField(_("ancien nom"), max_length=160, blank=True)
    kind = models.CharField(max_length=11, choices=PartnerKind)
    role = models.CharField(_("ce qu'il fait"), max_length=300)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("partenaire")

    def __str__(self) -> str:
        return self.acronym or self.name


class SponsorQuerySet(models.QuerySet["Sponsor"]):
    def visible(self) -> "SponsorQuerySet":
        """Those who lend their name today."""
        return self.filter(hidden=False)


class Sponsor(Editable):
    """A public figure who lends a name and words. `commune` is empty when the support is national."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    title = models.CharField(max_length=8, choices=SponsorTitle)
    domain = models.CharField(_("domaine"), max_length=60)
    capacity = models.CharField(_("qualité"), max_length=300, blank=True)
    words = models.TextField(_("ses mots"), blank=True)
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.SET_NULL, related_name="sponsors")
    words_agreed_on = models.DateField(_("mots relus et acceptés le"), null=True, blank=True)
    related_reading = models.JSONField(default=list, blank=True, help_text="[{title, url}]")
    hidden = models.BooleanField(_("ne plus montrer"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = SponsorQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("marraine ou parrain")
        constraints = [
            models.CheckConstraint(
                condition=Q(words="") | Q(words_agreed_on__isnull=False), name="networks_sponsor_words_were_agreed"
            )
        ]

    def __str__(self) -> str:
        return self.name
