"""What the life of a group leaves in the world of route tests: one of everything, in one group beside another."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from territoires.accounts.models import User
from territoires.contributions.actions import receive
from territoires.groups.enums import AskingKind, Tap
from territoires.groups.models import Animator, Asking, Buddy, Card, HandOver, JoinLink, LocalGroup, Member
from territoires.groups.permissions.links import make_monday, make_tap
from territoires.journal.models import Entry, Lineage, Meeting
from territoires.journey.models import Journey, JourneyStep, PaperEntry, StepVersion
from territoires.kit.actors import VISITOR
from territoires.media import files
from territoires.media.enums import Format, Kind
from territoires.media.models import PersonConsent, Picture, Rendition, Sound
from territoires.mirror.models import Answer, HandedText, Mirror

A_DAY = datetime.timedelta(days=1)
PIXEL = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"


@dataclass
class Life:
    entries: dict[str, Entry]
    picture: Picture
    sound: Sound
    meeting: Meeting
    other_meeting: Meeting
    mention: Lineage
    journey: Journey
    paper: PaperEntry
    member: Member
    other_member: Member
    cards: dict[str, Card]
    link: JoinLink
    hand_over: HandOver
    buddy: Buddy
    tap: str
    monday: str
    mirror: Mirror
    other_mirror: Mirror
    texts: dict[str, HandedText]
    group_ids: list[tuple[str, str]]


def build(shown: LocalGroup, hidden: LocalGroup, other: LocalGroup, people) -> Life:
    now = timezone.now()
    member, other_member = _member(shown, now), _member(other, now)
    _member(shown, now, people.member)
    entries = _entries(shown, other, now)
    picture = _picture(entries["public"], now)
    journey, paper = _journey(shown, people, now)
    return Life(
        entries=entries,
        picture=picture,
        sound=_sound(entries["public"], now),
        meeting=_meeting(shown, now),
        other_meeting=_meeting(other, now),
        mention=Lineage.objects.create(entry=entries["other"], from_group=shown, from_entry=entries["public"], at=now),
        journey=journey,
        paper=paper,
        member=member,
        other_member=other_member,
        cards=_cards(shown, other, member, other_member, now),
        link=JoinLink.objects.create(
            group=shown, token="x" * 22, made_at=now, expires_at=now + 20 * A_DAY, max_uses=30
        ),
        hand_over=_hand_over(shown, people, now),
        buddy=Buddy.objects.create(
            experienced=other, newer=shown, proposed_from="experienced", proposed_at=now, experienced_accepted_at=now
        ),
        tap=_tap(shown, people, now),
        monday=make_monday(people.coordinator),
        mirror=_mirror(shown, now),
        other_mirror=_mirror(other, now),
        texts=_texts(shown, now),
        group_ids=[("shown", str(shown.pk)), ("hidden", str(hidden.pk)), ("other", str(other.pk))],
    )  # fmt: skip


def _member(group: LocalGroup, now: datetime.datetime, user: User | None = None) -> Member:
    return Member.objects.create(group=group, first_name="Fatou", came_by="card", joined_at=now, user=user)


def _cards(
    shown: LocalGroup, other: LocalGroup, member: Member, other_member: Member, now: datetime.datetime
) -> dict[str, Card]:
    until = now + 200 * A_DAY
    rows = {
        "member": (shown, "member", member, "aaaaaaaaaaaa", "LUNE-JARDIN-BALCON-4821"),
        "new": (shown, "member", None, "bbbbbbbbbbbb", "LUNE-JARDIN-BALCON-4822"),
        "wall": (shown, "wall", None, "cccccccccccc", "LUNE-JARDIN-BALCON-4823"),
        "other": (other, "member", other_member, "dddddddddddd", "LUNE-JARDIN-BALCON-4824"),
    }
    return {
        name: Card.objects.create(
            group=group, kind=kind, member=holder, code=code, spoken=spoken, made_at=now, expires_at=until,
            first_used_at=now if holder else None,
        )
        for name, (group, kind, holder, code, spoken) in rows.items()
    }  # fmt: skip


def _entries(shown: LocalGroup, other: LocalGroup, now: datetime.datetime) -> dict[str, Entry]:
    facts = {"happened_on": now.date(), "created_at": now, "updated_at": now}
    told = {**facts, "status": "published", "published_at": now}
    sent = receive(
        kind="journal-word", scope=f"localgroup:{shown.pk}", answers={"words": "On a chanté."}, now=now, by=VISITOR,
        speaker_name="Fatou",
    )  # fmt: skip
    return {
        "public": Entry.objects.create(key="aaaaaaaaa", group=shown, words="Un café.", **told),
        "inside": Entry.objects.create(key="bbbbbbbbb", group=shown, words="Entre nous.", visibility="group", **told),
        "draft": Entry.objects.create(key="ccccccccc", group=shown, words="Pas encore.", **facts),
        "waiting": Entry.objects.create(
            key="ddddddddd", group=shown, words="On a chanté.", status="waiting", contribution=sent, **facts
        ),
        "other": Entry.objects.create(key="eeeeeeeee", group=other, words="Un jardin.", **told),
    }


def _picture(entry: Entry, now: datetime.datetime) -> Picture:
    """Ready and shown; its one file is a pixel."""
    picture = Picture.objects.create(
        token="p" * 32, owner=entry.media_key, state="ready", alt="Une table", people="nobody", width=1, height=1,
        received_at=now, shown_since=now, for_everybody=True,
    )  # fmt: skip
    for form in Format.AVIF, Format.WEBP, Format.JPEG:
        _file(picture, f"photo-1.{form}", form)
    return picture


def _file(medium: Picture | Sound, name: str, form: Format) -> None:
    path = files.rendition_path(medium.token, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(PIXEL)
    size = 1 if medium.kind == Kind.PICTURE else 0
    Rendition.objects.create(
        **{medium.KIND: medium}, name=name, format=form, width=size, height=size, weight=len(PIXEL), digest="0" * 64
    )


def _sound(entry: Entry, now: datetime.datetime) -> Sound:
    """Ready and shown; its person agreed."""
    sound = Sound.objects.create(
        token="s" * 32, owner=entry.media_key, state="ready", transcript="Bonjour.", seconds=3, received_at=now,
        shown_since=now, for_everybody=True,
    )  # fmt: skip
    _file(sound, "son.m4a", Format.M4A)
    PersonConsent.objects.create(
        sound=sound, designation="une dame", given="aloud", witness="Sophie", given_at=now, until_on=now.date() + A_DAY
    )
    return sound


def _meeting(group: LocalGroup, now: datetime.datetime) -> Meeting:
    return Meeting.objects.create(
        group=group, what="Le café", on=now.date() + 7 * A_DAY, starts_at=datetime.time(14), where="Au centre social",
        created_at=now, updated_at=now,
    )  # fmt: skip


def _journey(group: LocalGroup, people, now: datetime.datetime) -> tuple[Journey, PaperEntry]:
    journey = Journey.objects.create(
        reference="LUNE-TULIPE-BALCON-4821", token="j" * 32, territory_label="La Gare", started_at=now, changed_at=now,
        group=group,
    )  # fmt: skip
    words = {"state": "doing", "answers": {"who": "Une voisine"}, "changed_at": now}
    step = JourneyStep.objects.create(journey=journey, step="complices", version=1, **words)
    StepVersion.objects.create(of=step, number=1, **words)
    paper = PaperEntry.objects.create(
        journey=journey, relay=people.relay, relay_name="Karim", agreed="aloud", text_version="papier-1", typed_at=now
    )
    return journey, paper


def _hand_over(group: LocalGroup, people, now: datetime.datetime) -> HandOver:
    """The relay animates beside the animator, since today."""
    giver = Animator.objects.filter(group=group, until=None).first()
    taker = Animator.objects.create(group=group, user=people.relay, since=now, until=now)
    return HandOver.objects.create(group=group, giver=giver, taker=taker, together=True, at=now)


def _tap(group: LocalGroup, people, now: datetime.datetime) -> str:
    """The link of a letter that asks « toujours vrai ? »."""
    day = now.date()
    asking = Asking.objects.create(group=group, kind=AskingKind.STILL_TRUE, since=day, opened_on=day, stepped_on=day)
    return make_tap(purpose=Tap.TRUE, asking=asking, user=people.animator, now=now)


def _mirror(group: LocalGroup, now: datetime.datetime) -> Mirror:
    """One round that was looked at, with its try, and one that is open."""
    then = now - 60 * A_DAY
    seen = Mirror.objects.create(
        group=group, opened_at=then, closed_at=then, try_words="Inviter deux parents.", try_by=now.date() + A_DAY
    )
    Answer.objects.bulk_create(Answer(mirror=seen, landmark=1, hand="on-essaie", words="Un café.") for _one in range(3))
    Mirror.objects.create(group=group, opened_at=now)
    return seen


def _texts(group: LocalGroup, now: datetime.datetime) -> dict[str, HandedText]:
    return {
        "kept": HandedText.objects.create(group=group, words="Entre nous.", written_at=now),
        "handed": HandedText.objects.create(group=group, words="Pour vous.", written_at=now, handed_at=now),
    }


# -- what routes are asked about --------------------------------------------------------------------------------------

OF_ENTRIES = ("journal:entry", "journal:written", "journal:change", "journal:add_media", "journal:move", "journal:hide")
OF_JOURNEYS = ("journey:", "handouts:own_")


def variants(route: str, life: Life) -> dict[str, list[tuple[str, str]]]:
    """Labelled values of the parameters that the life of a group brings; for some routes of others' parameters too."""
    known = _labelled(route, life)
    if route.startswith(OF_JOURNEYS):
        known |= {
            "token": [("journey", life.journey.token)],
            "reference": [("journey", life.journey.reference)],
            "step": [("-", "complices")],
        }
    if route == "journal:start_inspired":  # whoever animates a group may begin from what everybody reads
        known["key"] = [("everybodys", life.entries["other"].key)]
    if route == "front:monday_link":
        known["link"] = [("-", life.monday)]
    if route in ("media:rendition", "journal:entry_file", "journal:take_off"):
        known["token"] = [("picture", life.picture.token)]
    return known


