"""Who reads an entry, who writes one. Every row is fetched from a queryset bound to the person.

Everybody reads what is public. People of any group, delegates and the coordination read what is for the networks.
What is for the group is read inside it, and nowhere else: the coordination does not.
"""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from territoires.accounts.models import User
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import (
    READ,
    animated_groups,
    fetch_visible_group_for,
    groups_for,
    inside_groups,
    network_groups,
)
from territoires.journal.enums import EntryStatus, Visibility
from territoires.journal.models import Entry
from territoires.journal.models.entries import EntryQuerySet
from territoires.media.models import Picture, Sound
from territoires.networks.permissions import delegate_networks

WORDS = "journal-word"  # the kind of what comes by a card


def reads_for_networks(user: User | AnonymousUser) -> bool:
    """People of any group, delegates, the coordination: those for whom « les groupes et les réseaux » is said."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_coordinator or inside_groups(user).exists() or delegate_networks(user).exists()


def readable_entries(user: User | AnonymousUser, today: datetime.date) -> EntryQuerySet:
    """Published entries that this person may read today, of any group."""
    rows = Entry.objects.published(today)
    allowed = Q(visibility=Visibility.PUBLIC, group__shown_since__isnull=False)
    if isinstance(user, User) and user.is_active:
        allowed |= Q(group__in=inside_groups(user))
        if user.is_coordinator:
            allowed |= ~Q(visibility=Visibility.GROUP)
        else:
            allowed |= Q(group__in=network_groups(user)) & ~Q(visibility=Visibility.GROUP)
            if reads_for_networks(user):
                allowed |= Q(visibility=Visibility.NETWORK, group__shown_since__isnull=False)
    return rows.filter(allowed)


def fetch_journal_group_for(user: User | AnonymousUser, slug: str) -> LocalGroup:
    """The group whose journal is read: shown to everybody, or one this person may read or is inside of.

    Errors: Http404 otherwise, the same for a hidden group and for one that never was.
    """
    if isinstance(user, User):
        rows = LocalGroup.objects.select_related("commune__department__region", "commune__parent")
        mine = Q(pk__in=inside_groups(user).values("pk")) | Q(pk__in=groups_for(user, READ).values("pk"))
        if group := rows.filter(mine, slug=slug).first():
            return group
    return fetch_visible_group_for(user, slug)


def fetch_entry_for(user: User | AnonymousUser, slug: str, key: str, *, today: datetime.date) -> Entry:
    """An entry to read. Errors: Http404 for one that this person may not know of, or that was withdrawn."""
    rows = readable_entries(user, today).select_related("group__commune__department__region", "theme", "contribution")
    found = rows.filter(group__slug=slug, key=key).first()
    if found is None:
        raise Http404
    return found


def was_taken_back(slug: str, key: str) -> bool:
    """True for the address of an entry that everybody could read once: its page says that it is gone."""
    rows = Entry.objects.filter(status=EntryStatus.WITHDRAWN, visibility=Visibility.PUBLIC, group__slug=slug, key=key)
    return rows.filter(published_at__isnull=False, group__shown_since__isnull=False).exists()


def written_entries(user: User) -> EntryQuerySet:
    """Entries, in whatever state, of the groups a person animates. The coordination writes for nobody."""
    return Entry.objects.filter(group__in=animated_groups(user))


def fetch_written_group_for(user: User, slug: str) -> LocalGroup:
    """The group in whose journal this person writes.

    Errors: PermissionDenied for a group everybody can see, Http404 otherwise.
    """
    group = animated_groups(user).select_related("commune__department").filter(slug=slug).first()
    if group is not None:
        return group
    fetch_journal_group_for(user, slug)
    raise PermissionDenied


def fetch_written_entry_for(user: User, slug: str, key: str) -> Entry:
    """An entry, in whatever state, to change. Errors: Http404 when it is not of a group this person animates."""
    rows = written_entries(user).select_related("group__commune__department", "theme", "contribution", "author")
    found = rows.filter(group__slug=slug, key=key, emptied_at=None).first()
    if found is None:
        raise Http404
    return found


def fetch_hideable_entry_for(user: User, slug: str, key: str) -> Entry:
    """An entry that this person may hide at once: the coordination, what it can read. Errors: Http404."""
    if not user.is_coordinator:
        raise Http404
    rows = Entry.objects.exclude(visibility=Visibility.GROUP).filter(status=EntryStatus.PUBLISHED)
    found = rows.select_related("group").filter(group__slug=slug, key=key).first()
    if found is None:
        raise Http404
    return found


def fetch_file_for(
    user: User, slug: str, key: str, token: str, *, today: datetime.date
) -> tuple[Picture | Sound, bool]:
    """A picture or a voice of an entry; True with it for those who write the entry, who see it before it appears.

    Errors: Http404 for an entry this person may not read, and for a file that is not of this entry.
    """
    mine = written_entries(user).filter(group__slug=slug, key=key, emptied_at=None).first()
    entry = mine or fetch_entry_for(user, slug, key, today=today)
    for model in (Picture, Sound):
        if found := model.objects.of_owner(entry.media_key).filter(token=token).first():
            return found, mine is not None
    raise Http404
