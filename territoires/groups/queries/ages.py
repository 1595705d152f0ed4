"""How long something waits, in words."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def age_in_words(since: datetime.datetime | datetime.date, now: datetime.datetime) -> str:
    """« aujourd'hui », « depuis hier », « depuis 3 jours », « depuis 2 semaines », « depuis 4 mois »."""
    day = timezone.localdate(since) if isinstance(since, datetime.datetime) else since
    days = (timezone.localdate(now) - day).days
    if days <= 0:
        return _("aujourd'hui")
    if days == 1:
        return _("depuis hier")
    if days < 14:
        return _("depuis %d jours") % days
    if days < 60:
        return _("depuis %d semaines") % (days // 7)
    if days < 730:
        return _("depuis %d mois") % (days // 30)
    years = days // 365
    return ngettext("depuis %d an", "depuis %d ans", years) % years
