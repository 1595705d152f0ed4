from django.db import models
from django.utils.translation import gettext_lazy as _


class JournalEntry(models.Model):
    """One write action. No foreign key: nothing the journal mentions is kept from being erased. The database itself
    refuses to change a row, and to delete one before its three years are over (see triggers.py).

    `actor_id` is the number of an account, never a name, so that erasing the account leaves nothing personal here.
    """

    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    verb = models.CharField(max_length=80)
    thing = models.CharField(max_length=80, db_index=True)
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("ligne du journal")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.thing}"
