"""Dates that a group announces."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.groups.models import LocalGroup


class MeetingVisibility(models.TextChoices):
    PUBLIC = "public", _("Tout le monde")
    GROUP = "group", _("Seulement le groupe")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def kept(self) -> "MeetingQuerySet":
        """All that was announced and not taken away; a cancelled date stays and says so."""
        return self.filter(removed_at=None)

    def public(self) -> "MeetingQuerySet":
        """Dates for everybody, of groups that agreed to be shown: the one door for pages, feeds and prints."""
        return self.kept().filter(visibility=MeetingVisibility.PUBLIC, group__shown_since__isnull=False)


class Meeting(models.Model):
    """A date to come. Day and hours are those of the clock of the group's place (see rules.calendar.zone_of).

    « Chaque mardi » makes several rows that share `series`; each is changed, cancelled or removed alone. `sequence`
    tells calendars that a date changed. `previous` undoes the last change.
    """

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="meetings")
    what = models.CharField(_("ce qu'on y fait"), max_length=160)
    on = models.DateField(_("jour"))
    starts_at = models.TimeField(_("heure de début"))
    ends_at = models.TimeField(_("heure de fin"), null=True, blank=True)
    where = models.CharField(_("lieu"), max_length=200)
    is_free = models.BooleanField(_("gratuit"), default=False)
    with_children = models.BooleanField(_("on peut venir avec ses enfants"), default=False)
    children_minded = models.BooleanField(_("les enfants sont gardés sur place"), default=False)
    interpreter = models.CharField(_("on parle aussi, ou on traduit en"), max_length=120, blank=True)
    visibility = models.CharField(
        max_length=6, choices=MeetingVisibility, default=MeetingVisibility.PUBLIC
    )  # fmt: skip
    postponed_from = models.DateField(null=True, blank=True, help_text="the day it was first announced for")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True, help_text="counted among the group's signs of life")
    series = models.UUIDField(null=True, blank=True, db_index=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    previous = models.JSONField(default=dict, blank=True, help_text="values before the last change")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["on", "starts_at", "pk"]
        verbose_name = _("rencontre")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
                name="journal_meeting_ends_later",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=MeetingVisibility.values), name="journal_meeting_seen_by_known"
            ),
        ]
        indexes = [models.Index(fields=["group", "on"], name="journal_meeting_days")]

    def __str__(self) -> str:
        return f"{self.what} {self.on:%Y-%m-%d}"
