"""A path begun before the group exists. Nothing here belongs to an account: whoever holds the reference holds it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.contributions.enums import ConsentGiven
from territoires.contributions.models import Contribution
from territoires.groups.models import LocalGroup
from territoires.journey.enums import Step, StepState
from territoires.places.models import Commune


class JourneyQuerySet(models.QuerySet["Journey"]):
    def silent_since(self, moment: datetime.datetime) -> "JourneyQuerySet":
        return self.filter(emptied_at=None, changed_at__lt=moment)

    def emptied_before(self, moment: datetime.datetime) -> "JourneyQuerySet":
        return self.filter(emptied_at__lt=moment)

    def living(self) -> "JourneyQuerySet":
        return self.filter(emptied_at=None)


class Journey(models.Model):
    """`reference` ("LUNE-TULIPE-BALCON-4821") is kept and spoken by those who carry it; `token` is the secret part of
    its address. `proposal` is what it asked for at its last step, `group` the group whose people hung it up inside."""

    reference = models.CharField(max_length=48, unique=True)
    token = models.CharField(max_length=43, unique=True)
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    territory_label = models.CharField(_("le lieu, avec leurs mots"), max_length=160, blank=True)
    proposal = models.ForeignKey(Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    group = models.ForeignKey(LocalGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="journeys")
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(_("prénom de qui a écrit en dernier"), max_length=100, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("chemin")
        constraints = [
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(changed_by="", territory_label="", commune=None, group=None),
                name="journey_emptied_says_nothing",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class JourneyStep(models.Model):
    """One step as it stands. A row begins with the first words; `version` grows with each change."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10, choices=Step)
    state = models.CharField(max_length=5, choices=StepState, default=StepState.TODO)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(_("prénom de qui a écrit"), max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("étape du chemin")
        constraints = [
            models.UniqueConstraint(fields=["journey", "step"], name="journey_each_step_once"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="journey_step_is_known"),
            models.CheckConstraint(condition=Q(state__in=StepState.values), name="journey_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.step} ({self.version})"


class StepVersion(models.Model):
    """What a step said at one of its versions: so that two people writing at once lose nothing, and one can go back."""

    of = models.ForeignKey(JourneyStep, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=5, choices=StepState)
    answers = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(_("prénom de qui a écrit"), max_length=100, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("texte d'avant")
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="journey_each_version_once")]

    def __str__(self) -> str:
        return f"{self.of_id}/{self.number}"


class PaperEntry(models.Model):
    """Somebody typed in what a group wrote on paper: who, and how the group agreed."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="paper_entries")
    relay = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    relay_name = models.CharField(_("personne relais"), max_length=100, blank=True)
    agreed = models.CharField(max_length=7, choices=ConsentGiven)
    text_version = models.CharField(max_length=40)
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("saisie depuis le papier")
        constraints = [models.CheckConstraint(condition=~Q(agreed=ConsentGiven.SELF), name="journey_paper_is_relayed")]

    def __str__(self) -> str:
        return f"{self.journey_id} ({self.get_agreed_display()})"
