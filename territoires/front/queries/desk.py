"""« À faire »: everything that waits for one person, from every context, oldest first."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoires.accounts.models import User
from territoires.atlas.models import Resource
from territoires.audit.models import JournalEntry
from territoires.contributions.models import Contribution
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import animated_scopes
from territoires.groups.permissions.life import looks_after
from territoires.groups.queries import life_tasks
from territoires.groups.queries import tasks as groups
from territoires.groups.queries.ages import age_in_words
from territoires.groups.queries.tasks import Task
from territoires.journal.permissions.entries import WORDS
from territoires.journal.queries.tasks import waiting_words, word_tasks
from territoires.mailer.enums import LetterState
from territoires.mailer.models import Letter
from territoires.mirror.queries.tasks import HANDED, text_tasks, unread_texts

PER_PAGE, LAST_PAGE = 30, 200
SEEN_LETTER = "front.see_letter"
FOR_COORDINATION = ("resource-proposal", "network-join")
RESOURCE_SCOPE = "resource:"


@dataclass(frozen=True)
class Kind:
    """A sort of task: its words, its pictogram, and for what people sent in the page where one decides."""

    one: str | Promise
    many: str | Promise
    picto: str
    route: str = ""


KINDS = {
    "group-proposal": Kind(
        gettext_lazy("Groupe proposé"), gettext_lazy("Groupes proposés"), "groupe", "groups:review_proposal"
    ),
    "resource-proposal": Kind(
        gettext_lazy("Ressource proposée"), gettext_lazy("Ressources proposées"), "ressource", "atlas:review_resource"
    ),
    "network-join": Kind(
        gettext_lazy("Un réseau veut rejoindre le collectif"), gettext_lazy("Réseaux"), "reseau", "front:review_network"
    ),
    "call-back": Kind(gettext_lazy("Rappel demandé"), gettext_lazy("Rappels"), "rappel", "front:handle_message"),
    "message": Kind(gettext_lazy("Message"), gettext_lazy("Messages"), "ecrire", "front:handle_message"),
    "report": Kind(
        gettext_lazy("« Ce n'est plus vrai »"), gettext_lazy("Signalements"), "signaler", "front:handle_report"
    ),
    "journal-word": Kind(gettext_lazy("À lire avant de publier"), gettext_lazy("Mots à lire"), "livre"),
    HANDED: Kind(gettext_lazy("Un groupe vous remet un texte"), gettext_lazy("Textes de groupes"), "document"),
    "help": Kind(gettext_lazy("Un coup de main demandé"), gettext_lazy("Coups de main"), "main"),
    "buddy": Kind(gettext_lazy("Un groupe ami demandé"), gettext_lazy("Groupes amis"), "coeur"),
    "calls": Kind(gettext_lazy("Qui appeler cette semaine"), gettext_lazy("Appels"), "telephone"),
    "next-step": Kind(gettext_lazy("Suite à donner"), gettext_lazy("Suites à donner"), "quand"),
    "to-confirm": Kind(gettext_lazy("Toujours vrai ?"), gettext_lazy("Fiches à confirmer"), "horloge"),
    "alone": Kind(gettext_lazy("Plus personne n'anime"), gettext_lazy("Groupes sans animation"), "personne"),
    "letters": Kind(gettext_lazy("Lettres non parties"), gettext_lazy("Lettres"), "courrier"),
}


@dataclass(frozen=True)
class Source:
    """Where tasks of one or several kinds come from: how many, and the oldest ones."""

    counts: dict[str, int]
    oldest: Callable[[int], list[Task]]


@dataclass(frozen=True)
class Todo:
    """A page of « À faire »; `counts` are the filters, in the order of KINDS."""

    page: Page
    counts: list[tuple[str, Kind, int]]
    total: int
    kind: str


def todo(user: User, now: datetime.datetime, *, kind: str = "", page: str = "") -> Todo:
    """What waits for this person. The number of queries does not depend on how much waits."""
    found = sources(user, now, kind if kind in KINDS else "")
    numbers: dict[str, int] = {}
    for source in found:
        for name, number in source.counts.items():
            numbers[name] = numbers.get(name, 0) + number
    counts = [(name, KINDS[name], numbers[name]) for name in KINDS if numbers.get(name)]
    shown = [source for source in found if not kind or kind not in KINDS or kind in source.counts]
    total = numbers.get(kind, 0) if kind in KINDS else sum(numbers.values())
    return Todo(
        Paginator(cast(Any, Merged(shown, total)), PER_PAGE).get_page(page), counts, sum(numbers.values()), kind
    )


class Merged:
    """Several sources as one list, oldest first; asks each only for as much as the page can show.

    People wait, pages do not: what somebody expects comes before pages to confirm, however old these are.
    """

    def __init__(self, found: list[Source], total: int) -> None:
        self.found = found
        self.total = min(total, PER_PAGE * LAST_PAGE)

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> list[tuple[Kind, Task]]:
        tasks = [task for source in self.found for task in source.oldest(part.stop)]
        oldest = sorted(tasks, key=lambda task: (task.kind == "to-confirm", task.since, task.url))[part]
        return [(KINDS[task.kind], task) for task in oldest]


def sources(user: User, now: datetime.datetime, kind: str = "", *, calls: bool = True) -> list[Source]:
    """Everything for this person; `kind` narrows what people sent in to one sort. Without `calls` the line
    of the calls of the week is left to who asks for them in full."""
    found = [_contributions(user, now, kind)]
    found += [
        Source({"next-step": groups.steps_due(user, now).count()}, lambda n: groups.step_tasks(user, now, n)),
        Source({"next-step": groups.notes_due(user, now).count()}, lambda n: groups.note_tasks(user, now, n)),
        Source(
            {"to-confirm": groups.groups_to_confirm(user, now).count()}, lambda n: groups.confirm_tasks(user, now, n)
        ),
    ]
    found.append(Source({WORDS: waiting_words(user).count()}, lambda n: word_tasks(user, now, n)))
    found += _life(user, now, calls)
    if not user.is_coordinator:
        return found
    resources, letters = _resources_to_confirm(now), letters_lost()
    return [
        *found,
        Source({"alone": groups.groups_left_alone(user, now).count()}, lambda n: groups.alone_tasks(user, now, n)),
        Source({"to-confirm": resources.count()}, lambda n: _resource_tasks(resources, now, n)),
        Source({HANDED: unread_texts(user).count()}, lambda n: text_tasks(user, now, n)),
        Source({"letters": 1 if (lost := letters.count()) else 0}, lambda n: _letter_tasks(letters, lost, now)),
    ]


def _life(user: User, now: datetime.datetime, calls: bool) -> list[Source]:
    """For those who look after groups: what groups asked for, and one line for the calls of the week."""
    if not looks_after(user):
        return []
    wishes = Source(life_tasks.wish_counts(user), lambda n: life_tasks.wish_tasks(user, now, n))
    week = life_tasks.call_tasks(user, now) if calls else []
    return [wishes, Source({"calls": len(week)}, lambda n: week[:n])]


def _contributions(user: User, now: datetime.datetime, kind: str) -> Source:
    rows = groups.waiting_contributions(user, now)
    if user.is_coordinator:
        rows = rows | Contribution.objects.of_kind(*FOR_COORDINATION).waiting().order_by("sent_at", "pk")
    wanted = rows.filter(kind=kind) if kind else rows
    return Source(groups.counts_by_kind(rows), lambda number: _contribution_tasks(user, wanted, now, number))


def _contribution_tasks(user: User, rows: QuerySet[Contribution], now: datetime.datetime, number: int) -> list[Task]:
    waiting = [row for row in rows[:number] if row.kind in KINDS]
    scopes = {row.scope for row in waiting}
    local = groups.group_of_scopes(scopes)
    resources = resources_of_scopes(scopes)
    among = animated_scopes().filter(key__in=scopes).values_list("key", flat=True)
    animated = set(among) if user.is_coordinator else set()
    return [_contribution_task(row, local, resources, animated, user, now) for row in waiting]


def _contribution_task(
    row: Contribution,
    local: dict[str, LocalGroup],
    resources: dict[str, Resource],
    animated: set[str],
    user: User,
    now: datetime.datetime,
) -> Task:
    assert row.sent_at is not None
    notes = []
    if user.is_coordinator and row.scope in local and row.kind != "report":
        left = _("le groupe n'a pas répondu en sept jours")
        notes.append(left if row.scope in animated else _("personne n'anime ce groupe"))
    if row.answers.get("code") == "hurts":
        notes.append(_("peut blesser quelqu'un"))
    if row.answers.get("questions"):
        notes.append(_("question envoyée"))
    return Task(
        row.kind, row.sent_at, about_words(row, local, resources), reverse(KINDS[row.kind].route, args=[row.reference]),
        age_in_words(row.sent_at, now), groups.door_of(row), notes=notes,
    )  # fmt: skip


def about_words(row: Contribution, local: dict[str, LocalGroup], resources: dict[str, Resource]) -> str:
    """What it is about, without the name of whoever sent it."""
    if row.scope in local:
        return groups.place_of(local[row.scope])
    if row.scope in resources:
        return resources[row.scope].name
    if row.kind in ("message", "call-back"):
        return _("pour la coordination")
    return row.subject or str(row.answers.get("territory_label") or row.answers.get("name") or row.reference)


def resources_of_scopes(scopes: set[str]) -> dict[str, Resource]:
    """The resources that contributions name, by scope; one query."""
    keys = {scope.removeprefix(RESOURCE_SCOPE) for scope in scopes if scope.startswith(RESOURCE_SCOPE)}
    numbers = [int(key) for key in keys if key.isdecimal() and len(key) < 18]
    return {f"{RESOURCE_SCOPE}{row.pk}": row for row in Resource.objects.filter(pk__in=numbers)}


def _resources_to_confirm(now: datetime.datetime) -> QuerySet[Resource]:
    last_day = timezone.localdate(now) - datetime.timedelta(days=settings.CONFIRM_AFTER_DAYS)
    rows = Resource.objects.visible().annotate(said_on=Coalesce("last_confirmed_on", "shown_since"))
    return rows.filter(said_on__lte=last_day).select_related("commune").order_by("said_on", "pk")


def _resource_tasks(rows: QuerySet[Any], now: datetime.datetime, number: int) -> list[Task]:
    wait = datetime.timedelta(days=settings.CONFIRM_AFTER_DAYS)
    tasks = []
    for row in rows[:number]:
        day, url = row.said_on + wait, reverse("atlas:edit_resource", args=[row.slug])
        task = Task("to-confirm", groups.moment_of(day), row.name, url, age_in_words(day, now), about=row.commune.name)
        tasks.append(task)
    return tasks


def letters_lost() -> QuerySet[Letter]:
    """Letters that could not leave and that nobody of the coordination has looked at yet."""
    seen = JournalEntry.objects.filter(verb=SEEN_LETTER).values("thing")
    rows = Letter.objects.filter(state=LetterState.FAILED)
    return rows.annotate(key=Concat(Value("letter:"), Cast("pk", CharField()))).exclude(key__in=seen)


def _letter_tasks(letters: QuerySet[Letter], lost: int, now: datetime.datetime) -> list[Task]:
    oldest = letters.order_by("created_at", "pk").first()
    if oldest is None:
        return []
    what = ngettext("%d lettre n'a pas pu partir", "%d lettres n'ont pas pu partir", lost) % lost
    age = age_in_words(oldest.created_at, now)
    return [Task("letters", oldest.created_at, what, reverse("front:desk_letters"), age)]
