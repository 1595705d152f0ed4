"""Verbs of pictures and sound."""

from territoires.media.actions.consents import (
    CannotRecord,
    ask_person_consent,
    end_expired,
    forget_person,
    forget_recorder,
    record_person_consent,
    renew_person_consent,
    revoke_person_consent,
    tell_expiring,
)
from territoires.media.actions.keeping import delete_leftovers, forget_removed, take_up_again
from territoires.media.actions.media import (
    CannotReceive,
    CannotShow,
    describe_picture,
    give_to,
    hide,
    receive_picture,
    receive_sound,
    remove,
    show,
    write_transcript,
)

__all__ = [
    "CannotReceive",
    "CannotRecord",
    "CannotShow",
    "ask_person_consent",
    "delete_leftovers",
    "describe_picture",
    "end_expired",
    "forget_person",
    "forget_recorder",
    "forget_removed",
    "give_to",
    "hide",
    "receive_picture",
    "receive_sound",
    "record_person_consent",
    "remove",
    "renew_person_consent",
    "revoke_person_consent",
    "show",
    "take_up_again",
    "tell_expiring",
    "write_transcript",
]
