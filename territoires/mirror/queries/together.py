"""What a group sees when it looks together: sentences, pictures, words without names, in the order of the landmarks."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from territoires.mirror.enums import Hand
from territoires.mirror.models import Answer, Mirror
from territoires.mirror.queries.landmarks import Landmark, landmarks
from territoires.mirror.rules import Kind, Outlook, big_enough, outlook, shuffled

PLACES = {hand.value: place for place, hand in enumerate(Hand)}


@dataclass(frozen=True)
class Seen:
    """One landmark: what may be said of it, the pictures beside, people's words in no order."""

    landmark: Landmark
    sentence: str
    hands: list[Hand]
    words: list[str]
    to_talk_about: bool


def seen_together(mirror: Mirror) -> list[Seen]:
    """Every landmark of a round that was looked at. Errors: ValueError while the round is open."""
    if mirror.closed_at is None:
        raise ValueError("an open round is seen by nobody")
    alone: dict[int, list[Answer]] = defaultdict(list)
    for answer in mirror.answers.all():
        alone[answer.landmark].append(answer)
    raised: dict[int, list[int]] = defaultdict(list)
    for tally in mirror.tallies.all():
        raised[tally.landmark] += [PLACES[tally.hand]] * tally.raised
    return [_seen(mirror, one, alone[one.number], raised[one.number]) for one in landmarks()]


def _seen(mirror: Mirror, landmark: Landmark, alone: list[Answer], raised: list[int]) -> Seen:
    least = settings.MIRROR_LEAST_ANSWERS
    kept = big_enough(alone, least)
    places = big_enough([PLACES[answer.hand] for answer in kept if answer.hand], least)
    looks = outlook(places + raised, least)
    hands = list(Hand)
    return Seen(
        landmark=landmark,
        sentence=_sentence(looks),
        hands=[hands[place] for place in looks.places],
        words=shuffled((answer.words for answer in kept if answer.words), f"{mirror.pk}:{landmark.number}"),
        to_talk_about=looks.kind == Kind.APART,
    )


def _sentence(looks: Outlook) -> str:
    labels = [str(label).lower() for label in Hand.labels]
    said = [labels[place] for place in looks.places]
    if looks.kind == Kind.TOGETHER:
        return _("Nous disons presque tous : %(picture)s.") % {"picture": said[0]}
    if looks.kind == Kind.NEIGHBOURS:
        return _("Nous sommes entre « %(one)s » et « %(other)s ».") % {"one": said[0], "other": said[-1]}
    if looks.kind == Kind.APART:
        return _("Nous ne voyons pas la même chose : parlons-en.")
    return _("Trop peu de réponses pour les montrer. Parlez-en de vive voix.")
