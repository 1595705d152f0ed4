import datetime
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.contributions.models import Contribution
from territoires.groups.models import LocalGroup, Member
from territoires.journal.enums import EntryStatus, Moment, Visibility
from territoires.vocabulary.models import Theme

KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter that is read for another

MEDIA_OWNER = "entry:"


def make_key() -> str:
    """The opaque part of an entry's address: it says nothing of what is told, and nobody counts with it."""
    return "".join(secrets.choice(KEY_LETTERS) for _place in range(9))


class EntryQuerySet(models.QuerySet["Entry"]):
    def agreed(self, today: datetime.date) -> "EntryQuerySet":
        """Whose person still agrees; entries of the animators themselves need no date."""
        return self.filter(Q(agreed_until=None) | Q(agreed_until__gte=today))

    def published(self, today: datetime.date) -> "EntryQuerySet":
        """Published and still agreed to, whoever may read them."""
        return self.filter(status=EntryStatus.PUBLISHED).agreed(today)

    def public(self, today: datetime.date) -> "EntryQuerySet":
        """What everybody may read: the one door for pages, lists, feeds, sitemap, newspaper and search."""
        return self.published(today).filter(visibility=Visibility.PUBLIC, group__shown_since__isnull=False)

    def kept(self) -> "EntryQuerySet":
        """What the animators see in their journal: neither thrown away nor emptied by its contributor."""
        return self.filter(trashed_at=None, emptied_at=None)

    def due(self, now: datetime.datetime) -> "EntryQuerySet":
        return self.filter(status=EntryStatus.SCHEDULED, publish_at__lte=now, trashed_at=None)


class Entry(models.Model):
    """One thing a group tells: a sentence, perhaps a picture and a voice (`media`, owner key "entry:12").

    `key` is its address. `contribution` is there when it came through a card. `agreed_until` is the last day of that
    person's agreement. A withdrawn entry can be put back, unless its contributor withdrew it: it is emptied then, and
    only the row stays, so that a restored backup can be emptied again.
    """

    key = models.CharField(max_length=16, unique=True, default=make_key)
    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="entries")
    words = models.CharField(_("ce qui s'est passé"), max_length=1500, blank=True)
    said_by = models.CharField(_("qui raconte (prénom ou rôle)"), max_length=100, blank=True)
    status = models.CharField(max_length=9, choices=EntryStatus, default=EntryStatus.DRAFT)
    visibility = models.CharField(max_length=7, choices=Visibility, default=Visibility.PUBLIC)
    happened_on = models.DateField(_("quel jour"))
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    trashed_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)
    agreed_until = models.DateField(null=True, blank=True)
    moment = models.CharField(max_length=8, choices=Moment, blank=True)
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    contribution = models.OneToOneField(
        Contribution, null=True, blank=True, on_delete=models.CASCADE, related_name="journal_entry"
    )
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    inspired_why = models.CharField(_("ce qui a inspiré"), max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = _("nouvelle du groupe")
        verbose_name_plural = _("nouvelles du groupe")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=EntryStatus.PUBLISHED) | Q(published_at__isnull=False),
                name="journal_published_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=EntryStatus.SCHEDULED) | Q(publish_at__isnull=False),
                name="journal_scheduled_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=EntryStatus.WITHDRAWN) | Q(withdrawn_at__isnull=False),
                name="journal_withdrawn_has_date",
            ),
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(status=EntryStatus.WITHDRAWN, words="", said_by="", inspired_why=""),
                name="journal_emptied_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(trashed_at=None) | ~Q(status__in=[EntryStatus.PUBLISHED, EntryStatus.SCHEDULED]),
                name="journal_trash_is_not_shown",
            ),
            models.CheckConstraint(
                condition=~Q(status=EntryStatus.WAITING) | Q(contribution__isnull=False),
                name="journal_waiting_came_from_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "status", "-happened_on"], name="journal_group_status_day"),
            models.Index(fields=["status", "publish_at"], name="journal_status_publish_at"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def media_key(self) -> str:
        """The owner of its pictures and its voice, as `media` knows it."""
        return f"{MEDIA_OWNER}{self.pk}"

    @property
    def is_open_to_all(self) -> bool:
        """Published for everybody, by a group that everybody sees; its person's agreement is dated apart."""
        shown = self.status == EntryStatus.PUBLISHED and self.visibility == Visibility.PUBLIC
        return shown and self.group.shown_since is not None


class EntryVersion(models.Model):
    """What an entry said before a change; kept thirty days, gone at once when its contributor withdraws."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.JSONField(help_text="the fields that changed, as they were")
    number = models.PositiveIntegerField(help_text="version of the entry that this change made")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("version d'une nouvelle")

    def __str__(self) -> str:
        return f"{self.entry_id} v{self.number}"
