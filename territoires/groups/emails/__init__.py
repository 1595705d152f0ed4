"""Letters of local groups, one module per idea: subject, template, recipient rule."""

from territoires.groups.emails.buddies import tell_buddies_began, tell_buddy_ended, tell_buddy_proposed
from territoires.groups.emails.desk import answer, ask, tell_accepted, tell_mandate_ended, tell_merged, tell_refused
from territoires.groups.emails.life import asking_letter, letter_key, running_animators
from territoires.groups.emails.people import tell_alone, tell_hand_over, tell_hand_over_undone, tell_membership_ended
from territoires.groups.emails.public import message_arrived, proposal_arrived, proposal_received, report_arrived

__all__ = [
    "answer",
    "ask",
    "asking_letter",
    "letter_key",
    "message_arrived",
    "proposal_arrived",
    "proposal_received",
    "report_arrived",
    "running_animators",
    "tell_accepted",
    "tell_alone",
    "tell_buddies_began",
    "tell_buddy_ended",
    "tell_buddy_proposed",
    "tell_hand_over",
    "tell_hand_over_undone",
    "tell_mandate_ended",
    "tell_membership_ended",
    "tell_merged",
    "tell_refused",
]
