"""Rows of the journal: what a group tells, its dates to come, where an idea came from."""

from territoires.journal.models.entries import Entry, EntryVersion, make_key
from territoires.journal.models.meetings import Meeting, MeetingVisibility
from territoires.journal.models.spreading import Lineage

__all__ = ["Entry", "EntryVersion", "Lineage", "Meeting", "MeetingVisibility", "make_key"]
