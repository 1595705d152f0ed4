"""The relation of the collective with a group: its steps, and the log of the coordination."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.groups.enums import Channel, Stage, StageSource
from territoires.groups.models.groups import LocalGroup


class StageChange(models.Model):
    """A step in the relation: date, author, source, reason, next step. Never deleted; undone by a new line."""

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="stage_changes")
    from_stage = models.CharField(max_length=13, choices=Stage, blank=True)
    to_stage = models.CharField(max_length=13, choices=Stage)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    source = models.CharField(max_length=8, choices=StageSource)
    reason = models.CharField(_("pourquoi"), max_length=300)
    next_step = models.CharField(_("prochaine étape"), max_length=200, blank=True)
    next_on = models.DateField(null=True, blank=True)
    next_done_at = models.DateTimeField(null=True, blank=True)
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("changement d'étape")
        constraints = [
            models.CheckConstraint(condition=~Q(from_stage=models.F("to_stage")), name="groups_stage_really_changes")
        ]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class FollowUp(models.Model):
    """A line of the coordination's log: who called, what was said, when next. Kept with the person's agreement."""

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="follow_ups")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    with_whom = models.CharField(_("avec qui (prénom, rôle)"), max_length=120)
    channel = models.CharField(max_length=7, choices=Channel)
    said = models.TextField(_("ce qui s'est dit"))
    agreed = models.BooleanField(_("la personne est d'accord pour que ces notes soient gardées"))
    next_step = models.CharField(_("prochaine étape"), max_length=200, blank=True)
    next_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("note de suivi")
        constraints = [
            models.CheckConstraint(condition=Q(agreed=True) | Q(said=""), name="groups_notes_kept_with_agreement")
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.at:%Y-%m-%d}"
