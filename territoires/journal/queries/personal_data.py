"""What the journal keeps about an account."""

from typing import Any

from territoires.journal.models import Entry, Meeting
from territoires.kit.actors import Actor
from territoires.media.queries import consents_recorded_by


def entries_of(user_id: int) -> list[dict[str, str]]:
    """For the export: what the person wrote, whoever may read it."""
    rows = Entry.objects.filter(author_id=user_id).select_related("group").order_by("created_at", "pk")
    return [
        {
            "groupe": entry.group.name,
            "le": entry.happened_on.isoformat(),
            "vos mots": entry.words,
            "qui peut lire": str(entry.get_visibility_display()),
        }
        for entry in rows
    ]


def meetings_of(user_id: int) -> list[dict[str, str]]:
    """For the export: the dates the person announced."""
    rows = Meeting.objects.filter(by_id=user_id).select_related("group").order_by("on", "pk")
    return [{"groupe": row.group.name, "le": row.on.isoformat(), "ce qu'on y fait": row.what} for row in rows]


def agreements_of(user_id: int) -> list[dict[str, Any]]:
    """For the export: the agreements for a picture or a voice that the person recorded, without anybody's name."""
    return [
        {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
        for row in consents_recorded_by(Actor("user", user_id).label)
    ]
