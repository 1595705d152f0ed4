"""Words that come by a card or by the code on the wall, without account: received, read, shown or kindly refused,
withdrawn by whoever sent them."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.audit.actions import record, thing_key
from territoires.contributions.actions import CannotDecide, Relay, decide, receive_agreed, save_answers
from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.contributions.queries import due_day
from territoires.groups.models import LocalGroup, Member
from territoires.groups.queries.group_page import answering
from territoires.journal.actions.entries import appear, note_life
from territoires.journal.actions.media import attach_media, lack_in, remove_media
from territoires.journal.actions.refusals import CannotTell, check_running, lock_entry, save_entry
from territoires.journal.emails.entries import tell_published, tell_refused, words_wait
from territoires.journal.enums import EntryStatus, Visibility
from territoires.journal.models import Entry
from territoires.journal.permissions.entries import WORDS
from territoires.journal.rules.entries import AGREED_DAYS, UNREAD_DAYS, is_wider
from territoires.kit import limits
from territoires.kit.actors import CLOCK, Actor
from territoires.media.actions import GivenPicture, GivenSound

TEXT_VERSION = "raconter-1"  # the words of journal/consents/raconter-1.html
TO_BE_SHOWN = {"journal": AGREED_DAYS}
WORDS_A_DAY, A_DAY = 60, 24 * 3600  # for one group, from everybody together


@dataclass(frozen=True)
class Sent:
    """What came in: the row its holder follows, and the entry that waits."""

    contribution: Contribution
    entry: Entry


def receive_words(
    *,
    group: LocalGroup,
    words: str,
    first_name: str,
    visibility: Visibility,
    now: datetime.datetime,
    by: Actor,
    email: str = "",
    member: Member | None = None,
    relay: Relay | None = None,
    picture: GivenPicture | None = None,
    sound: GivenSound | None = None,
    held: bool = False,
) -> Sent:
    """Keep somebody's words until an animator has read them. `held`: they came in a flood, so no letter leaves.

    Errors: CannotTell when the group has ended or receives too much; CannotReceive, of media, for a file that cannot
    be kept.
    """
    if group.ended_on is not None:
        raise CannotTell("ended")
    wish = str(Visibility(visibility).label)
    with transaction.atomic():
        if not limits.allow("journal-words-one", str(group.pk), WORDS_A_DAY, A_DAY, now):
            raise CannotTell("flood")
        sent = receive_agreed(
            kind=WORDS, scope=thing_key(group), answers={"words": words, "wish": str(visibility)},
            said=[[_("Vos mots"), words], [_("Qui peut lire"), wish]], subject=_("le journal de « %s »") % group.name,
            answered_by=answering(group), answer_by_on=due_day(now, group.answer_days), speaker_name=first_name,
            email=email, text_version=TEXT_VERSION, purposes=TO_BE_SHOWN, relay=relay, by=by, now=now,
        )  # fmt: skip
        today = timezone.localdate(now)
        entry = Entry.objects.create(
            group=group, words=words, said_by=first_name, visibility=visibility, status=EntryStatus.WAITING,
            happened_on=today, agreed_until=today + datetime.timedelta(days=AGREED_DAYS), contribution=sent,
            member=member, created_at=now, updated_at=now,
        )  # fmt: skip
        witness = relay.name if relay else first_name or _("une personne du groupe")
        attach_media(entry, picture, sound, witness=witness, now=now, by=by)
        record(verb="journal.receive_words", thing=entry, by=by, now=now)
        if not held:
            words_wait(group=group, now=now)
    return Sent(sent, entry)


def accept_words(
    *,
    entry: Entry,
    version: int,
    sent_version: int,
    words: str,
    said_by: str,
    visibility: Visibility,
    now: datetime.datetime,
    by: Actor,
    without_media: bool = False,
) -> Entry:
    """Show what somebody sent; the text as it appears is what they read at their reference. `sent_version` is that of
    the contribution as the person had it on screen.

    Errors: CannotTell when it would be shown more widely than they wished, while somebody one may recognise has not
    agreed, when the group ended, or when somebody was faster or the person changed or took back their words.
    """
    with transaction.atomic():
        locked = lock_entry(entry, version, "read")
        check_running(locked)
        if is_wider(visibility, locked.visibility):
            raise CannotTell("wish")
        if not without_media and (lack := lack_in(locked, now)):
            raise CannotTell(lack)
        contribution = _decide(locked, State.ACCEPTED, sent_version, now=now, by=by, final=words)
        locked.words, locked.said_by, locked.visibility = words, said_by, visibility
        save_entry(locked, ["words", "said_by", "visibility"], now=now)
        appear(locked, now=now)
        record(verb="journal.accept_words", thing=locked, by=by, now=now, detail={"visibility": str(visibility)})
        note_life(locked.group, now=now, by=by)
        tell_published(contribution=contribution, entry=locked, now=now)
    return locked


def refuse_words(
    *, entry: Entry, version: int, sent_version: int, reason: str, now: datetime.datetime, by: Actor
) -> Entry:
    """Say no, with a reason that the person reads; the words, the picture and the voice go from the journal.

    Errors: CannotTell when somebody was faster, or when the person changed or took back their words.
    """
    with transaction.atomic():
        locked = lock_entry(entry, version, "read")
        contribution = _decide(locked, State.REFUSED, sent_version, now=now, by=by, reason=reason)
        _empty(locked, now=now, by=by)
        record(verb="journal.refuse_words", thing=locked, by=by, now=now)
        tell_refused(contribution=contribution, entry=locked, now=now)
    return locked


def take_back_words(*, contribution_id: int, now: datetime.datetime, by: Actor) -> None:
    """Whoever sent the words withdraws them: entry, versions, pictures and voice go, in the transaction of the
    withdrawal. The row stays, empty, so that a restored backup can be emptied again."""
    with transaction.atomic():
        rows = Entry.objects.select_for_update().select_related("group")
        entry = rows.filter(contribution_id=contribution_id, emptied_at=None).first()
        if entry is None:
            return
        _empty(entry, now=now, by=by)
        record(verb="journal.take_back_words", thing=entry, by=by, now=now)
        note_life(entry.group, now=now, by=by)


def forget_member_name(*, member_id: int, now: datetime.datetime, by: Actor) -> None:
    """Somebody left the group and asked for their name to go: their words stay, as the group's."""
    with transaction.atomic():
        for entry in Entry.objects.select_for_update().filter(member_id=member_id, emptied_at=None):
            entry.said_by, entry.member = "", None
            save_entry(entry, ["said_by", "member"], now=now)
            entry.versions.all().delete()
            record(verb="journal.forget_name", thing=entry, by=by, now=now)


