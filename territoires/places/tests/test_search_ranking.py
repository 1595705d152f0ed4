from territoires.places.tests.factories import found, whole_index


def names(text, limit=10):
    index = whole_index()
    return [f"{index.names[place]} {index.department[place]}" for place in map(index.place_of, found(text, limit))]


def test_a_village_with_the_very_name_comes_before_a_big_town_one_letter_away():
    assert names("mens", 1) == ["Mens 38"]  # Lens, Sens and Le Mans are a hundred times bigger
    assert names("Y", 1) == ["Y 80"]
    assert names("nant", 1) == ["Nant 12"]


def test_a_name_spelled_word_for_word_comes_before_a_bigger_one_spelled_nearly_so():
    assert names("lagarde", 2) == ["Lagarde 65", "La Garde 83"]
    assert names("la garde", 1) == ["La Garde 83"]
    assert names("luc", 2) == ["Luc 48", "Le Luc 83"]


def test_typed_accents_count_between_two_names_that_differ_by_them():
    assert names("Brétigny", 1) == ["Brétigny 60"]
    assert names("bretigny", 1) == ["Bretigny 21"]


def test_every_shared_name_gives_its_most_populous_bearer_in_the_first_two():
    index = whole_index()
    bearers = {}
    for place, name in enumerate(index.names):
        bearers.setdefault(name, []).append(place)
    shared = {name: places for name, places in bearers.items() if len(places) > 1}
    assert len(shared) > 1_000
    wrong = []
    for name, places in list(shared.items())[::5]:
        biggest = max(places, key=lambda place: index.population[place])
        if index.insee[biggest] not in found(name, 2):
            wrong.append((name, found(name, 3)))
    assert wrong == []


def test_towns_sharing_a_name_come_by_population():
    index = whole_index()
    bearers = [place for place, name in enumerate(index.names) if name == "Saint-Denis"]
    by_population = sorted(bearers, key=lambda place: -index.population[place])
    assert found("Saint-Denis")[: len(bearers)] == [index.insee[place] for place in by_population]


def test_what_is_being_typed_proposes_the_most_populous_first():
    assert names("montreu", 1) == ["Montreuil 93"]
    assert names("mar", 1) == ["Marseille 13"]
    assert names("saint", 2) == ["Saint-Étienne 42", "Saint-Denis 974"]


def test_a_department_answers_with_its_seat_then_its_most_populous_places():
    assert names("93", 4) == ["Bobigny 93", "Saint-Denis 93", "Montreuil 93", "Aubervilliers 93"]
    assert names("Loire-Atlantique", 3) == ["Nantes 44", "Saint-Nazaire 44", "Saint-Herblain 44"]
    assert {name[-2:] for name in names("seine st denis")} == {"93"}


def test_a_department_gives_way_to_a_town_of_that_name_when_both_are_likely():
    assert names("mayenne", 2) == ["Mayenne 53", "Laval 53"]
    assert names("la réunion", 2) == ["Saint-Denis 974", "La Réunion 47"]


def test_a_department_beside_a_name_narrows_the_answer():
    assert names("st denis 93", 1) == ["Saint-Denis 93"]
    assert names("saint denis 30", 1) == ["Saint-Denis 30"]
    assert names("Saint-Denis Aude", 1) == ["Saint-Denis 11"]


def test_a_wrong_department_beside_a_name_does_not_hide_the_place():
    assert "Roubaix 59" in names("Roubaix 62", 3)


def test_a_city_comes_before_its_districts_and_a_post_code_the_other_way():
    assert names("Paris", 1) == ["Paris 75"]
    assert names("75018", 2) == ["Paris 18e Arrondissement 75", "Paris 75"]


def test_a_district_number_may_go_on():
    assert names("Marseille 1", 3) == [
        "Marseille 1er Arrondissement 13",
        "Marseille 13",
        "Marseille 10e Arrondissement 13",
    ]


def test_a_former_name_and_the_communes_of_today_with_that_name_are_all_proposed():
    assert names("Bellegarde", 2) == ["Bellegarde 30", "Bellegarde 45"]
    assert "Valserhône 01" in names("Bellegarde")
    assert names("évry", 2) == ["Évry-Courcouronnes 91", "Évry 89"]


def test_a_post_code_shared_by_several_communes_gives_them_all():
    assert len(names("08090")) > 5
    assert names("59650", 1) == ["Villeneuve-d'Ascq 59"]


def test_a_code_without_its_first_zero_is_understood():
    assert "Bourg-en-Bresse 01" in names("1000", 3)


def test_the_limit_is_respected():
    assert len(found("saint", 3)) == 3
    assert found("saint", 0) == []
