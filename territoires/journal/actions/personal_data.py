"""An account is being emptied."""

from territoires.journal.models import Entry, EntryVersion, Meeting


def forget_author(*, user_id: int) -> int:
    """What was told belongs to the group and stays; nothing says any more who typed it."""
    EntryVersion.objects.filter(by_id=user_id).update(by=None)
    Meeting.objects.filter(by_id=user_id).update(by=None)
    return Entry.objects.filter(author_id=user_id).update(author=None)