def forget_ended_agreements(*, now: datetime.datetime) -> int:
    """Words whose agreement ended a year ago, and words that nobody read in a year, are emptied for good."""
    today = timezone.localdate(now)
    ended = Entry.objects.filter(agreed_until__lt=today - datetime.timedelta(days=365), emptied_at=None)
    unread = Entry.objects.filter(
        status=EntryStatus.WAITING, created_at__lt=now - datetime.timedelta(days=UNREAD_DAYS)
    )  # fmt: skip
    found = list((ended | unread).select_related("group")[:500])
    for entry in found:
        with transaction.atomic():
            _empty(entry, now=now, by=CLOCK)
            record(verb="journal.forget_words", thing=entry, by=CLOCK, now=now)
    return len(found)


def _empty(entry: Entry, *, now: datetime.datetime, by: Actor) -> None:
    """Nothing of the person stays in the journal but an empty row."""
    entry.words = entry.said_by = entry.inspired_why = entry.moment = ""
    entry.theme = None
    entry.status, entry.publish_at = EntryStatus.WITHDRAWN, None
    entry.withdrawn_at, entry.emptied_at = entry.withdrawn_at or now, now
    save_entry(
        entry,
        ["words", "said_by", "inspired_why", "moment", "theme", "status", "publish_at", "withdrawn_at", "emptied_at"],
        now=now,
    )
    entry.versions.all().delete()
    remove_media(entry, now=now, by=by)


def _decide(
    locked: Entry, state: State, version: int, *, now: datetime.datetime, by: Actor, final: str = "", reason: str = ""
) -> Contribution:
    """The decision of the contribution; the text as it appears joins what its holder reads again."""
    assert locked.contribution_id is not None  # journal_waiting_came_from_somebody
    sent = Contribution.objects.select_for_update().get(pk=locked.contribution_id)
    if sent.version != version or sent.state != State.SENT:
        raise CannotTell("changed")
    try:
        if final and final != locked.words:
            said = [*sent.said, [_("Le texte tel qu'il paraît"), final]]
            sent = save_answers(draft=sent, answers={"final": final}, said=said, now=now, by=by)
        return decide(
            contribution=sent, state=state, version=sent.version, reason=reason, outcome=thing_key(locked),
            by=by, now=now,
        )  # fmt: skip
    except CannotDecide as refusal:
        raise CannotTell("changed") from refusal
