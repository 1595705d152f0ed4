"""Facts announced by contributions. Each carries ids only; they are sent after commit, save one."""

from django.dispatch import Signal

contribution_sent = Signal()
"""A person sent something in. Arguments: contribution_id, kind, scope."""

contribution_completed = Signal()
"""A person added words to something already sent. Arguments: contribution_id, kind, scope."""

contribution_decided = Signal()
"""Somebody decided on a contribution. Arguments: contribution_id, kind, state."""

contribution_withdrawn = Signal()
"""A contribution was withdrawn. Sent INSIDE the transaction, so that what came of it is hidden with it.
Arguments: contribution_id, kind, scope, outcome, former_state, now, by; and `erased`, the first name, e-mail and number
that were just erased, so that copies of them can be found: it is never kept."""
