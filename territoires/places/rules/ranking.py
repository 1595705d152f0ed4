"""How well a name answers the words typed, in nats: added to the weight of the place, the sum ranks the answers.

The idea is that of a noisy channel: how likely people are to mean this place (its population), times how likely
they are to type these words when they mean it. The figures were set by hand, then checked on the written queries
and on random spoilt names (tests/test_search_random.py).
"""

from territoires.places.rules.records import CURRENT, FORMER, PART, WHOLE

EXACT = {CURRENT: 7.0, FORMER: 4.5, WHOLE: 3.0, PART: 3.5}
WITHOUT_SMALL_WORDS = -1.0
OTHER_ORDER = -2.5
BEGINNING, LETTER_TO_COME = -1.0, -0.05
SOME_WORDS, WORD_MISSING = -2.0, -0.7
SOUND, SOUND_LETTER = -1.8, -0.3
NEAR_SOUND = -5.0
EDIT, EDIT_IN_SHORT = -2.2, -8.0
OTHER_FIRST_LETTER, COMMON_LETTER = -1.0, 0.15
WORDS_LEFT_OUT = -2.5
WRONG_AREA = -7.0
AREA_NAMED, AREA_STEP = 3.5, -0.35
AREA_NEARLY, AREA_HEARD = -6.0, -1.5
ONLY_AREA = -20.0
FAIRLY_NEAR = -4.0
MENDED_SAINT = -2.0
DISTRICT = 8.0


def allowed_edits(length: int) -> int:
    """One mistake in a short word, two in a longer one, three in a very long one."""
    if length < 3:
        return 0
    if length < 6:
        return 1
    return 2 if length < 14 else 3


def beginning(typed: int, whole: int) -> float:
    return BEGINNING + LETTER_TO_COME * min(20, whole - typed)


def edited(typed: str, name: str, edits: int) -> float:
    """A mistake is less likely in a short word, and rarer on the first letter."""
    score = edits * (EDIT + EDIT_IN_SHORT / len(typed))
    common = 0
    for one, other in zip(typed[:6], name, strict=False):
        if one != other:
            break
        common += 1
    if common == 0:
        score += OTHER_FIRST_LETTER
    return score + common * COMMON_LETTER
