"""What is said in a mirror is nowhere else: a marker is planted in every word that it keeps, then every route is asked
by every role, and letters, journal, log and the rest of the database are read."""

import datetime
import io
import logging
from itertools import product

import pypdf
import pytest
import typst
from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from territoires.groups.models import Animator
from territoires.kit import panels
from territoires.kit.actors import INSTALLER
from territoires.mirror.actions import choose_try, end_try, hand_text, look_together, save_tallies, take_text_back
from territoires.mirror.actions import write_text as write
from territoires.mirror.enums import TryEnd
from territoires.mirror.models import HandedText, Mirror, Tally
from territoires.mirror.permissions import Seat
from territoires.mirror.tests.factories import answer, make_card, make_member, make_open
from tests import world as worlds
from tests.routes import Route, all_routes

pytestmark = [pytest.mark.django_db, pytest.mark.unguarded]
SIGN = "qzxwkvjq"  # begins every marker; long enough that no secret address holds it by chance
LONG_AGO = datetime.timedelta(days=90)
OUTSIDERS = ("visitor", "outsider", "other_animator", "delegate", "coordinator", "administrator", "other_card")
CARDS = ("card", "other_card")
INSIDERS = ("member", "animator", "card")
OF_THE_MIRROR = "mirror"
LEFT_OUT = {"kit:readyz"}
ELSEWHERE = {"hidden", "other", "hidden-resource", "message-other"}


def mark(what: str) -> str:
    return f"{SIGN}{what}{SIGN}"


class Table:
    """A group with everything a mirror can hold, its people, and those of other groups."""

    def __init__(self, people, sign_in, visitor) -> None:
        self.world = worlds.build(people)
        self.group, self.other = self.world.shown, self.world.other
        Mirror.objects.all().delete()
        HandedText.objects.all().delete()
        self.member = make_member(self.group, user=people.relay)
        self.card = make_card(self.group, make_member(self.group))
        self.other_card = make_card(self.other, make_member(self.other))
        self.outsider = people._make("Odile")
        self.clients = {
            "visitor": visitor, "outsider": sign_in(self.outsider), "other_animator": sign_in(people.other_animator),
            "delegate": sign_in(people.delegate), "coordinator": sign_in(people.coordinator),
            "administrator": sign_in(people.administrator), "other_card": visitor, "member": sign_in(people.relay),
            "animator": sign_in(people.animator), "card": visitor,
        }  # fmt: skip
        self._look_once()
        self._answer_again()
        self._write_texts()
        make_open(self.other)

    def _look_once(self) -> None:
        """A round that was looked at, with its try and what became of it."""
        then = timezone.now() - LONG_AGO
        mirror = make_open(self.group, then)
        for number in range(4):
            answer(mirror, f"member:9{number}", 1, "on-essaie", mark(f"seen{number}"))
        save_tallies(mirror=mirror, raised={(1, "on-essaie"): 23791}, by=INSTALLER, now=then)
        self.seen = look_together(mirror=mirror, by=INSTALLER, now=then)
        day = timezone.localdate()
        chosen = {"words": mark("try"), "try_by": day, "landmark": 1}
        choose_try(mirror=self.seen, **chosen, by=INSTALLER, now=then)
        end_try(mirror=self.seen, end=TryEnd.DONE, told=mark("told"), by=INSTALLER, now=then)

    def _answer_again(self) -> None:
        """An open round, answered through the doors: an account and a card."""
        make_open(self.group)
        account = reverse("mirror:question", args=[self.group.slug, 1])
        card = reverse("mirror:card_question", args=[self.card.code, 1])
        self.clients["member"].post(account, {"hand": "on-essaie", "words": mark("account")})
        self.clients["card"].post(card, {"hand": "on-essaie", "words": mark("card")})

    def _write_texts(self) -> None:
        address = reverse("mirror:write_text", args=[self.group.slug])
        self.clients["member"].post(address, {"words": mark("unsent")})
        now = timezone.now()
        taken = write(group=self.group, words=mark("taken"), by=INSTALLER, now=now)
        take_text_back(text=hand_text(text=taken, by=INSTALLER, now=now), by=INSTALLER, now=now)
        self.text = HandedText.objects.get(words=mark("unsent"))

    def planted(self) -> set[str]:
        rows = [*Mirror.objects.values_list("try_words", "try_told"), *HandedText.objects.values_list("words")]
        rows += list(apps.get_model("mirror", "Answer").objects.values_list("words"))
        return {word for row in rows for word in row if SIGN in word}

    def addresses(self, route: Route, role: str) -> list[str]:
        """Every object the route can be asked about, those of the mirror foremost."""
        nobodys = [self.world.life.cards[name].code for name in ("wall", "new")]
        cards = {"card": [self.card.code], "other_card": [self.other_card.code]}.get(role, nobodys)
        ours = {
            "mirror_id": [str(self.seen.pk), str(self.seen.pk + 1)],
            "text_id": [str(one) for one in HandedText.objects.values_list("pk", flat=True)],
            "landmark": ["1"],
            "code": cards,
        }
        rest = tuple(name for name in route.parameters if name not in ours)
        known = worlds.variants(route.name, rest, self.world)
        values = {name: _ours(some) for name, some in known.items()}
        values |= {name: ours[name] for name in route.parameters if name in ours}
        names = list(values)
        return [reverse(route.name, kwargs=dict(zip(names, one, strict=True))) for one in product(*values.values())]


