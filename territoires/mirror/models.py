from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from territoires.groups.models import LocalGroup
from territoires.mirror.enums import Hand, TryEnd

LANDMARKS = 7
IS_A_LANDMARK = Q(landmark__gte=1, landmark__lte=LANDMARKS)


class Mirror(models.Model):
    """A round: a group looks at itself. Open until the group looks together (`closed_at`): from then on nothing in it
    changes any more, and nobody can tell who answered. Then the group chooses one thing to try."""

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="mirrors")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    try_landmark = models.PositiveSmallIntegerField(null=True, blank=True)
    try_words = models.CharField(_("ce que nous essayons"), max_length=300, blank=True)
    try_by = models.DateField(_("avant quand"), null=True, blank=True)
    try_end = models.CharField(max_length=6, choices=TryEnd, blank=True)
    try_told = models.TextField(_("ce qui s'est passé"), blank=True)
    try_ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("tour du miroir")
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(closed_at=None), name="mirror_one_open_round"),
            models.CheckConstraint(
                condition=Q(try_words="", try_by=None)
                | (~Q(try_words="") & Q(try_by__isnull=False, closed_at__isnull=False)),
                name="mirror_try_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(try_landmark=None) | Q(try_landmark__gte=1, try_landmark__lte=LANDMARKS),
                name="mirror_try_of_a_landmark",
            ),
            models.CheckConstraint(
                condition=Q(try_end="", try_ended_at=None) | (~Q(try_end="") & Q(try_ended_at__isnull=False)),
                name="mirror_try_end_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.opened_at:%Y-%m-%d}"


class Answer(models.Model):
    """What one person says of one landmark. While the round is open `respondent` is a keyed hash, so that a person
    answers once and may change; it is emptied, and the rows are written anew in another order, when the group looks.
    No moment is kept."""

    mirror = models.ForeignKey(Mirror, on_delete=models.CASCADE, related_name="answers")
    landmark = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(LANDMARKS)])
    hand = models.CharField(max_length=10, choices=Hand, blank=True)
    words = models.TextField(_("avec vos mots"), blank=True)
    respondent = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["landmark", "pk"]
        verbose_name = _("réponse au miroir")
        constraints = [
            models.CheckConstraint(condition=IS_A_LANDMARK, name="mirror_answer_of_a_landmark"),
            models.CheckConstraint(condition=~Q(hand="", words=""), name="mirror_answer_says_something"),
            models.UniqueConstraint(
                fields=["mirror", "landmark", "respondent"],
                condition=~Q(respondent=""),
                name="mirror_one_answer_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mirror_id}/{self.landmark}"


class Tally(models.Model):
    """Hands raised for one picture at a meeting without screens, typed in from the paper sheet."""

    mirror = models.ForeignKey(Mirror, on_delete=models.CASCADE, related_name="tallies")
    landmark = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(LANDMARKS)])
    hand = models.CharField(max_length=10, choices=Hand)
    raised = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["landmark", "pk"]
        verbose_name = _("mains levées sur papier")
        constraints = [
            models.CheckConstraint(condition=IS_A_LANDMARK, name="mirror_tally_of_a_landmark"),
            models.UniqueConstraint(fields=["mirror", "landmark", "hand"], name="mirror_one_tally_a_picture"),
        ]

    def __str__(self) -> str:
        return f"{self.mirror_id}/{self.landmark}/{self.hand}"


class HandedText(models.Model):
    """A text that a group writes from its mirror. The coordination reads it only while it is handed over
    (`handed_at`), and no longer once the group took it back (`taken_back_at`)."""

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="handed_texts")
    words = models.TextField(_("le texte du groupe"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("texte remis à la coordination")
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(handed_at__isnull=False, taken_back_at__gte=F("handed_at")),
                name="mirror_taken_back_after_handed",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(handed_at__isnull=False), name="mirror_read_only_when_handed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.written_at:%Y-%m-%d}"
