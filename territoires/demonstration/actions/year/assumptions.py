"""What the invented year assumes. Everything is printed with the result: change a figure here, never the product's
answer to it."""

from dataclasses import dataclass

# Minutes one act takes a person of the coordination, reading and writing it down included.
MINUTES = {
    "group-proposal": 20, "resource-proposal": 6, "network-join": 30, "call-back": 10, "message": 6, "report": 6,
    "help": 20, "buddy": 10, "call": 10, "next-step": 6, "alone": 15, "to-confirm": 3, "letters": 3, "words": 3,
    "monday": 5,
}  # fmt: skip
OTHER_MINUTES = 5

# What comes in from outside, as a mean for 100 groups in a week.
WEEKLY = {
    "proposal": 0.6, "message": 12.0, "call-back": 7.0, "report": 1.2, "to-coordination": 3.0,
    "call-to-coordination": 1.5, "resource": 0.8, "network": 0.1,
}  # fmt: skip


@dataclass(frozen=True)
class Temper:
    """How a group lives. Days between two entries and two meetings; the chance that its animator answers one letter of
    the site, a message of a parent; what it says to the letter of quiet days."""

    name: str
    share: int
    entry_every: float
    meets_every: float
    answers_letter: float
    answers_people: float


TEMPERS = (
    Temper("lively", 40, 12, 14, 0.70, 0.97),
    Temper("steady", 32, 45, 30, 0.55, 0.92),
    Temper("slow", 18, 110, 75, 0.35, 0.80),
    Temper("silent", 10, 500, 400, 0.08, 0.45),
)
QUIET_ANSWERS = (("nothing", 52), ("news", 20), ("help", 9), ("buddy", 8), ("rest", 11))
EDITS_INSTEAD = 0.2  # of those who answer « toujours vrai ? », how many correct the page
LEAVES_A_YEAR = 0.25  # chance that a mandate ends within a year
PASSES_ON = 0.5  # … of which the role is passed on to somebody of the group
WAKES_A_YEAR = 1.2  # a resting group wakes by itself within some months
ENDS_A_YEAR = 0.02
DELEGATED_NETWORKS = 3  # networks that have a delegate
DELEGATE_CALLS = 0.7  # chance that a delegate makes the calls of a week
REACHED = 0.6  # chance that a call finds somebody
CALL_OUTCOMES = (("true", 55), ("later", 25), ("rest", 14), ("end", 6))
WORK_DAYS = (0, 3)  # the coordination is part-time: Monday and Thursday
