"""A proposal, as its questions leave it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from territoires.groups.rules.names import plain

IDEA, EXISTING = "idea", "existing"
EMAIL, PHONE, RELAY, NONE = "email", "phone", "relay", "none"
PLACE_STEP, ROLE_STEP, ABOUT_STEP, REACH_STEP, AGREE_STEP = "lieu", "vous", "projet", "contact", "accord"
RELAY_STEP = "relais"  # the second half of the question on how to reach somebody, when a relay types
QUESTIONS = {
    IDEA: (PLACE_STEP, ROLE_STEP, ABOUT_STEP, REACH_STEP),
    EXISTING: (PLACE_STEP, ROLE_STEP, ABOUT_STEP, REACH_STEP, AGREE_STEP),
}
OTHER_ROLE = "autre"


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes: the answers of a contribution of kind "group-proposal", whatever the door.

    entry: "idea" or "existing" · insee: the commune · territory_label: the place in people's own words ·
    precision: a value of enums.Precision · role: slug of a CommunityRole, or "autre" · role_other: its own words ·
    about: what they have in mind, or what the group does · name: of the group · carried_by: for an existing group ·
    show: True when an existing group agrees to be shown before it is confirmed · reach: "email", "phone", "relay" or
    "none". First name, address and number are columns of the contribution, not answers.
    """

    entry: str = IDEA
    insee: str = ""
    territory_label: str = ""
    precision: str = ""
    role: str = ""
    role_other: str = ""
    about: str = ""
    name: str = ""
    carried_by: str = ""
    show: bool = False
    reach: str = NONE
    done: tuple[str, ...] = ()

    @classmethod
    def from_answers(cls, answers: Mapping[str, Any]) -> "Proposal":
        """Read what was kept; a key that is missing or of another shape counts as not answered."""
        words = {
            field.name: str(answers[field.name])
            for field in fields(cls)
            if field.type in (str, "str") and isinstance(answers.get(field.name), str)
        }
        kept = answers.get("done")
        done = tuple(step for step in kept if isinstance(step, str)) if isinstance(kept, list | tuple) else ()
        proposal = cls(**words, show=answers.get("show") is True, done=done)  # type: ignore[arg-type]
        return proposal if proposal.entry in QUESTIONS else replace(proposal, entry=IDEA)

    @property
    def steps(self) -> tuple[str, ...]:
        """The pages of this proposal, in order."""
        steps = QUESTIONS[self.entry]
        if self.reach != RELAY:
            return steps
        after = steps.index(REACH_STEP) + 1
        return (*steps[:after], RELAY_STEP, *steps[after:])

    @property
    def first_unanswered(self) -> str:
        """The page to go on with; empty when everything is answered."""
        return next((step for step in self.steps if step not in self.done), "")

    def done_after(self, step: str, reach: str) -> list[str]:
        """The pages answered once this one is: without the relay's when nobody relays any more."""
        done = self.done if step in self.done else (*self.done, step)
        return [known for known in done if known != RELAY_STEP or reach == RELAY]

    def step_before(self, step: str) -> str:
        index = self.steps.index(step)
        return self.steps[index - 1] if index else ""

    def question_number(self, step: str) -> int:
        """The relay's page goes with the question before it."""
        questions = QUESTIONS[self.entry]
        return questions.index(REACH_STEP if step == RELAY_STEP else step) + 1

    @property
    def question_count(self) -> int:
        return len(QUESTIONS[self.entry])


PRECISIONS = (
    ("school", re.compile(r"\b(?:ecole|college|lycee|maternelle|creche|primaire|cantine)s?\b")),
    ("neighbourhood", re.compile(r"\b(?:quartier|cite|residence|faubourg|secteur|ilot|zac|grand ensemble)s?\b")),
    ("communes", re.compile(r"\b(?:communes|vallees?|communaute de|canton|agglomeration|rpi|pays de|alentours)\b")),
)
VILLAGE_POPULATION = 2000


def guessed_precision(label: str, population: int) -> str:
    """How precisely a territory is known, from people's own words: nobody is asked one more question."""
    words = plain(label)
    for precision, hints in PRECISIONS:
        if hints.search(words):
            return precision
    return "village" if population < VILLAGE_POPULATION else "town"
