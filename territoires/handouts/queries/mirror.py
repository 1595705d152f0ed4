"""The mirror for a meeting without screens. It holds nobody's answer."""

import datetime

from django.utils.translation import gettext as _

from territoires.handouts.queries.drawings import drawn, hands
from territoires.handouts.queries.press import Printed, typeset
from territoires.kit.context_processors import NAME as SITE_NAME
from territoires.mirror.queries.paper import sheet


def print_mirror(*, on: datetime.date) -> Printed:
    """Errors: CannotPrint."""
    content = sheet()
    data = {
        "title": _("{title} : la feuille pour une réunion").format(title=content.title),
        "heading": content.title,
        "author": SITE_NAME,
        "site": SITE_NAME,
        "scale": 1,
        "steps": content.steps,
        "landmarks": [one.saying for one in content.landmarks],
        "hands": [{"name": hand.value, "label": str(hand.label)} for hand in content.hands],
        "closing": content.closing,
        "drawings": {**drawn(), **hands(tuple(hand.value for hand in content.hands))},
    }
    return typeset("mirror", data, on=on)
