"""Verbs of accounts, one module per idea. The ones that other contexts use can be imported from here."""

from territoires.accounts.actions.data import CannotErase, erase_account
from territoires.accounts.actions.demonstration import CannotSignIn, sign_in_as
from territoires.accounts.actions.invitations import (
    CannotAccept,
    CannotInvite,
    accept_invitation,
    invite,
    revoke_invitation,
)
from territoires.accounts.actions.sessions import end_sessions
from territoires.accounts.actions.team import CannotTakeRole, reset_second_factor, take_role_away

__all__ = [
    "CannotAccept",
    "CannotErase",
    "CannotInvite",
    "CannotSignIn",
    "CannotTakeRole",
    "accept_invitation",
    "end_sessions",
    "erase_account",
    "invite",
    "reset_second_factor",
    "revoke_invitation",
    "sign_in_as",
    "take_role_away",
]
