import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.contributions.enums import HANDLED_STATES, OPEN_STATES, ConsentGiven, Door, State


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def waiting(self) -> "ContributionQuerySet":
        """Sent and not yet decided: what the desk has to do."""
        return self.filter(state__in=OPEN_STATES)

    def of_kind(self, *kinds: str) -> "ContributionQuerySet":
        return self.filter(kind__in=kinds)

    def in_scope(self, *scopes: str) -> "ContributionQuerySet":
        return self.filter(scope__in=scopes)

    def drafts_left_since(self, moment: datetime.datetime) -> "ContributionQuerySet":
        return self.filter(state=State.DRAFT, updated_at__lt=moment)

    def handled_before(self, moment: datetime.datetime) -> "ContributionQuerySet":
        """Refused, joined to another or dealt with: nobody needs the words any more."""
        return self.filter(state__in=HANDLED_STATES, decided_at__lt=moment)

    def accepted_before(self, moment: datetime.datetime) -> "ContributionQuerySet":
        """Accepted and not yet emptied: what came of it lives on, the words of the person need not."""
        return self.filter(state=State.ACCEPTED, decided_at__lt=moment, emptied_at=None)

    def unanswered_since(self, moment: datetime.datetime) -> "ContributionQuerySet":
        return self.filter(state=State.SENT, updated_at__lt=moment)

    def withdrawn_before(self, moment: datetime.datetime) -> "ContributionQuerySet":
        return self.filter(state=State.WITHDRAWN, withdrawn_at__lt=moment)


class Contribution(models.Model):
    """What somebody brought in, from first draft to decision or withdrawal.

    `token` is the secret part of a draft's address; `reference` ("LUNE-4821") is what a person keeps and speaks.
    `version` counts changes: a decision names the version it has seen, so two decisions never both win.
    `subject`, `said`, `answered_by` and `answer_by_on` are what the holder of the reference may read again; they hold
    no address and no number.
    """

    reference = models.CharField(max_length=24, unique=True)
    token = models.CharField(max_length=43, unique=True)
    kind = models.CharField(max_length=40, db_index=True)
    scope = models.CharField(max_length=80, blank=True, db_index=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, db_index=True)
    door = models.CharField(max_length=7, choices=Door, default=Door.SCREEN)
    language = models.CharField(max_length=12, default="fr")
    answers = models.JSONField(default=dict)
    subject = models.CharField(_("ce dont il s'agit"), max_length=160, blank=True)
    said = models.JSONField(default=list, help_text="[[question, answer], …] in the words of the screen")
    answered_by = models.CharField(_("qui répond"), max_length=160, blank=True)
    answer_by_on = models.DateField(_("réponse avant le"), null=True, blank=True)
    speaker_name = models.CharField(_("prénom ou nom d'usage"), max_length=100, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone, tel qu'écrit"), max_length=40, blank=True)
    phone_e164 = models.CharField(max_length=20, blank=True)
    relay = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="relayed"
    )
    relay_name = models.CharField(_("personne relais"), max_length=100, blank=True)
    relay_contact = models.CharField(_("contact de la personne relais"), max_length=120, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("raison, dite à la personne"), max_length=500, blank=True)
    outcome = models.CharField(max_length=80, blank=True, help_text="key of what came of it: localgroup:12")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("contribution")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(state=State.WITHDRAWN) | Q(sent_at__isnull=False),
                name="contributions_sent_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ACCEPTED, State.REFUSED, State.MERGED, State.DONE])
                | Q(decided_at__isnull=False),
                name="contributions_decided_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | Q(withdrawn_at__isnull=False),
                name="contributions_withdrawn_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(reason=""), name="contributions_refusal_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Consent(models.Model):
    """What a person agreed to, in which words, how, before whom, for how long; revocable."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    given = models.CharField(max_length=7, choices=ConsentGiven)
    text_version = models.CharField(max_length=40)
    language = models.CharField(max_length=12, default="fr")
    witness = models.CharField(max_length=100, blank=True)
    given_at = models.DateTimeField()
    until_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "pk"]
        verbose_name = _("accord d'une personne")
        constraints = [
            models.CheckConstraint(
                condition=Q(given=ConsentGiven.SELF) | ~Q(witness=""), name="contributions_consent_has_witness"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.get_given_display()})"