def _labelled(route: str, life: Life) -> dict[str, list[tuple[str, str]]]:
    names = ("public", "inside", "draft", "other") if route in OF_ENTRIES else ("public", "other")
    names = ("waiting",) if route == "journal:read_words" else names
    return {
        "key": [(name, life.entries[name].key) for name in names],
        "file": [("-", "photo-1.webp")],
        "month": [("-", "2026-11")],
        "meeting_id": [("shown", str(life.meeting.pk)), ("other", str(life.other_meeting.pk))],
        "mention_id": [("-", str(life.mention.pk))],
        "entry_id": [("-", str(life.paper.pk))],
        "member_id": [("shown", str(life.member.pk)), ("other", str(life.other_member.pk))],
        "code": [(name, card.code) for name, card in life.cards.items()],
        "card_id": [("shown", str(life.cards["new"].pk)), ("other", str(life.cards["other"].pk))],
        "link_id": [("-", str(life.link.pk))],
        "hand_over_id": [("-", str(life.hand_over.pk))],
        "buddy_id": [("-", str(life.buddy.pk))],
        "link": [("-", life.tap)],
        "group_id": life.group_ids,
        "mirror_id": [("shown", str(life.mirror.pk)), ("other", str(life.other_mirror.pk))],
        "text_id": [(name, str(text.pk)) for name, text in life.texts.items()],
        "landmark": [("-", "1")],
    }


def known_values(life: Life) -> dict[str, list[str]]:
    """The same without labels, for the nasty requests."""
    told = {name: [value for _, value in some] for name, some in _labelled("journal:entry", life).items()}
    return {
        **told,
        "token": [life.journey.token, life.picture.token, life.sound.token],
        "reference": [life.journey.reference],
        "step": ["complices", "parents"],
    }
