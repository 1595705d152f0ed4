"""The places a text names, best first."""

from dataclasses import dataclass
from typing import Final

from territoires.places.rules import asking, numbers, ranking
from territoires.places.rules.areas import AreaName
from territoires.places.rules.asking import Question
from territoires.places.rules.index import PlaceIndex, weight_of
from territoires.places.rules.naming import Board, Match, Reading, Where
from territoires.places.rules.records import WHOLE

MOST: Final = 10
SURE_FORMER: Final = 10_000  # a former name that so many people bore may come before a village of today


@dataclass(frozen=True, slots=True)
class Answer:
    """`only` is the one place named without any doubt."""

    matches: list[Match]
    only: Match | None


NOTHING: Final = Answer([], None)


def find(index: PlaceIndex, text: str, limit: int = MOST) -> Answer:
    question = asking.ask(text)
    if question is None or limit < 1:
        return NOTHING
    if not question.names:
        return _by_numbers(index, question.numbers, limit)
    board = Board(index)
    _add_districts(board, question)
    if asking.is_only_numbers(question) and not _is_name(index, question):
        return _by_numbers(index, question.numbers, limit)
    if not board.sure:
        _add_names(board, question)
    return _ranked(board, limit)


def _is_name(index: PlaceIndex, question: Question) -> bool:
    """« Ville 60 » is a commune, « ville 59 » is not."""
    board = Board(index)
    Reading(board, question.names, numbers.allowed_by(index, question.numbers)).add_exact()
    return bool(board.matches)


def _by_numbers(index: PlaceIndex, typed: list[str], limit: int) -> Answer:
    found = numbers.places_of(index, typed[0])
    for number in typed[1:]:
        both = set(numbers.places_of(index, number))
        found = [place for place in found if place in both] or found
    sure = bool(index.postal.exact(typed[0]))
    matches = [Match(place, -float(rank), place, 0.0, sure) for rank, place in enumerate(found)]
    own = [match for match in matches if index.is_district[match.place]] or matches
    return Answer(matches[:limit], own[0] if sure and len(own) == 1 else None)


def _add_districts(board: Board, question: Question) -> None:
    """« Paris 18 », « 75018 Paris », « 3e arrondissement »."""
    index = board.index
    city = asking.city_of(question)
    number = asking.district_of(question, city)
    for base in [city] if city else [base for base, count in asking.DISTRICTS.items() if number and number <= count]:
        place = index.place_of(f"{base + number}") if number else None
        if place is not None:
            board.put(Match(place, index.weights[place] + ranking.DISTRICT, place, ranking.DISTRICT, exact=True))
            board.sure = True
    if city and board.sure and number:
        longer = [other for other in range(10, asking.DISTRICTS[city] + 1) if str(other).startswith(str(number))]
        rest = [asking.CITY_CODES[city], *(f"{city + other}" for other in longer if other != number)]
        for rank, code in enumerate(rest):
            place = index.place_of(code)
            if place is not None:
                board.put(Match(place, -float(rank), place, 0.0))


def _add_names(board: Board, question: Question) -> None:
    index = board.index
    where = numbers.allowed_by(index, question.numbers)
    if question.numbers:
        Reading(board, question.tokens, None).add_exact()  # « Les 4000 »
    accented = "" if question.text.isascii() else question.text.casefold()
    plain = [Reading(board, words, where, accented=accented) for words in asking.readings_of(question.names)]
    beside = [Reading(board, words, here) for words, here in _names_in_areas(index, question.names, where)]
    for reading in plain + beside:
        reading.add_exact(strictly=asking.is_opening(question))
    if article_first := asking.article_first(question.names):
        Reading(board, article_first, where).add_exact(strictly=True)
    area = _area_named(index, question.names, where)
    if area is None and not board.matches:
        area = _area_named(index, asking.without_noise(question.names), where)
    if area is not None:
        _add_area(board, area, ranking.AREA_NAMED)
    for reading in plain:
        reading.add_beginnings()
        reading.add_some_words()
    if not board.sure and area is None:
        for reading in beside:
            reading.add_beginnings()
            reading.add_some_words()
        for reading in plain + beside:
            reading.add_mistyped()
            if board.best() < ranking.SOME_WORDS:
                reading.add_mistyped_beginnings()
        _add_failing(board, question, where)


