"""Where an idea came from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.groups.models import LocalGroup


class LineageQuerySet(models.QuerySet["Lineage"]):
    def standing(self) -> "LineageQuerySet":
        """Mentions that neither group took away."""
        return self.filter(withdrawn_at=None)


class Lineage(models.Model):
    """« Inspiré par »: an entry says which other group's entry, or page, it was born of; one at a time (`standing`).

    `told_at` is the one letter to the group it names. `withdrawn_at`: either group took the mention away; the row stays
    so that the same mention is not told twice, nor made again when the named group asked for it to go.
    """

    entry = models.ForeignKey("journal.Entry", on_delete=models.CASCADE, related_name="lineages")
    from_entry = models.ForeignKey(
        "journal.Entry", null=True, blank=True, on_delete=models.SET_NULL, related_name="inspired"
    )
    from_group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="inspired")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="the named group put the line on its space away")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_source = models.BooleanField(default=False, help_text="the named group asked for it")

    objects = LineageQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("filiation")
        constraints = [
            models.UniqueConstraint(fields=["entry", "from_group"], name="journal_lineage_once"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(withdrawn_at=None), name="journal_lineage_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(from_entry=None) | ~Q(from_entry=models.F("entry")), name="journal_not_born_of_itself"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by_source=False) | Q(withdrawn_at__isnull=False), name="journal_mention_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} ← {self.from_entry_id or self.from_group_id}"
