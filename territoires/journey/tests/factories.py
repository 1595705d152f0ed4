from django.utils import timezone

from territoires.journey.actions.journeys import start_journey
from territoires.journey.actions.steps import Written, save_step
from territoires.kit.actors import VISITOR


def a_journey(**facts):
    return start_journey(now=timezone.now(), by=VISITOR, **facts)


def write(journey, step="complices", *, version=0, state="doing", first_name="", now=None, both=False, **answers):
    written = Written(version, answers, state, first_name)
    return save_step(journey=journey, step=step, written=written, keep_both=both, now=now or timezone.now(), by=VISITOR)
