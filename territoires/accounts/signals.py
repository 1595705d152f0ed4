"""Facts announced by accounts, and the two questions it asks the contexts above."""

from django.dispatch import Signal

invitation_accepted = Signal()
"""A person accepted an invitation. Sent INSIDE the transaction, so that the mandate begins with the account.
Arguments: user_id, role (an InvitedRole), scope ("localgroup:12", "network:acepp" or "")."""

collect_personal_data = Signal()
"""What does each context keep about an account? Receivers return a dict {heading: JSON-ready content}.
Arguments: user_id."""

erase_personal_data = Signal()
"""An account is being emptied. Sent INSIDE the transaction: receivers end mandates and empty words of the person.
Arguments: user_id, now."""
