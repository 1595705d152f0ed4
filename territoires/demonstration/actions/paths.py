"""Two paths begun before the group exists; the cast page tells the reference of the first."""

import datetime

from territoires.demonstration.rules.stories import JOURNEYS
from territoires.journey.actions.journeys import start_journey
from territoires.journey.actions.steps import Written, save_step
from territoires.journey.models import Journey
from territoires.kit.actors import VISITOR
from territoires.places.models import Commune


def clear_journeys() -> None:
    Journey.objects.all().delete()


def begin_journeys(*, now: datetime.datetime) -> None:
    for number, (insee, label, first_name, steps) in enumerate(JOURNEYS):
        began = now - datetime.timedelta(days=12 + 20 * number)
        commune = Commune.objects.filter(insee=insee).first()
        journey = start_journey(now=began, by=VISITOR, commune=commune, territory_label=label, first_name=first_name)
        for day, (step, (answers, state)) in enumerate(steps.items()):
            written = Written(0, answers, state, first_name)
            save_step(journey=journey, step=step, written=written, now=began + datetime.timedelta(days=day), by=VISITOR)
