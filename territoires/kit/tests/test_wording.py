"""The checker of words finds what wounds, and lets ordinary French through."""

from io import StringIO

import pytest
from django.core.management import call_command

from territoires.kit.texts import json_texts, page_text, python_texts, template_texts
from territoires.kit.wording import find_faults, readability, sentences, unexpanded_acronyms


@pytest.mark.parametrize(
    "text",
    [
        "Des parents démissionnaires", "les plus démunis", "Veuillez remplir", "Champ OBLIGATOIRE", "Adresse invalide",
        "les usagers du service", "la prise en charge", "éloignés de l’école", "Oups !", "la mixité à l'école",
        "les bénéficiaires", "un public cible", "Il est interdit de", "vous êtes convoquée", "quartier sensible",
    ],
)  # fmt: skip
def test_wounding_words_are_found(text):
    assert len(find_faults(text)) == 1


@pytest.mark.parametrize("text", ["tou.te.s", "chacun.e", "un·e parent", "les élu(e)s", "animateur.trice", "ami(e)"])
def test_dotted_forms_are_found(text):
    assert find_faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "La mixité sociale se construit.", "Agence nationale de lutte contre l'illettrisme", "Assister à la réunion",
        "Écrivez à bonjour@exemple.es", "Voir https://exemple.ne/page", "Fin. Elle vient.", "une interdiction",
        "p. ex. un café", "etc. Puis", "1 000 habitants (Nord)", "L'usage du site", "se validera",
    ],
)  # fmt: skip
def test_ordinary_french_passes(text):
    assert find_faults(text) == []


def test_a_fault_says_where_and_what_to_write_instead():
    finding = find_faults("Merci. Veuillez patienter.")[0]
    assert (finding.words, finding.at) == ("Veuillez", 7)
    assert "Écrivez" in finding.advice


def test_an_acronym_alone_is_told_and_an_expanded_one_is_not():
    assert unexpanded_acronyms("La CAF aide. Le PEDT aussi.") == ["CAF", "PEDT"]
    assert unexpanded_acronyms("La caisse d'allocations familiales (CAF) aide. La CAF finance.") == []
    assert unexpanded_acronyms("PEDT, projet éducatif de territoire") == []
    assert unexpanded_acronyms("un PRENOM, la CAFÉTÉRIA") == []


def test_sentences_are_counted_as_people_read_them():
    assert [len(words) for words in sentences("Nous parlons ensemble. Vous venez quand vous voulez !\nBonjour")] == [
        3,
        5,
    ]


def test_short_sentences_read_more_easily_than_long_ones():
    short = readability("Venez un soir. On parle. On boit un café. Chacun dit ce qui compte pour lui.")
    long = readability(
        "L'institutionnalisation progressive des partenariats territoriaux conditionne indubitablement la "
        "pérennisation des expérimentations pédagogiques interdisciplinaires."
    )
    assert short.mean < 6
    assert short.ease > 75 > long.ease
    assert long.longest == 14


def test_an_empty_text_reads_with_ease():
    assert readability("").ease == 100.0


def test_a_template_gives_its_words_with_their_lines():
    source = '<h1 class="x">{% translate "Bonjour à tous" %}</h1>\n{# veuillez #}\n<img alt="Un jardin">\n{{ x }} fin'
    assert list(template_texts(source)) == [(1, "Bonjour à tous"), (3, "Un jardin"), (4, "fin")]


def test_a_python_file_gives_its_messages_only():
    source = 'x = "veuillez"\ny = _("Écrivez votre prénom.")\nz = ngettext("%d jour", "%d jours", 2)'
    assert list(python_texts(source)) == [(2, "Écrivez votre prénom."), (3, "%d jour"), (3, "%d jours")]


def test_a_content_file_gives_its_words_and_not_its_addresses():
    source = '[{"slug": "un deux",\n"text": "Des mots ici", "sources": [{"label": "un site"}]}]'
    assert list(json_texts(source)) == [(2, "Des mots ici")]


def test_a_page_is_read_block_by_block():
    assert page_text("<nav>Non</nav><main><h1>Un <b>titre</b></h1><p>Une&nbsp;phrase.</p></main>") == (
        "Un titre\nUne phrase."
    )


def test_no_word_of_the_site_wounds():
    call_command("check_words", stdout=StringIO())