def _ours(values: list[tuple[str, str]]) -> list[str]:
    """Objects of the group that was marked; those of others hold no marker."""
    return [value for label, value in values if label not in ELSEWHERE] or [value for _, value in values]


@pytest.fixture(autouse=True)
def _each_sheet_is_set_once(monkeypatch):
    """The same words give the same sheet: it is set once for all who ask."""
    compile_sheet, made = typst.compile, {}

    def compile_once(template, **told):
        key = (template, told["sys_inputs"]["data"])
        if key not in made:
            made[key] = compile_sheet(template, **told)
        return made[key]

    monkeypatch.setattr(typst, "compile", compile_once)


@pytest.fixture
def table(people, reference, sign_in, visitor):
    return Table(people, sign_in, visitor)


@pytest.fixture
def log_lines():
    """Whatever any logger writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    silent = [one for one in loggers if one is logging.root or not one.propagate]
    levels = {one: one.level for one in silent}
    for one in silent:
        one.addHandler(handler)
        one.setLevel(logging.DEBUG)
    yield stream
    for one in silent:
        one.removeHandler(handler)
        one.setLevel(levels[one])


def text_of(response) -> str:
    """What somebody can read of an answer: its body, its headers, the pages of a PDF."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    told = body.decode("utf-8", errors="replace") + str(dict(response.headers)) + str(response.cookies)
    if body.startswith(b"%PDF"):
        told += "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    return told


def ask(client, method: str, address: str, data=None) -> str:
    kept = client.cookies.copy()
    with transaction.atomic():
        told = text_of(client.generic(method, address, data or "", content_type="application/x-www-form-urlencoded"))
        transaction.set_rollback(True)
    client.cookies = kept
    return told


def leaks(table: Table, roles, routes=None) -> list[str]:
    found = []
    asked = [route for route in routes or all_routes() if route.name not in LEFT_OUT]
    for route, role in product(asked, roles):
        if role in CARDS and "code" not in route.parameters:
            continue  # without its code, a card is anybody
        for address, method in product(table.addresses(route, role), ("GET", "POST")):
            if SIGN in ask(table.clients[role], method, address):
                found.append(f"{role} {method} {route.name} {address}")
    return found


def elsewhere() -> list[str]:
    """Rows of every other context that carry a marker: journal, letters, tasks, sessions, contributions…"""
    return [
        f"{model._meta.label} {row}"
        for model in apps.get_models()
        if model._meta.app_label != OF_THE_MIRROR
        for row in map(str, model._default_manager.values())
        if SIGN in row
    ]


def test_no_outsider_reads_a_word_on_any_route(table, log_lines):
    assert len(table.planted()) == 10
    assert leaks(table, OUTSIDERS) == []
    assert SIGN not in log_lines.getvalue()


def test_nothing_of_it_is_kept_elsewhere(table):
    assert elsewhere() == []


