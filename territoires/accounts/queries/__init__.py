"""Page-shaped reads of accounts, one module per screen; what other contexts read can be imported from here."""

from territoires.accounts.queries.people import account_for_address, name_of, names_of, pending_invitations, staff
from territoires.accounts.queries.personal_data import personal_data
from territoires.accounts.queries.register import Processing, processing_register

__all__ = [
    "Processing",
    "account_for_address",
    "name_of",
    "names_of",
    "pending_invitations",
    "personal_data",
    "processing_register",
    "staff",
]
