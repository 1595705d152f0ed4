"""Who may see and change a contribution without an account.

Two addresses lead to it. The author's own is random, and shows what the author typed. The other is made from the
reference: whoever says the reference may follow, complete and take back, but reads no number and no address in full.
"""

import re
from secrets import compare_digest

from django.http import Http404

from territoires.contributions.models import Contribution
from territoires.kit.limits import hashed

BY_REFERENCE = re.compile(r"^([A-Z]{3,10}-[0-9]{4})-([0-9a-f]{32})$")


def token_by_reference(reference: str) -> str:
    """The secret part of the address that a reference, once looked up under the limit, leads to."""
    return f"{reference}-{hashed('contributions-by-reference', reference)[:32]}"


def fetch_contribution_for(token: str, kind: str = "") -> Contribution:
    """The contribution behind a secret address of either sort (of one kind when the context above asks for its own).

    Errors: Http404 for an address that leads nowhere, or no longer.
    """
    rows = Contribution.objects.of_kind(kind) if kind else Contribution.objects.all()
    by_reference = BY_REFERENCE.match(token)
    if by_reference is None:
        found = rows.filter(token=token).first()
    elif compare_digest(token_by_reference(by_reference[1]), token):
        found = rows.filter(reference=by_reference[1]).first()
    else:
        found = None
    if found is None:
        raise Http404
    return found


def can_read_in_full(token: str, contribution: Contribution) -> bool:
    """True at the author's own address."""
    return compare_digest(contribution.token, token)