def test_those_of_the_group_read_it_on_its_own_pages_only(table, log_lines):
    read = leaks(table, INSIDERS)
    names = {line.split()[2] for line in read}
    own_data = {name for name in names if name.startswith("accounts:")}
    assert {line.split()[0] for line in read if line.split()[2] in own_data} <= {"member"}
    assert {name.split(":")[0] for name in names - own_data} <= {"mirror", "groups"}
    assert {name for name in names if name.startswith("groups:")} <= {"groups:inside", "groups:card"}
    assert {"mirror:question", "mirror:card_question", "mirror:past_round", "mirror:texts"} <= names
    assert SIGN not in log_lines.getvalue()


def test_nobody_reads_the_open_answer_of_another(table):
    everybodys = {mark("account"), mark("card")}
    own = {"member": {mark("account")}, "card": {mark("card")}, "animator": set()}
    inside = ("mirror:", "groups:inside", "groups:card", "accounts:")
    for route, role in product([one for one in all_routes() if one.name.startswith(inside)], own):
        for address in table.addresses(route, role):
            told = ask(table.clients[role], "GET", address)
            assert {one for one in everybodys if one in told} <= own[role], f"{role} {address}"


def test_counts_of_hands_are_shown_to_nobody(table):
    address = reverse("mirror:past_round", args=[table.group.slug, table.seen.pk])
    assert Tally.objects.filter(raised=23791).exists()
    assert "23791" not in table.clients["animator"].get(address).content.decode()


def test_a_text_is_read_by_the_coordination_only_while_it_is_handed_over(table):
    desk = reverse("groups:desk_group", args=[table.group.slug])
    now = timezone.now()
    for role in ("coordinator", "administrator"):
        assert SIGN not in ask(table.clients[role], "GET", desk)
    hand_text(text=table.text, by=INSTALLER, now=now)
    for role in ("coordinator", "administrator"):
        assert mark("unsent") in ask(table.clients[role], "GET", desk)
        assert mark("taken") not in ask(table.clients[role], "GET", desk)
    assert leaks(table, ("visitor", "outsider", "delegate", "other_animator"), desk_routes()) == []
    take_text_back(text=table.text, by=INSTALLER, now=now)
    assert SIGN not in ask(table.clients["coordinator"], "GET", desk)


def desk_routes() -> list[Route]:
    return [route for route in all_routes() if route.name.startswith(("groups:desk", "groups:space", "front:"))]


def test_somebody_who_left_reads_nothing(table):
    Animator.objects.filter(group=table.group).update(until=timezone.now())
    table.member.left_at = timezone.now()
    table.member.save()
    routes = [route for route in all_routes() if route.name.startswith(("mirror:", "groups:"))]
    assert leaks(table, ("member", "animator"), routes) == []


# -- the fence itself can fall ----------------------------------------------------------------------------------------


def _leaking_panel(request, group):
    return panels.Panel("mirror/panel_handed.html", {"texts": HandedText.objects.all()})


def test_a_panel_that_leaks_is_seen(table, monkeypatch):
    monkeypatch.setitem(panels._makers, "group-page", [(1, "leak", _leaking_panel)])
    page = [route for route in all_routes() if route.name == "groups:group_page"]
    HandedText.objects.update(handed_at=timezone.now(), taken_back_at=None)
    found = leaks(table, ("visitor",), page)
    assert found
    assert "visitor GET groups:group_page" in found[0]


def test_a_permission_that_lets_in_is_seen(table, monkeypatch):
    seat = Seat(table.group, "user:0")
    monkeypatch.setattr("territoires.mirror.views.rounds.fetch_seat_for", lambda user, slug: seat)
    page = [route for route in all_routes() if route.name == "mirror:past_round"]
    assert leaks(table, ("outsider",), page)


def test_a_word_in_the_log_or_the_journal_is_seen(table, log_lines):
    logging.getLogger("territoires.mirror").info("answer %s", mark("log"))
    assert SIGN in log_lines.getvalue()
    table.world.letter.text = mark("letter")
    table.world.letter.save()
    assert [line for line in elsewhere() if line.startswith("mailer.Letter")]
