import datetime

from territoires.kit.actors import INSTALLER
from territoires.networks import actions
from territoires.networks.models import Network

NOW = datetime.datetime(2026, 3, 3, 10, tzinfo=datetime.UTC)
DAY = NOW.date()


def load():
    return actions.load_networks(now=NOW, by=INSTALLER)


def make_network(acronym="RVE", name="Réseau des villes exemplaires", *, kind="member", start=None, end=None, **extra):
    network = Network.objects.create(
        slug=acronym.lower(), acronym=acronym, name=name, signature="Un réseau pour les tests.", **extra
    )
    if kind:
        network.relations.create(kind=kind, start_on=start, end_on=end)
    return network
