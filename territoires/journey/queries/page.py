"""What became of the page that a path asked for."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import GROUP_SCOPE
from territoires.journey.enums import Step
from territoires.journey.models import Journey
from territoires.journey.queries.content import step_content
from territoires.journey.queries.paper import place_words
from territoires.journey.rules import Answers

NOT_ASKED, BEGUN, SENT, ACCEPTED, ONLINE, JOINED, REFUSED = (
    "not-asked", "begun", "sent", "accepted", "online", "joined", "refused"
)  # fmt: skip


@dataclass(frozen=True)
class PageState:
    """`kind` is one of the words above; `group` is told only when everybody can see it."""

    kind: str
    proposal: Contribution | None = None
    group: LocalGroup | None = None
    answer_by_on: datetime.date | None = None
    reason: str = ""

    @property
    def can_ask(self) -> bool:
        return self.kind in (NOT_ASKED, REFUSED)


def page_state(journey: Journey) -> PageState:
    proposal = journey.proposal
    if proposal is None or proposal.state == State.WITHDRAWN:
        return PageState(NOT_ASKED)
    if proposal.state == State.DRAFT:
        return PageState(BEGUN, proposal)
    if proposal.state == State.REFUSED:
        return PageState(REFUSED, proposal, reason=proposal.reason)
    group = shown_group(proposal)
    if proposal.state == State.MERGED:
        return PageState(JOINED, proposal, group)
    if proposal.state == State.ACCEPTED:
        return PageState(ONLINE if group else ACCEPTED, proposal, group)
    return PageState(SENT, proposal, answer_by_on=proposal.answer_by_on)


def shown_group(proposal: Contribution) -> LocalGroup | None:
    """The group that came of a proposal, once everybody can see it."""
    number = proposal.outcome.removeprefix(GROUP_SCOPE)
    if proposal.outcome == number or not number.isdecimal():
        return None
    return LocalGroup.objects.visible().filter(pk=int(number)).first()


def is_ready(journey: Journey, answers: Answers) -> bool:
    """The place and a few words: enough to ask for a page."""
    return journey.commune_id is not None and bool(answers.get("about"))


def page_lines(journey: Journey, answers: Answers) -> list[tuple[str, str]]:
    """What the page will say, to read again."""
    asked = [(question.label, str(answers.get(question.key, ""))) for question in step_content(Step.PAGE).questions]
    return [(_("Où"), place_words(journey)), *asked]
