"""Facts announced by media. `kind` is "picture" or "sound", `medium_id` the number of its row, `owner` the opaque key
it was received with."""

from django.dispatch import Signal

media_ready = Signal()
"""A file was made ready, sent after commit. Arguments: kind, medium_id, owner."""

media_refused = Signal()
"""A file could not be kept, sent after commit. Arguments: kind, medium_id, owner."""

media_withdrawn = Signal()
"""A medium is no longer to be seen or heard: hidden, removed, or an agreement ended. Sent INSIDE the transaction.
Arguments: kind, medium_id, owner, now."""

consent_expiring = Signal()
"""An agreement ends soon: time to ask again. Sent INSIDE the transaction that remembers having said so.
Arguments: kind, medium_id, owner, consent_id, until_on, now."""
