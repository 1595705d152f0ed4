"""Who is around the table of a group, who animates it, and how the role is passed on."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.groups.enums import CameBy, MemberKind
from territoires.groups.models.groups import LocalGroup
from territoires.vocabulary.models import CommunityRole


class Animator(models.Model):
    """The mandate of a person who animates a group."""

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="animators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="animated")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("mandat d'animation")
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], condition=Q(until=None), name="groups_animator_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.group_id}"


class MemberQuerySet(models.QuerySet["Member"]):
    def present(self) -> "MemberQuerySet":
        """Members of today, with or without account; followers stand further away."""
        return self.filter(kind=MemberKind.MEMBER, left_at=None)

    def following(self) -> "MemberQuerySet":
        return self.filter(kind=MemberKind.FOLLOWER, left_at=None)

    def with_contact_on(self, today: datetime.date) -> "MemberQuerySet":
        """Those whose agreement to be reached runs today: the one door to an address or a number."""
        return self.filter(contact_agreed_on__lte=today, contact_until_on__gte=today, left_at=None)


class Member(models.Model):
    """Somebody of a group: a first name, and what they are in the educational community if they wish to say it.

    `name_shown` is their choice that other members read the first name; animators always read it, nobody else ever
    does. An address or a number is there only with a dated agreement, for a year at most.
    """

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships"
    )
    kind = models.CharField(max_length=8, choices=MemberKind, default=MemberKind.MEMBER)
    first_name = models.CharField(_("prénom"), max_length=60, blank=True)
    name_shown = models.BooleanField(_("les membres du groupe lisent mon prénom"), default=False)
    role = models.ForeignKey(CommunityRole, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    came_by = models.CharField(max_length=8, choices=CameBy)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True, db_index=True)
    ended_by_group = models.BooleanField(default=False, help_text="an animator ended it, and may undo that")
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=40, blank=True)
    contact_agreed_on = models.DateField(_("accord pour être joint, depuis le"), null=True, blank=True)
    contact_until_on = models.DateField(_("jusqu'au"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at", "pk"]
        verbose_name = _("membre")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"], condition=Q(left_at=None, user__isnull=False), name="groups_member_once"
            ),
            models.CheckConstraint(
                condition=Q(email="", phone="")
                | Q(contact_agreed_on__isnull=False, contact_until_on__isnull=False, left_at=None),
                name="groups_contact_with_dated_agreement",
            ),
            models.CheckConstraint(
                condition=Q(contact_agreed_on=None) | Q(contact_until_on__gt=F("contact_agreed_on")),
                name="groups_contact_agreement_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk} of {self.group_id}"

    @property
    def joined_on(self) -> datetime.date:
        return timezone.localdate(self.joined_at)


class HandOver(models.Model):
    """An animator passed the role on: whose mandate began, and whose ended with it, if it did. Undone within 72 hours
    by ending the one and taking up the other again."""

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="hand_overs")
    giver = models.ForeignKey(Animator, on_delete=models.CASCADE, related_name="given")
    taker = models.ForeignKey(Animator, on_delete=models.CASCADE, related_name="taken")
    together = models.BooleanField(_("on anime à deux"), default=False)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("passage de relais")
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="groups_hand_over_between_two"),
            models.UniqueConstraint(fields=["taker"], condition=Q(undone_at=None), name="groups_hand_over_once"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.taker_id}"
