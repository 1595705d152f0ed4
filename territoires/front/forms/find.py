"""The first door: where do you live?"""

from django.utils.translation import gettext_lazy as _

from territoires.kit.forms import KitForm
from territoires.places.forms import PlaceField


class FindForm(KitForm):
    """Leads to the list of groups by GET; the list itself asks back when the place is in doubt."""

    lieu = PlaceField(label=_("Votre ville ou votre code postal"))
