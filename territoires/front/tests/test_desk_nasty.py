"""Whatever is typed at the desk, nothing breaks and nobody's words are lost."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.contributions.actions import receive
from territoires.groups.tests.desk import make_message, make_network, make_proposal
from territoires.groups.tests.factories import make_animator, make_group
from territoires.kit.actors import VISITOR

NASTY = (
    "\x00", "a\x00b", "\ud800", "x" * 65_000, "9" * 40, "-1", "1e308", "NaN", "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\u202eabc", "🧮" * 500, "\r\n.\r\nBcc: x@y.fr", "0001-01-01", "9999-12-31", "31/02/2026", "[]", "{}", " ", "%00",
)  # fmt: skip
FIELDS = (
    "to", "source", "reason", "next_step", "next_on", "version", "agreed_on", "how", "name", "commune", "commune_insee",
    "stage", "shown_on", "shown_how", "networks", "territory_label", "with_whom", "channel", "said", "agreed", "email",
    "summary", "answer_days", "roles_present", "languages", "themes", "other_communes", "precision", "phone", "public",
    "until", "position", "is_public", "note", "answer-words", "answer-signed", "answer-version", "network",
    "accepter-name", "accepter-commune", "accepter-version", "accepter-shown_on", "refuser-reason", "refuser-version",
    "reunir-into", "demander-question", "noter-words", "q", "etape", "departement", "reseau", "montre", "page", "quoi",
)  # fmt: skip


LONG = ("reason", "said", "story", "accepter-story", "refuser-reason", "noter-words", "answer-words")
FILTERS = ("q", "etape", "page", "quoi", "groupes", "reseau", "departement")


@pytest.fixture
def addresses(people):
    group = make_group()
    group.networks.add(make_network())
    scope = f"localgroup:{group.pk}"
    note = group.follow_ups.create(at=timezone.now(), channel="phone", said="x", agreed=True)
    join = receive(kind="network-join", answers={"name": "x"}, now=timezone.now(), by=VISITOR, speaker_name="Awa")
    of_group = (
        "desk_group", "desk_stage", "desk_stage_undo", "desk_show", "desk_hide", "desk_animators", "add_follow_up",
        "edit_group", "undo_edit", "group_phone", "group_place", "space_group",
    )  # fmt: skip
    return [
        *(reverse(f"groups:{name}", args=[group.slug]) for name in of_group),
        reverse("groups:desk_groups"),
        reverse("groups:desk_groups_csv"),
        reverse("groups:desk_create"),
        reverse("groups:review_proposal", args=[make_proposal().reference]),
        reverse("groups:erase_follow_up", args=[note.pk]),
        reverse("groups:end_animation", args=[make_animator(group, people.animator).pk]),
        reverse("front:desk"),
        reverse("front:space"),
        reverse("front:desk_delegates"),
        reverse("front:review_network", args=[join.reference]),
        reverse("front:handle_message", args=[make_message("coordination").reference]),
        reverse("front:handle_report", args=[make_message(scope, kind="report").reference]),
    ]


def typed(**data) -> bytes:
    """As a browser sends it, lone surrogates too."""
    return urlencode(data, errors="surrogatepass").encode()


@pytest.mark.unguarded
@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_nothing_typed_at_the_desk_breaks_it(coordinator, addresses, words):
    fields = FIELDS if len(words) < 1000 else LONG
    filters = typed(**dict.fromkeys(FILTERS, words[:2000])).decode()
    for address in addresses:
        decisions = ("accepter", "refuser", "reunir", "demander", "noter", "x") if "propositions" in address else ("x",)
        for decision in decisions:
            body = typed(**dict.fromkeys(fields, words), decision=decision)
            answer = coordinator.post(address, body, content_type="application/x-www-form-urlencoded")
            assert answer.status_code < 500, (address, decision)
        assert coordinator.get(f"{address}?{filters}").status_code < 500, address


@pytest.mark.unguarded
@pytest.mark.parametrize("reference", ["%00", "..", "x" * 300, "é", "LUNE-4821%0a", "9" * 30])
def test_an_address_typed_by_hand_leads_nowhere(coordinator, reference):
    for start in (
        "/coordination/propositions/",
        "/espace/messages/",
        "/espace/signalements/",
        "/coordination/adhesions/",
    ):
        assert coordinator.get(f"{start}{reference}/").status_code in (400, 404)
    assert coordinator.post("/espace/suivi/999999999999999999999999/fait/").status_code == 404
    assert coordinator.post("/espace/suivi/999999999999999/fait/").status_code == 404
