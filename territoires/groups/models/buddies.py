"""A group that has been walking for a while accompanies one that begins."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from territoires.groups.enums import Side
from territoires.groups.models.groups import LocalGroup


class BuddyQuerySet(models.QuerySet["Buddy"]):
    def running(self) -> "BuddyQuerySet":
        """Both groups said yes and neither has ended it."""
        return self.filter(since__isnull=False, until=None)

    def proposed(self) -> "BuddyQuerySet":
        return self.filter(since=None, until=None)


class Buddy(models.Model):
    """`since` is the day both groups had said yes, `until` the day it ended or was declined; no reason is asked."""

    experienced = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="accompanied")
    newer = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="companions")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_from = models.CharField(max_length=12, choices=Side)
    proposed_at = models.DateTimeField()
    experienced_accepted_at = models.DateTimeField(null=True, blank=True)
    newer_accepted_at = models.DateTimeField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = BuddyQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("groupe ami")
        constraints = [
            models.CheckConstraint(condition=~Q(experienced=F("newer")), name="groups_buddies_are_two"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(experienced_accepted_at__isnull=False, newer_accepted_at__isnull=False),
                name="groups_buddies_both_said_yes",
            ),
            models.UniqueConstraint(
                fields=["experienced", "newer"], condition=Q(until=None), name="groups_buddies_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experienced_id} → {self.newer_id}"