def _area_named(index: PlaceIndex, names: list[str], where: Where) -> AreaName | None:
    """« Nord », « Nord 59 »; but in « Vienne 38 », Vienne is the town."""
    area = index.areas.named(asking.readings_of(names)[0]) if names else None
    return area if area is not None and (where is None or where & index.in_departments(area.codes)) else None


def _names_in_areas(index: PlaceIndex, names: list[str], where: Where) -> list[tuple[list[str], set[int]]]:
    """« st denis reunion », « Nord Roubaix »: a place and the department or region it is in."""
    for place_words, area_words in asking.splits_of(names):
        area = index.areas.named(asking.readings_of(area_words)[0])
        if area is not None:
            here = index.in_departments(area.codes)
            here = here if where is None else here & where
            return [(words, here) for words in asking.readings_of(place_words)]
    return []


def _add_failing(board: Board, question: Question, where: Where) -> None:
    """No whole name was recognised: fewer words, a department nearly named, the name in another department."""
    for words in asking.saints_of(question.names):
        _add_mended(Reading(board, words, where, ranking.MENDED_SAINT))
    names = asking.without_noise(question.names) or question.names
    words = asking.readings_of(names)[0]
    if names != question.names:
        _add_mended(Reading(board, words, where))
    nearly = board.index.areas.nearly_named(words) if where is None else None
    if nearly is not None and (nearly[1] or board.best() < ranking.FAIRLY_NEAR):
        _add_area(board, nearly[0], ranking.AREA_HEARD if nearly[1] else ranking.AREA_NEARLY)
    if board.best() < ranking.FAIRLY_NEAR:
        Reading(board, words, where).add_parts()
    if where is not None and board.best() < ranking.FAIRLY_NEAR:
        _add_mended(Reading(board, words, None, ranking.WRONG_AREA))
        for rank, place in enumerate(numbers.most_populous(board.index, where)[:MOST]):
            board.put(Match(place, ranking.ONLY_AREA - rank, place, ranking.ONLY_AREA))
    if not board.matches:
        Reading(board, words, where).add_mistyped(more=1)


def _add_mended(reading: Reading) -> None:
    reading.add_exact()
    reading.add_mistyped()


def _add_area(board: Board, area: AreaName, quality: float) -> None:
    top = weight_of(area.population) + quality
    for rank, place in enumerate(numbers.of_area(board.index, area)[:MOST]):
        score = top + rank * ranking.AREA_STEP
        board.put(Match(place, score, place, quality, leads=rank == 0 and quality == ranking.AREA_NAMED))


def _ranked(board: Board, limit: int) -> Answer:
    """By score; but a place of today that bears the very name is not hidden by the beginning of a bigger one."""
    index = board.index
    matches = sorted(board.matches.values(), key=lambda match: (-match.score, match.place))
    exact = [match for match in matches if match.exact]
    today = [match for match in exact if index.is_current(match.entry)]
    if today:
        leading = [match for match in matches if match.leads or (match.exact and _may_lead(index, match.entry))]
        spelled = [match for match in leading if match.leads or match.spelled]
        first = spelled[0] if any(index.is_current(match.entry) for match in spelled) else leading[0]
        head = [first] if first in today else [first, today[0]]
        matches = head + [match for match in matches if match not in head]
    alone = len(exact) == 1 and not any(match.leads and match is not exact[0] for match in matches)
    return Answer(matches[:limit], exact[0] if alone and not _is_shortened(index, exact[0].entry) else None)


def _is_shortened(index: PlaceIndex, entry: int) -> bool:
    """« Vitry » for Vitry-sur-Seine: likely, not sure."""
    whole = index.full_keys[index.entry_place[entry]]
    return index.entry_kind[entry] == WHOLE and whole.startswith(index.full_keys[entry])


def _may_lead(index: PlaceIndex, entry: int) -> bool:
    return index.is_current(entry) or index.population_of(entry) >= SURE_FORMER
