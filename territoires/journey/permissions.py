"""Who may open a path: whoever holds its secret address, or its reference, which leads there under a limit."""

from django.http import Http404

from territoires.contributions.queries import read_long_reference
from territoires.journey.models import Journey, PaperEntry, StepVersion


def fetch_journey_for(token: str) -> Journey:
    """The path behind a secret address, emptied or not. Errors: Http404 for an address that leads nowhere."""
    rows = Journey.objects.select_related("commune__department", "proposal", "group")
    found = rows.filter(token=token).first()
    if found is None:
        raise Http404
    return found


def fetch_journey_by_reference(typed: str) -> Journey:
    """The path a reference opens. Callers count the misses. Errors: Http404."""
    reference = read_long_reference(typed)
    found = Journey.objects.living().filter(reference=reference).first() if reference else None
    if found is None:
        raise Http404
    return found


def fetch_version_for(journey: Journey, step: str, number: int) -> StepVersion:
    """What a step of this path said. Errors: Http404."""
    found = StepVersion.objects.filter(of__journey=journey, of__step=step, number=number).first()
    if found is None:
        raise Http404
    return found


def fetch_entry_for(journey: Journey, entry_id: int) -> PaperEntry:
    """What somebody typed in from paper for this path. Errors: Http404."""
    found = PaperEntry.objects.filter(journey=journey, pk=entry_id).first()
    if found is None:
        raise Http404
    return found
