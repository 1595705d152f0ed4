"""`./run bench`: pages beside nginx, answers, memory, in a minute or two. `./run bench map`: what the map costs."""

import runpy
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from bench import pages
from bench.site import ROOT, Site, middle, p, running

GROUPS = 1001
MEMORY_MB = 450
WORDS = ["roubaix", "rubaix", "lile", "59100", "paris 18", "st denis", "marseille 3e", "saint etienne", "lyon", "l'hay"]


def memory(site: Site) -> bool:
    total = 0.0
    print("Mémoire de la démonstration entière (PSS)")
    for pid in site.pids():
        size = next(
            int(line.split()[1]) / 1024
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            if line.startswith("Pss:")
        )
        words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        name = next((word for word in words if word.startswith("territoires.")), words[0])
        total += size
        print(f"  {name:34}{size:7.0f} Mo")
    print(f"  {'en tout':34}{total:7.0f} Mo (au plus {MEMORY_MB} : {'oui' if total <= MEMORY_MB else 'NON'})")
    return total <= MEMORY_MB


def answers(site: Site) -> None:
    """Times through the whole site, one after the other, as a person waits for them."""
    rows = {
        "recherche de lieu, nouvelle": [f"/lieux?q={quote(w[:n])}" for w in WORDS for n in range(2, len(w) + 1)],
        "recherche de lieu, déjà faite": [f"/lieux?q={quote(word)}" for word in WORDS] * 30,
        "marques de la carte, nouvelle vue": [
            f"/carte/points.json?z={6 + n % 5}&bbox={2 + n / 100},{49 - n / 50},{3.5 + n / 100},{51 - n / 50}"
            for n in range(100)
        ],
        "marques de la carte, vue gardée": ["/carte/points.json?z=6&bbox=-5,42,9,51"] * 300,
        "accueil, refait par Django": [f"/?mesure={n}" for n in range(60)],
        "département, refait par Django": [f"/carte/hauts-de-france/nord/?mesure={n}" for n in range(40)],
        "accueil, gardé": ["/"] * 500,
    }
    print(f"{'Attente d’une personne':36}{'médiane':>10}{'p99':>10}")
    for name, paths in rows.items():
        site.get(paths[0])
        times = site.times(list(dict.fromkeys(paths)) if "nouvelle" in name else paths)
        print(f"  {name:34}{middle(times):7.2f} ms{p(times, 0.99):7.2f} ms")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["map"]:
        sys.argv = ["bench/map.py", *arguments[1:]]
        runpy.run_path(str(Path(__file__).with_name("map.py")), run_name="__main__")
        return 0
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    print(f"Une démonstration de {GROUPS} groupes se prépare…", flush=True)
    with running(GROUPS) as site:
        names = {"accueil": "/", "liste (Nord)": "/carte/hauts-de-france/nord/", "un groupe": site.group_page()}
        lacking = pages.missing()
        if lacking:
            print(f"Comparaison avec nginx passée : il manque {', '.join(lacking)} (apt-get install nginx-light wrk).")
        good = not lacking and pages.compare(site, names)
        print()
        answers(site)
        print()
        good = memory(site) and (good or bool(lacking))
    print()
    subprocess.run([sys.executable, "-m", "territoires.places.bench"], cwd=ROOT, check=False)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
