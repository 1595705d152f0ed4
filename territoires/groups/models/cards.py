"""Ways in without an account: a link to send, a card to hand over, a code on the wall."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.groups.enums import CardKind
from territoires.groups.models.groups import LocalGroup
from territoires.groups.models.people import Member


class JoinLinkQuerySet(models.QuerySet["JoinLink"]):
    def open_at(self, now: datetime.datetime) -> "JoinLinkQuerySet":
        """Neither taken back, nor too old, nor used up."""
        return self.filter(revoked_at=None, expires_at__gt=now, uses__lt=F("max_uses"))


class JoinLink(models.Model):
    """An address that an animator sends to people who may join; `uses` stops at `max_uses`."""

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="join_links")
    token = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    max_uses = models.PositiveSmallIntegerField()
    uses = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = JoinLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("lien d'invitation")
        constraints = [
            models.CheckConstraint(condition=Q(uses__lte=F("max_uses")), name="groups_link_never_used_too_often")
        ]

    def __str__(self) -> str:
        return f"link {self.pk} of {self.group_id}"

    @property
    def last_day(self) -> datetime.date:
        return timezone.localdate(self.expires_at)


class CardQuerySet(models.QuerySet["Card"]):
    def open_at(self, now: datetime.datetime) -> "CardQuerySet":
        """Neither taken back nor too old."""
        return self.filter(revoked_at=None, expires_at__gt=now)

    def blank(self) -> "CardQuerySet":
        """Cards that nobody has used yet: the only ones whose code an animator may see."""
        return self.filter(kind=CardKind.MEMBER, first_used_at=None)


class Card(models.Model):
    """A piece of card with a QR code. `code` is the key in its address, `spoken` ("LUNE-TULIPE-BALCON-4821") what one
    says or types. It opens one group, to one person (`member`, named at the first use) or on the wall to nobody.
    """

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="cards")
    kind = models.CharField(max_length=6, choices=CardKind, default=CardKind.MEMBER)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.CASCADE, related_name="cards")
    code = models.CharField(max_length=16, unique=True)
    spoken = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    first_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("carte du groupe")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=CardKind.WALL) | Q(member=None), name="groups_wall_card_is_nobodys"
            ),
            models.CheckConstraint(
                condition=~Q(kind=CardKind.MEMBER) | Q(first_used_at=None) | Q(member__isnull=False),
                name="groups_used_card_has_holder",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(kind=CardKind.WALL, revoked_at=None), name="groups_one_card_on_the_wall"
            ),
        ]

    def __str__(self) -> str:
        return f"card {self.pk} of {self.group_id}"

    @property
    def last_day(self) -> datetime.date:
        return timezone.localdate(self.expires_at)
