"""What a person does on the pages that propose a group, for the tests."""

from django.test import Client
from django.urls import reverse

from territoires.contributions.models import Contribution
from territoires.groups.tests.factories import make_commune, make_role

ANSWERS = {
    "lieu": {"place": "Roubaix", "territory_label": "autour de l'école Jean-Macé"},
    "vous": {"role": "parent", "role_other": ""},
    "projet": {"about": "Un café des parents.", "name": "Le café de l'Alma"},
    "contact": {"reach": "phone", "first_name": "Fatou", "phone": "06 12 34 56 21", "email": ""},
    "relais": {"agreed": "aloud", "relay_name": "Karim", "relay_contact": "karim@exemple.fr"},
    "accord": {"show": "oui", "carried_by": "Le centre social"},
}


def prepare() -> None:
    """The rows the questions need."""
    make_commune("Roubaix")
    make_role()


def step_url(draft: Contribution, step: str) -> str:
    return reverse("groups:start_step", args=[draft.token, step])


def page_url(draft: Contribution, name: str) -> str:
    return reverse(f"groups:{name}", args=[draft.token])


def begin(client: Client, entry: str = "idee", **answers) -> Contribution:
    """Answer the first question."""
    answer = client.post(reverse("groups:start_place", args=[entry]), {**ANSWERS["lieu"], **answers})
    assert answer.status_code == 302, answer.content.decode()
    return Contribution.objects.order_by("-pk").first()


def answer_all(client: Client, entry: str = "idee", **other) -> Contribution:
    """Answer every question; `other` replaces the answers of a step."""
    draft = begin(client, entry)
    steps = ["vous", "projet", "contact"]
    answers = {step: {**words, **other.get(step, {})} for step, words in ANSWERS.items()}
    if answers["contact"]["reach"] == "relay":
        steps.append("relais")
    if entry == "groupe":
        steps.append("accord")
    for step in steps:
        done = client.post(step_url(draft, step), answers[step])
        assert done.status_code == 302, (step, done.content.decode())
    draft.refresh_from_db()
    return draft


def propose(client: Client, entry: str = "idee", **other) -> Contribution:
    draft = answer_all(client, entry, **other)
    assert client.post(page_url(draft, "start_check")).status_code == 302
    draft.refresh_from_db()
    return draft
