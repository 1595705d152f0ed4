"""Texts to paste: complete in themselves, and never longer than what they promise."""

from hypothesis import given
from hypothesis import strategies as st

from territoires.journal.rules import agenda
from territoires.journal.rules.agenda import Dated, Group, News

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)
PHONES = st.sampled_from(["", "06 12 34 56 78", "+262 692 12 34 56"])
ADDRESSES = st.sampled_from(["https://1001t.fr/g/7", "https://www.exemple-assez-long.fr/groupes/" + "a" * 120 + "/"])
GROUPS = st.builds(Group, name=WORDS, place=WORDS, phone=PHONES, address=ADDRESSES)
DATES = st.builds(
    Dated, day=WORDS, hours=WORDS, what=WORDS, where=WORDS, facts=st.lists(WORDS, max_size=4).map(tuple),
    cancelled=st.booleans(), postponed_from=WORDS,
)  # fmt: skip
NEWS = st.builds(News, day=WORDS, words=st.text(max_size=1500))
ALMA = Group("Les parents de l'Alma", "Roubaix", "03 20 00 00 00", "https://1001t.fr/g/7")
CAFE = Dated("mardi 1er\u00a0décembre", "à 18\u00a0h", "café des parents", "École Pasteur, salle 2", ("gratuit",))


@given(GROUPS, st.lists(DATES, max_size=14), st.lists(NEWS, max_size=4))
def test_texts_keep_to_their_length_and_can_be_reached(group, dates, news):
    whole, short = agenda.whole_agenda(group, dates, news), agenda.short_agenda(group, dates, news)
    assert 0 < len(whole) <= agenda.LONG
    assert 0 < len(short) <= agenda.SHORT
    for text in (whole, short):
        assert text.endswith(group.address)
        assert group.phone in text


@given(GROUPS, DATES)
def test_one_date_keeps_to_its_length(group, date):
    said = agenda.one_date(date, group)
    assert len(said) <= agenda.SHORT
    assert said.endswith(group.address)
    if date.cancelled:
        assert "ANNULÉ" in said


@given(st.text(max_size=60), st.integers(-2, 70))
def test_cutting_never_adds(text, room):
    cut = agenda.cut(text, room)
    assert len(cut) <= max(room, 0) or cut == text == ""
    if len(text) <= room:
        assert cut == text


def test_one_date_says_all_that_is_needed():
    assert agenda.one_date(CAFE, ALMA) == (
        "Les parents de l'Alma (Roubaix). Mardi 1er décembre à 18 h : café des parents. École Pasteur, salle 2."
        " Gratuit. Tél. 03 20 00 00 00 https://1001t.fr/g/7"
    )


def test_the_agenda_to_paste():
    moved = Dated("jeudi 10 décembre", "à 9 h", "atelier", "Médiathèque", postponed_from="mardi 8 décembre")
    gone = Dated("samedi 12 décembre", "à 9 h", "sortie au parc", "Gare", cancelled=True)
    told = [News("dimanche 15 novembre", "On a planté des bulbes.")]
    assert agenda.whole_agenda(ALMA, [CAFE, moved, gone], told).split("\n") == [
        "Les parents de l'Alma, Roubaix",
        "",
        "Nos prochaines dates :",
        "- Mardi 1er décembre à 18 h : café des parents. École Pasteur, salle 2. Gratuit.",
        "- REPORTÉ (avant : mardi 8 décembre) : jeudi 10 décembre à 9 h : atelier. Médiathèque.",
        "- ANNULÉ : samedi 12 décembre, sortie au parc.",
        "",
        "Ce que nous avons vécu :",
        "- Dimanche 15 novembre : On a planté des bulbes.",
        "",
        "Tél. 03 20 00 00 00",
        "https://1001t.fr/g/7",
    ]


def test_too_many_dates_send_to_the_page():
    whole = agenda.whole_agenda(ALMA, [CAFE] * 12, [])
    assert agenda.MORE in whole
    assert whole.count("café des parents") >= 8


def test_the_short_text_takes_the_next_date_that_is_held():
    gone = Dated("lundi 30 novembre", "à 9 h", "sortie", "Gare", cancelled=True)
    assert "café des parents" in agenda.short_agenda(ALMA, [gone, CAFE], [])
    assert "bulbes" in agenda.short_agenda(ALMA, [gone], [News("hier", "On a planté des bulbes.")])
    assert "Demandez-nous" in agenda.short_agenda(ALMA, [], [])


def test_no_space_costs_half_of_a_text_message():
    text = agenda.one_date(CAFE, ALMA) + agenda.whole_agenda(ALMA, [CAFE], [])
    assert not set("\u00a0\u202f") & set(text)
