"""Letters of local groups, one module per idea: subject, template, recipient rule."""

from territoires.groups.emails.desk import answer, ask, tell_accepted, tell_mandate_ended, tell_merged, tell_refused
from territoires.groups.emails.public import message_arrived, proposal_arrived, proposal_received, report_arrived

__all__ = [
    "answer",
    "ask",
    "message_arrived",
    "proposal_arrived",
    "proposal_received",
    "report_arrived",
    "tell_accepted",
    "tell_mandate_ended",
    "tell_merged",
    "tell_refused",
]
