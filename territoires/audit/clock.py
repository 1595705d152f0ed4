"""What time does to the journal."""

import datetime

from territoires.audit.models import JournalEntry
from territoires.audit.triggers import RETENTION_YEARS


def forget_old_entries(now: datetime.datetime) -> int:
    """Delete rows older than the retention; the database would refuse any other."""
    limit = now - datetime.timedelta(days=RETENTION_YEARS * 366)
    return JournalEntry.objects.filter(at__lt=limit).delete()[0]
