"""The sheet for a meeting without screens: seven sentences, three pictures, room for hands; nobody's answer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from territoires.mirror.enums import Hand
from territoires.mirror.queries.landmarks import Landmark, landmarks


@dataclass(frozen=True)
class Sheet:
    """What is printed, for the page and for the PDF."""

    title: str
    steps: tuple[str, ...]
    landmarks: tuple[Landmark, ...]
    hands: tuple[Hand, ...]
    closing: tuple[str, ...]


def sheet() -> Sheet:
    return Sheet(
        title=_("Le miroir du groupe"),
        steps=(
            _("Lisez chaque phrase à voix haute. Laissez un moment de silence."),
            _("Chacun pense à une image. Puis levez la main tous ensemble."),
            _("Faites un trait par main levée, dans la case de l'image."),
            _("Parlez de ce qui vous étonne. Personne ne se justifie."),
        ),
        landmarks=landmarks(),
        hands=tuple(Hand),
        closing=(_("Une chose que nous voulons essayer :"), _("Avant quel jour :")),
    )
