"""Who may see or hear what: everybody, what is shown today. The contexts above decide on the rest."""

import datetime

from django.http import Http404

from territoires.media.models import Picture, Sound


def fetch_shown(token: str, today: datetime.date) -> Picture | Sound:
    """What everybody may see or hear today at this secret address; Http404 for anything else."""
    for model in (Picture, Sound):
        found = model.objects.shown(today).filter(token=token, for_everybody=True).first()
        if found is not None:
            return found
    raise Http404
