import pytest

from territoires.atlas.tests import factories


@pytest.fixture
def places(db):
    """Regions, departments and communes, real ones."""
    factories.make_places()


@pytest.fixture
def small_world(places):
    """Twelve groups, three resources, two sponsors; a hidden group and a hidden resource beside them."""
    acepp, theme, arabic = factories.make_network(), factories.make_theme(), factories.make_language()
    for insee, stage in (
        ("59512", "confirmed"), ("59512", "interested"), ("59599", "first-contact"), ("59350", "asleep"),
        ("59183", "confirmed"), ("62041", "confirmed"), ("62041", "interested"), ("97411", "confirmed"),
        ("97411", "first-contact"), ("98818", "confirmed"),
    ):  # fmt: skip
        factories.make_group(insee, stage=stage)
    factories.make_group("59512", "Les parents de l'Alma", networks=[acepp], themes=[theme], languages=[arabic])
    factories.make_group("59350", "Écoles ensemble", networks=[acepp])
    factories.make_resource("59512", "La salle du fond", themes=[theme])
    factories.make_resource("23096", "Les conteurs de Guéret")
    factories.make_resource("23096", "Aïcha, médiatrice", kind="person")
    factories.make_sponsor("Marraine de Lille", "59350")
    factories.make_sponsor("Marraine de partout")
    factories.make_group("59512", "Groupe secret", shown=False)
    factories.make_resource("59512", "Ressource secrète", shown=False)
    factories.draw()
