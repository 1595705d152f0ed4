"""The path as paper shows it: the A3 canvas and the A4 booklet, blank or filled, numbered like the screens."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from territoires.journey.enums import StepState
from territoires.journey.models import Journey, PaperEntry
from territoires.journey.queries.content import ROWS, Point, Question, base, principles, steps
from territoires.journey.rules import Answers, Rows
from territoires.kit.words import bind_punctuation

BLANK_ROWS = 5


@dataclass(frozen=True)
class CanvasQuestion:
    """`words` is the answer; `rows` the lines of the one table, (who, how, when), blank ones at the end."""

    number: str
    label: str
    hint: str
    kind: str
    words: str = ""
    rows: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class CanvasStep:
    """`state` is empty on a blank canvas: three boxes to tick."""

    number: int
    step: str
    title: str
    plain: tuple[str, ...]
    why: str
    care: str
    questions: tuple[CanvasQuestion, ...]
    state: str = ""


@dataclass(frozen=True)
class Canvas:
    """Never carries the reference: a poster on a wall would hand the path to whoever passes."""

    title: str
    place: str
    filled: bool
    steps: tuple[CanvasStep, ...]
    base: tuple[Point, ...]
    principles: tuple[Point, ...]
    states: tuple[str, ...]
    headings: tuple[str, str, str]


def row_headings() -> tuple[str, str, str]:
    who, how, when = map(
        bind_punctuation, (_("Qui, ou quel lieu ?"), _("Comment aller vers eux ?"), _("Le bon moment ?"))
    )
    return who, how, when


def canvas(journey: Journey | None = None) -> Canvas:
    """Blank without a journey; otherwise with what the group wrote."""
    written = {row.step: row for row in journey.steps.all()} if journey else {}
    return Canvas(
        title=_("Notre chemin en sept petites étapes"),
        place=place_words(journey) if journey else "",
        filled=journey is not None,
        steps=tuple(
            CanvasStep(
                one.number, one.step, one.title, one.plain, one.why, one.care,
                tuple(_question(question, kept.answers if kept else {}) for question in one.questions),
                str(StepState(kept.state).label) if kept else "",
            )
            for one in steps()
            for kept in [written.get(one.step)]
        ),
        base=base(),
        principles=principles(),
        states=tuple(str(label) for label in StepState.labels),
        headings=row_headings(),
    )  # fmt: skip


def place_words(journey: Journey) -> str:
    """« Roubaix (Nord), autour de l'école Jean-Macé »."""
    commune = journey.commune
    town = f"{commune.name} ({commune.department.name})" if commune else ""
    return ", ".join(words for words in (town, journey.territory_label) if words)


def _question(question: Question, answers: Answers) -> CanvasQuestion:
    kept = answers.get(question.key)
    if question.kind == ROWS:
        rows: Rows = kept if isinstance(kept, list) else []
        lines = tuple((row["who"], row["how"], row["when"]) for row in rows)
        blank = (("", "", ""),) * max(1, BLANK_ROWS - len(lines))
        return CanvasQuestion(question.number, question.label, question.hint, question.kind, rows=lines + blank)
    words = kept if isinstance(kept, str) else ""
    return CanvasQuestion(question.number, question.label, question.hint, question.kind, words=words)


def typed_by(user_id: int) -> list[dict[str, str]]:
    """For the export of an account: which paths it typed in from paper, without the words of the groups."""
    rows = PaperEntry.objects.filter(relay_id=user_id).select_related("journey")
    return [
        {"référence": row.journey.reference, "le": row.typed_at.date().isoformat(), "votre nom": row.relay_name}
        for row in rows
    ]
