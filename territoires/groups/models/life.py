"""What the site asks a group about its life, and who wants no letter on Mondays."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from territoires.groups.enums import AskingAnswer, AskingKind
from territoires.groups.models.buddies import Buddy
from territoires.groups.models.groups import LocalGroup
from territoires.groups.models.stages import FollowUp


class AskingQuerySet(models.QuerySet["Asking"]):
    def without_answer_of_ours(self) -> "AskingQuerySet":
        """Wishes after which nobody called the group, nor proposed it a buddy."""
        since = OuterRef("closed_at")
        called = FollowUp.objects.filter(group=OuterRef("group"), at__gte=since)
        found = Buddy.objects.filter(newer=OuterRef("group"), proposed_at__gte=since)
        return self.filter(~Exists(called)).filter(~(Q(answer=AskingAnswer.BUDDY) & Exists(found)))


class Asking(models.Model):
    """One question to those who animate a group: « toujours vrai ? » with its reminders, or, once in a quiet spell,
    « besoin d'un coup de main ? ». `step` counts the letters that left; `since` is the last sign of life it is about.

    A group without animator gets no letter and its asking runs all the same: time counts for every page.
    """

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="askings")
    kind = models.CharField(max_length=10, choices=AskingKind)
    since = models.DateField()
    opened_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    step = models.PositiveSmallIntegerField(default=1)
    stepped_on = models.DateField()
    answer = models.CharField(max_length=9, choices=AskingAnswer, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = AskingQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        verbose_name = _("question à un groupe")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind"], condition=Q(closed_at=None), name="groups_one_open_asking_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["group", "since"], condition=Q(kind=AskingKind.QUIET), name="groups_asked_once_in_a_quiet_spell"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, answer="") | (Q(closed_at__isnull=False) & ~Q(answer="")),
                name="groups_closed_asking_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.group_id} {self.opened_on}"


class MondayPause(models.Model):
    """Somebody of the coordination, or a delegate, who wants no letter on Mondays for now."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("pause de la lettre du lundi")

    def __str__(self) -> str:
        return str(self.user_id)
