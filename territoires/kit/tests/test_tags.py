import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from territoires.kit import pictos
from territoires.kit.context_processors import current_site
from territoires.kit.forms import KitForm, NameField

CONTEXTS = pictos.SPRITE.parents[3]


def drawn(text: str, **context) -> str:
    return Template(text).render(Context(context))


def on_page(text: str, path: str = "/", **context) -> str:
    return Template(text).render(RequestContext(RequestFactory().get(path), {"site": current_site(), **context}))


class Sample(KitForm):
    prenom = NameField()
    oui = forms.ChoiceField(label="Oui ?", choices=[("o", "Oui")], widget=forms.RadioSelect)


def test_a_pictogram_is_silent_and_comes_from_our_sprite():
    html = drawn('{% picto "lieu" %}')
    assert 'aria-hidden="true"' in html
    assert 'href="/static/kit/pictos.svg#lieu"' in html


def test_arrows_turn_with_the_direction_of_reading():
    assert "kit-picto-arrow" in drawn('{% picto "suite" %}')
    assert "kit-picto-arrow" not in drawn('{% picto "horloge" %}')


def test_every_pictogram_asked_for_is_drawn():
    asked = {
        name
        for template in CONTEXTS.glob("*/templates/**/*.html")
        for name in re.findall(r'{% picto "([^"]+)" %}', template.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked - set(pictos.names()) == set()


@pytest.mark.parametrize("stage", ["premiers-contacts", "interesse", "confirme", "en-sommeil"])
def test_a_stage_has_a_word_and_a_shape_of_its_own(stage):
    html = drawn('{% include "kit/components/status.html" with stage=stage label="Mot" only %}', stage=stage)
    assert f"#etape-{stage}" in html
    assert "Mot" in html
    assert f"etape-{stage}" in pictos.names()


def test_a_phone_number_is_dialled_and_read_left_to_right():
    html = drawn("{{ number|phone_link }}", number="01 99 00 10 01")
    assert 'href="tel:0199001001"' in html
    assert '<bdi dir="ltr">01 99 00 10 01</bdi>' in html


def test_a_phone_number_cannot_carry_markup():
    html = drawn("{{ number|phone_link }}", number='"><script>1')
    assert "<script" not in html


def test_the_summary_leads_to_each_wrong_box():
    form = Sample({})
    html = drawn("{% error_summary form %}{{ form }}", form=form)
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html
    assert html.count("Écrivez votre prénom.") == 2
    assert 'role="alert"' in html


def test_there_is_no_summary_without_mistake():
    assert drawn("{% error_summary form %}", form=Sample()).strip() == ""
    assert drawn("{% error_summary form %}", form=Sample({"prenom": "A", "oui": "o"})).strip() == ""


def test_the_hint_and_the_error_are_said_with_the_box():
    class Hinted(KitForm):
        prenom = NameField(help_text="Comme vous voulez.")

    html = str(Hinted({}))
    assert 'aria-describedby="id_prenom_helptext id_prenom_error"' in html
    assert html.index('id="id_prenom_helptext"') < html.index('id="id_prenom_error"') < html.index("<input")


def test_choices_are_grouped_under_their_question():
    html = str(Sample({}))
    assert re.search(r'<fieldset[^>]*aria-describedby="id_oui_error"[^>]*>\s*<legend[^>]*>\s*Oui \?', html)


def test_what_is_not_asked_says_so_and_nothing_wears_a_star():
    class Optional(KitForm):
        prenom = NameField(required=False)

    assert "(facultatif)" in str(Optional())
    assert "(facultatif)" not in str(Sample())
    assert "*" not in str(Sample())


def test_the_title_of_a_refused_page_starts_with_error():
    page = '{% extends "kit/page.html" %}{% block title %}Venir{% endblock %}'
    assert "<title>Erreur : Venir – 1001 territoires</title>" in on_page(page, form=Sample({}))
    assert "<title>Venir – 1001 territoires</title>" in on_page(page, form=Sample())


def test_the_title_is_said_to_those_who_share_the_page_too():
    page = '{% extends "kit/page.html" %}{% block title %}{{ name }}{% endblock %}'
    assert '<meta property="og:title" content="L&#x27;Alma &amp; nous">' in on_page(page, name="L'Alma & nous")


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 groupe"), (1, "1 groupe"), (2, "2 groupes"), (1001, "1 001 groupes")]
)
def test_a_number_agrees_with_its_word(number, said):
    html = drawn('{% plural number "groupe" "groupes" %}', number=number)
    assert html.replace("\u00a0", " ").replace("\u202f", " ") == said


def test_the_path_to_a_page_ends_with_the_page():
    html = drawn('{% breadcrumb "La carte" "/carte/" "Nord" %}')
    assert '<a href="/carte/">La carte</a>' in html
    assert '<span aria-current="page">Nord</span>' in html


def test_more_of_a_list_keeps_the_filters():
    page = Paginator(range(50), 20).page(2)
    html = on_page("{% pagination page %}", "/carte/?etape=confirme&page=2", page=page)
    assert 'href="?etape=confirme&amp;page=3"' in html
    assert 'href="?etape=confirme&amp;page=1"' in html


def test_passing_the_word_on_uses_plain_links():
    html = drawn('{% share_row "Roubaix, mardi & gratuit" "https://exemple.fr/g" "Le groupe" %}')
    assert "https://wa.me/?text=Roubaix%2C%20mardi%20%26%20gratuit%20https%3A%2F%2Fexemple.fr%2Fg" in html
    assert "sms:?&amp;body=Roubaix" in html
    assert "mailto:?subject=Le%20groupe" in html
    assert re.findall(r'<script(?! type="module" src="/static/)', html) == []


def test_the_menu_says_where_one_is():
    html = on_page("{% menu %}", "/style/")
    assert "aria-current" not in html


def test_an_acronym_is_said_in_full():
    html = drawn('{% acronym "PEDT" "projet éducatif de territoire" %}')
    assert "PEDT</abbr> (projet éducatif de territoire)" in html
