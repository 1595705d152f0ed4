"""Verbs of the mirror. What a person answers is never journalled (docs/adr/0013): only what the group does together."""

from territoires.mirror.actions.answers import CannotAnswer, forget_person, save_answer, take_answer_back
from territoires.mirror.actions.rounds import (
    CannotOpen,
    CannotSee,
    forget_old_rounds,
    give_up_round,
    look_together,
    open_mirror,
    save_tallies,
)
from territoires.mirror.actions.texts import CannotHand, hand_text, read_text, remove_text, take_text_back, write_text
from territoires.mirror.actions.tries import CannotTry, choose_try, end_try, postpone_try

__all__ = [
    "CannotAnswer", "CannotHand", "CannotOpen", "CannotSee", "CannotTry", "choose_try", "end_try", "forget_old_rounds",
    "forget_person", "give_up_round", "hand_text", "look_together", "open_mirror", "postpone_try", "read_text",
    "remove_text", "save_answer", "save_tallies", "take_answer_back", "take_text_back", "write_text",
]  # fmt: skip
