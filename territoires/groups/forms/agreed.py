"""How a person agreed, as a relay says it."""

from django.utils.translation import gettext_lazy as _

from territoires.contributions.enums import ConsentGiven

HOW_AGREED = (
    (ConsentGiven.ALOUD.value, _("De vive voix")),
    (ConsentGiven.PAPER.value, _("Sur papier")),
    (ConsentGiven.MESSAGE.value, _("Par message")),
)
