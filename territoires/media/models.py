import datetime
import secrets
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from territoires.media.enums import ConsentGiven, Format, Kind, People, Refusal, State, Use


def make_token() -> str:
    """The secret part of an address: whoever has not been given it cannot find the file."""
    return secrets.token_urlsafe(24)


class MediumQuerySet(models.QuerySet[Any]):
    def of_owner(self, *owners: str) -> Self:
        return self.filter(owner__in=owners).exclude(state=State.REMOVED)

    def waiting(self) -> Self:
        """Received and not yet looked at."""
        return self.filter(state=State.RECEIVED)

    def agreed(self, today: datetime.date, use: str = Use.SITE) -> Self:
        """Everybody one may recognise agrees to this use, today. Compared at each request, not by a clock."""
        lacking = Q(given_at=None) | ~Q(revoked_at=None) | Q(until_on__lt=today) | Q(**{f"for_{use}": False})
        mine = PersonConsent.objects.filter(**{self.model.KIND: OuterRef("pk")})
        return self.filter(self.model.asks_nobody() | Exists(mine)).exclude(Exists(mine.filter(lacking)))

    def shown(self, today: datetime.date, use: str = Use.SITE) -> Self:
        """What may be seen or heard today."""
        return self.agreed(today, use).filter(state=State.READY).exclude(shown_since=None)


class Medium(models.Model):
    """What pictures and sound have in common.

    `owner` is an opaque key of the context above ("entry:12"). `original` is the name of the private file as it came;
    it is emptied when that file is gone. `for_everybody` opens the public address; otherwise the context above serves
    the file under its own permission.
    """

    KIND: str

    token = models.CharField(max_length=43, unique=True, default=make_token)
    owner = models.CharField(max_length=80, db_index=True)
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED, db_index=True)
    refusal = models.CharField(_("pourquoi ce fichier n'est pas gardé"), max_length=10, choices=Refusal, blank=True)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    original = models.CharField(max_length=80, blank=True)
    original_deleted_at = models.DateTimeField(null=True, blank=True)
    shown_since = models.DateTimeField(null=True, blank=True)
    for_everybody = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = MediumQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_since=None) | Q(state__in=[State.RECEIVED, State.READY]),
                name="media_%(class)s_shown_is_kept",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(refusal=""), name="media_%(class)s_refusal_says_why"
            ),
            models.CheckConstraint(
                condition=Q(original_deleted_at=None) | Q(original=""),
                name="media_%(class)s_deleted_has_no_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} ({self.get_state_display()})"

    @classmethod
    def asks_nobody(cls) -> Q:
        """Which rows need nobody's agreement."""
        raise NotImplementedError

    @property
    def kind(self) -> Kind:
        return Kind(self.KIND)


class Picture(Medium):
    """A photo or a drawing. Described for who does not see it, or said to be decorative, before anybody sees it."""

    KIND = "picture"

    alt = models.CharField(_("description de la photo"), max_length=300, blank=True)
    decorative = models.BooleanField(_("photo décorative"), default=False)
    people = models.CharField(_("reconnaît-on quelqu'un ?"), max_length=6, choices=People, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta(Medium.Meta):
        verbose_name = _("photo")
        constraints = [
            *Medium.Meta.constraints,
            models.CheckConstraint(
                condition=Q(decorative=True, alt="") | Q(decorative=False), name="media_picture_decorative_says_nothing"
            ),
            models.CheckConstraint(
                condition=Q(shown_since=None) | Q(decorative=True) | ~Q(alt=""), name="media_picture_shown_is_described"
            ),
        ]

    @classmethod
    def asks_nobody(cls) -> Q:
        return Q(people=People.NOBODY)


class Sound(Medium):
    """A voice, with its words beside it for who does not hear it."""

    KIND = "sound"

    transcript = models.TextField(_("ce qui est dit"), blank=True)
    seconds = models.PositiveIntegerField(default=0)

    class Meta(Medium.Meta):
        verbose_name = _("son")

    @classmethod
    def asks_nobody(cls) -> Q:
        """A voice is always somebody's."""
        return Q(pk__in=[])


class OfOneMedium(models.Model):
    """A row that belongs to one picture or to one sound."""

    picture = models.ForeignKey(Picture, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss")
    sound = models.ForeignKey(Sound, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(picture__isnull=True, sound__isnull=False) | Q(picture__isnull=False, sound__isnull=True),
                name="media_%(class)s_of_one_medium",
            )
        ]

    @property
    def medium(self) -> Picture | Sound:
        found = self.picture if self.picture_id else self.sound
        assert found is not None
        return found


class Rendition(OfOneMedium):
    """One file of ours, made anew: nothing stays of what was received but what is seen or heard."""

    name = models.CharField(max_length=40)
    format = models.CharField(max_length=4, choices=Format)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    weight = models.PositiveIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256: the ETag, and what a backup is compared with")

    class Meta(OfOneMedium.Meta):
        ordering = ["format", "width"]
        verbose_name = _("version d'une photo ou d'un son")
        constraints = [
            *OfOneMedium.Meta.constraints,
            models.UniqueConstraint(fields=["picture", "name"], name="media_rendition_one_name_per_picture"),
            models.UniqueConstraint(fields=["sound", "name"], name="media_rendition_one_name_per_sound"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonConsent(OfOneMedium):
    """What one person who can be recognised, or heard, agreed to: how, before whom, for which uses, until when.

    `designation` is chosen by the person: a first name, or « une dame ». Without `given_at` it was
    asked and not yet given.
    """

    designation = models.CharField(_("prénom, ou « une dame »"), max_length=60)
    is_child = models.BooleanField(_("enfant"), default=False)
    both_parents_agreed = models.BooleanField(_("les deux parents sont d'accord"), default=False)
    child_agreed = models.BooleanField(_("l'enfant est d'accord"), default=False)
    given = models.CharField(_("comment la personne a dit oui"), max_length=7, choices=ConsentGiven, blank=True)
    witness = models.CharField(_("qui a recueilli l'accord"), max_length=100, blank=True)
    for_site = models.BooleanField(_("le site"), default=True)
    for_print = models.BooleanField(_("les feuilles imprimées"), default=True)
    for_slides = models.BooleanField(_("une projection"), default=False)
    for_press = models.BooleanField(_("la presse"), default=False)
    for_letter = models.BooleanField(_("une lettre"), default=False)
    recorder = models.CharField(max_length=40, blank=True, db_index=True, help_text="who typed it: user:12")
    given_at = models.DateTimeField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    expiry_told_on = models.DateField(null=True, blank=True)

    class Meta(OfOneMedium.Meta):
        ordering = ["pk"]
        verbose_name = _("accord d'une personne vue ou entendue")
        constraints = [
            *OfOneMedium.Meta.constraints,
            models.CheckConstraint(
                condition=Q(given_at=None) | (~Q(given="") & ~Q(witness="") & Q(until_on__isnull=False)),
                name="media_personconsent_given_says_how",
            ),
            models.CheckConstraint(
                condition=Q(given_at=None)
                | Q(is_child=False)
                | Q(is_child=True, both_parents_agreed=True, child_agreed=True),
                name="media_personconsent_child_and_parents",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.designation} ({self.get_given_display() or '…'})"

    def holds(self, today: datetime.date, use: str = Use.SITE) -> bool:
        """True when the person agrees to this use, today."""
        given = self.given_at is not None and self.revoked_at is None
        return given and self.until_on is not None and self.until_on >= today and bool(getattr(self, f"for_{use}"))
