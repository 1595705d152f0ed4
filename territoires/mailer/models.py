import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.mailer.enums import OPEN_STATES, LetterState


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, now: datetime.datetime) -> "LetterQuerySet":
        """To send now: waiting for its moment, or left behind by a worker whose lease is over."""
        waiting = Q(state=LetterState.QUEUED, next_attempt_at__lte=now)
        orphan = Q(state=LetterState.SENDING, leased_until__lte=now)
        return self.filter(waiting | orphan)

    def really_posted(self) -> "LetterQuerySet":
        """Without the blank letters that hide which addresses have an account."""
        return self.exclude(state=LetterState.BLANK)


class Letter(models.Model):
    """One transactional letter to one person. Plain text; no tracker; no words of a stranger in the subject.

    `attempts` is the fence: a worker that lost its lease to another one no longer matches it and changes nothing.
    """

    kind = models.CharField(max_length=60)
    to = models.EmailField(_("destinataire"))
    subject = models.CharField(max_length=200)
    text = models.TextField()
    reply_to = models.EmailField(blank=True)
    state = models.CharField(max_length=8, choices=LetterState, default=LetterState.QUEUED)
    message_id = models.CharField(max_length=120, unique=True)
    dedupe_key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001  (many letters without a key)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(db_index=True)
    next_attempt_at = models.DateTimeField(null=True)
    useful_until = models.DateTimeField(null=True, help_text="a code that is over is not worth sending")
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("lettre")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT) | Q(sent_at__isnull=False),
                name="mailer_letter_sent_has_date",
            )
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state__in=OPEN_STATES), name="mailer_letter_to_send")
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
