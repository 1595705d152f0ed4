"""The page of a group: what, where, whom; nothing of a hidden one; nobody's address."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.groups.models import LocalGroup
from territoires.groups.tests.factories import make_animator, make_commune, make_group, make_role
from territoires.networks.models import Delegate, Network
from territoires.vocabulary.models import SpokenLanguage, Theme

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()
A_DAY = datetime.timedelta(days=1)


def url(group: LocalGroup) -> str:
    return reverse("groups:group_page", args=[group.slug])


def page_of(client, group: LocalGroup) -> str:
    answer = client.get(url(group))
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def make_network(acronym: str = "ACEPP") -> Network:
    return Network.objects.create(
        slug=acronym.lower(), acronym=acronym, name="Parents et professionnels", signature="x"
    )


def make_rich_group(many: int = 1) -> LocalGroup:
    group = make_group(
        "Les parents de l'Alma", summary="Un café des parents.", meets_when="Le mardi à 9 h",
        meets_where="Au 12, à l'école", story="On discute.\n\nOn rit.",
        children_part="Les enfants dessinent l'affiche.", next_steps="Une fête en juin.",
        carried_by="Le centre social", who_answers="Sophie", answer_days=3, last_confirmed_on=datetime.date(2026, 3, 3),
        territory_label="autour de l'école Jean-Macé",
    )  # fmt: skip
    for number in range(many):
        group.networks.add(make_network(f"RESEAU{number}"))
        group.roles_present.add(make_role(f"parents-{number}", f"Parents {number}"))
        group.roles_missing.add(make_role(f"absents-{number}", f"Enseignants {number}"))
        group.themes.add(Theme.objects.create(slug=f"theme-{number}", name=f"Thème {number}"))
        group.languages.add(SpokenLanguage.objects.create(slug=f"l{number}", name=f"Langue {number}"))
    group.other_communes.add(make_commune("Tourcoing"))
    return group


def test_the_page_says_what_then_where_then_whom_then_the_rest(visitor):
    page = page_of(visitor, make_rich_group())
    told = [
        "<h1>Les parents de l&#x27;Alma",
        "Confirmé",
        "Un café des parents.",
        "Au 12, à l&#x27;école",
        "Roubaix (Nord)",
        "autour de l&#x27;école Jean-Macé",
        "Tourcoing",
        "Le mardi à 9 h",
        "Langue 0",
        "On vous rappelle",
        "Écrire au groupe",
        "Qui répond : la coordination nationale, en 3 jours",
        "On discute.",
        "Les enfants dessinent",
        "Parents 0",
        "Il manque encore",
        "Enseignants 0",
        "Thème 0",
        "Une fête en juin.",
        "Porté par Le centre social",
        "Avec l'appui de",
        "RESEAU0",
        "a relu cette page le mardi 3\u00a0mars 2026",
        "Ce n'est plus vrai",
    ]
    places = [page.find(words) for words in told]
    assert -1 not in places, [words for words, place in zip(told, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_who_answers_is_named_as_the_group_chose(visitor, people):
    group = make_rich_group()
    make_animator(group, people.animator)
    assert "Qui répond : Sophie, en 3 jours" in page_of(visitor, group)
    LocalGroup.objects.update(who_answers="")
    assert "Qui répond : les personnes qui animent le groupe" in page_of(visitor, group)


def test_a_bare_group_has_a_page_too(visitor):
    page = page_of(visitor, make_group("Tout neuf", stage="first-contact"))
    assert "Premiers contacts" in page
    assert "Demandez au groupe la prochaine date." in page
    assert "Porté par" not in page


@pytest.mark.parametrize(
    ("stage", "word"),
    [
        ("first-contact", "Premiers contacts"),
        ("interested", "Intéressé"),
        ("confirmed", "Confirmé"),
        ("asleep", "En sommeil"),
    ],
)
def test_the_stage_is_a_word_and_a_shape_before_a_colour(visitor, stage, word):
    page = page_of(visitor, make_group("Alma", stage=stage))
    status = page.split('class="kit-status')[1].split("</span>")[0]
    assert word in status
    assert "#etape-" in status


def test_a_sleeping_group_says_so_kindly(visitor):
    page = page_of(visitor, make_group("Alma", stage="asleep"))
    assert "se repose" in page
    assert "On vous rappelle" in page


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (TODAY - A_DAY, TODAY + A_DAY, True),
        (TODAY - 9 * A_DAY, TODAY - A_DAY, False),
        (TODAY + A_DAY, TODAY + 9 * A_DAY, False),
        (None, None, False),
    ],
)
def test_a_phone_shows_only_while_its_choice_lasts(visitor, since, until, shown):
    group = make_group("Alma", phone="06 12 34 56 21", phone_public_since=since, phone_public_until=until)
    answer = visitor.get(url(group)).content.decode()
    assert ("06 12 34 56 21" in answer) is shown
    assert ("0612345621" in answer) is shown


def test_no_address_nor_number_of_anybody_is_in_the_page(visitor, people):
    group = make_group("Alma", phone="06 12 34 56 21", phone_e164="+33612345621")
    make_animator(group, people.animator)
    answer = visitor.get(url(group)).content.decode()
    assert "@exemple.fr" not in answer
    assert not re.search(r"[\w.+-]+@[\w-]+\.\w+", answer)
    assert "12 34 56" not in answer
    assert "Sophie" not in answer, "an animator's name is shown only when the group chose who answers"


def test_a_hidden_group_does_not_exist_for_the_world(visitor, relay, animator, delegate):
    hidden = make_group("Discret", shown=False, stage="interested")
    never = visitor.get("/groupes/jamais-vu/")
    for client in (visitor, relay, animator, delegate):
        answer = client.get(url(hidden))
        assert answer.status_code == never.status_code == 404
        assert "Discret" not in answer.content.decode()


def test_a_hidden_group_is_read_by_those_who_care_for_it(coordinator, administrator, animator, delegate):
    hidden = make_group("Discret", shown=False, stage="interested")
    make_animator(hidden, animator.user)
    network = make_network()
    hidden.networks.add(network)
    Delegate.objects.create(network=network, user=delegate.user, since=timezone.now())
    for client in (coordinator, administrator, animator, delegate):
        answer = client.get(url(hidden))
        assert answer.status_code == 200
        assert "pas encore publique" in answer.content.decode()


def test_an_ended_mandate_closes_the_page_of_a_hidden_group(animator):
    hidden = make_group("Discret", shown=False, stage="interested")
    mandate = make_animator(hidden, animator.user)
    mandate.until = timezone.now()
    mandate.save()
    assert animator.get(url(hidden)).status_code == 404


def test_hiding_a_group_is_seen_in_the_next_request(visitor):
    group = make_group("Alma")
    assert visitor.get(url(group)).status_code == 200
    LocalGroup.objects.update(shown_since=None, stage="interested")
    assert visitor.get(url(group)).status_code == 404


def test_the_number_of_reads_does_not_grow_with_the_group(visitor, django_assert_max_num_queries):
    group = make_rich_group(many=7)
    with django_assert_max_num_queries(16):
        visitor.get(url(group))


def test_the_page_is_light(visitor):
    answer = visitor.get(url(make_rich_group(many=5)))
    assert len(answer.content) < 30_000
    assert not visitor.cookies


def test_what_is_shared_is_plain_links_with_a_complete_text(visitor):
    page = page_of(visitor, make_rich_group())
    for start in ("https://wa.me/?text=", "sms:?", "mailto:?"):
        assert start in page
    message = page.split("https://wa.me/?text=")[1].split('"')[0]
    assert "Le%20mardi" in message


def test_words_of_a_group_cannot_write_on_its_page(visitor):
    group = make_group(
        "<script>a()</script>", slug="x", summary="<img src=x onerror=a()>", story="<a href='javascript:a()'>x</a>"
    )
    page = page_of(visitor, group)
    assert "<script>a" not in page
    assert "<img" not in page
    assert "href='javascript" not in page


def test_names_of_any_script_have_a_page(visitor):
    page = page_of(visitor, make_group("مجموعة الآباء 🙂", slug="groupe-roubaix"))
    assert "مجموعة الآباء 🙂" in page


def test_the_old_list_leads_to_the_map(visitor):
    answer = visitor.get("/groupes/")
    assert (answer.status_code, answer["Location"]) == (301, "/carte/")


def test_the_page_has_no_hidden_data_block(visitor):
    assert "application/ld+json" not in visitor.get(url(make_rich_group())).content.decode()
