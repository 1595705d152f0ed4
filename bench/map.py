#!/usr/bin/env python3
"""What the interactive map costs at 1,001, 35,000 and 200,000 groups: bytes on the wire after the tap, time from it
to the marks on screen, in Chromium slowed down four times; and the server's own time for one view.

    bench/map.py [--sizes 1001,35000,200000] [--runs 7] [--port 8188] [--json]

It works in a folder of its own (--folder), which it makes, fills and takes away; nothing else is touched.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
BROWSER_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
LIMIT_BYTES, LIMIT_SECONDS, LIMIT_SPREAD = 100_000, 1.0, 0.20


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "TERRITOIRES_VAR": str(folder), "TERRITOIRES_MODE": "demo", "PYTHONPATH": str(ROOT)}


def manage(folder: Path, *words: str) -> None:
    command = [PYTHON, str(ROOT / "manage.py"), *words]
    subprocess.run(command, check=True, env=environment(folder), cwd=ROOT, stdout=subprocess.DEVNULL)


def prepare(folder: Path) -> None:
    """A database with places and words, files collected: once."""
    folder.mkdir(parents=True, exist_ok=True)
    manage(folder, "migrate", "-v0")
    for command in ("load_places", "load_words", "load_networks"):
        manage(folder, command)
    manage(folder, "collectstatic", "--noinput", "-v0")


def seed(folder: Path, size: int) -> None:
    """Run in a process of its own, so that each size starts from the same memory."""
    subprocess.run([PYTHON, __file__, "--seed", str(size)], check=True, env=environment(folder), cwd=ROOT)


def seed_here(size: int) -> None:
    """Groups in real communes, populous ones more often; then the points of the map, in one go."""
    import django  # noqa: PLC0415  the settings come first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoires.config.settings")
    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from territoires.atlas.actions.points import rebuild_points  # noqa: PLC0415
    from territoires.groups.models import LocalGroup  # noqa: PLC0415
    from territoires.kit.actors import INSTALLER  # noqa: PLC0415
    from territoires.places.models import Commune  # noqa: PLC0415

    now, rng = timezone.now(), random.Random(1001)
    communes = list(Commune.objects.filter(population__gt=100).order_by("insee"))
    weights = [commune.population**0.75 for commune in communes]
    there = LocalGroup.objects.count()
    rows = []
    for number, commune in enumerate(rng.choices(communes, weights, k=size - there), start=there):
        rows.append(
            LocalGroup(
                slug=f"banc-{number}", name=f"Groupe {number} de {commune.name}"[:120], commune=commune,
                stage=rng.choice(("confirmed", "interested", "first-contact", "asleep")), shown_since=now.date(),
                shown_how="aloud", lat=commune.lat + rng.uniform(-0.01, 0.01),
                lon=commune.lon + rng.uniform(-0.01, 0.01), created_at=now, updated_at=now,
            )
        )  # fmt: skip
    LocalGroup.objects.bulk_create(rows, batch_size=2000)
    rebuild_points(now=now, by=INSTALLER)


def serve(folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [
        PYTHON, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1",
        "--blocking-threads", "2", "--log-level", "warning", "territoires.config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment(folder), cwd=ROOT, stdout=subprocess.DEVNULL)
    for _try in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/carte/", timeout=5).read()
            return server
        except OSError:
            time.sleep(0.2)
    server.terminate()
    raise SystemExit("the server did not start")


def answer_time(port: int) -> float:
    """Milliseconds of the server for one view of marks, loopback and HTTP included; median of 30 different views."""
    times = []
    for number in range(30):
        west, south = 0.5 + number * 0.05, 44.5 + number * 0.05
        view = f"http://127.0.0.1:{port}/carte/points.json?z=7&bbox={west},{south},{west + 6},{south + 4}"
        started = time.perf_counter()
        urllib.request.urlopen(view, timeout=30).read()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def open_map(browser: object, address: str, slowed: int) -> dict[str, float]:
    """One visit: the page is loaded and quiet, then the button is pressed."""
    page = browser.new_page(viewport={"width": 412, "height": 823}, device_scale_factor=1.75)  # type: ignore[attr-defined]
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    weight = {"bytes": 0, "requests": 0}

    def count(event: dict[str, float]) -> None:
        weight["bytes"] += event["encodedDataLength"]
        weight["requests"] += 1

    cdp.on("Network.loadingFinished", count)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    seconds = page.evaluate(
        """() => new Promise((resolve) => {
          const host = document.querySelector("atlas-map");
          let tapped;
          host.addEventListener("atlas:ready", () => requestAnimationFrame(() => setTimeout(
            () => resolve((performance.now() - tapped) / 1000), 0)), { once: true });
          const button = host.querySelector("[data-open]");
          button.addEventListener("click", () => { tapped = performance.now() }, { capture: true, once: true });
          button.click();
        })"""
    )
    page.wait_for_timeout(300)
    marks = page.locator(".atlas-mark button").count()
    page.close()
    return {"seconds": seconds, "marks": marks, **weight}


def measure(ports: dict[int, int], runs: int, slowed: int) -> dict[int, dict[str, float]]:
    """The sizes are visited in turns, so that whatever else the machine does weighs on all of them alike."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only measuring needs a browser

    visits: dict[int, list[dict[str, float]]] = {size: [] for size in ports}
    with sync_playwright() as driver:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = driver.chromium.launch(executable_path=chromium, args=BROWSER_FLAGS)
        for run in range(runs + 2):
            for size, port in ports.items():
                visit = open_map(browser, f"http://127.0.0.1:{port}/carte/", slowed)
                if run >= 2:  # the first visits pay for the browser itself
                    visits[size].append(visit)
        browser.close()
    return {
        size: {
            **{key: statistics.median(visit[key] for visit in of_size) for key in of_size[0]},
            "fastest": min(visit["seconds"] for visit in of_size),
        }
        for size, of_size in visits.items()
    }


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1001,35000,200000")
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--slowed", type=int, default=4)
    options.add_argument("--port", type=int, default=8188)
    options.add_argument(
        "--folder", type=Path, default=Path(os.environ.get("TERRITOIRES_VAR", ROOT / "var")) / "bench-map"
    )
    options.add_argument("--json", action="store_true")
    options.add_argument("--seed", type=int, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.seed:
        seed_here(asked.seed)
        return 0
    prepare(asked.folder / "base")
    servers, ports, found = [], {}, []
    before = asked.folder / "base"
    try:
        for number, size in enumerate(int(word) for word in asked.sizes.split(",")):
            folder = asked.folder / str(size)
            shutil.copytree(before, folder, dirs_exist_ok=True)
            seed(folder, size)
            ports[size], before = asked.port + number, folder
        servers = [serve(asked.folder / str(size), port) for size, port in ports.items()]
        found = [
            {"groups": size, **middle, "answer_ms": answer_time(ports[size])}
            for size, middle in measure(ports, asked.runs, asked.slowed).items()
        ]
    finally:
        for server in servers:
            server.terminate()
            server.wait(10)
        shutil.rmtree(asked.folder, ignore_errors=True)
    return tell(found, asked.slowed, as_json=asked.json)


def tell(found: list[dict[str, float]], slowed: int, *, as_json: bool) -> int:
    """One line for each size, then whether the promises hold: 0 when they do."""
    for line in found:
        told = (
            f"carte, {line['groups']:>7} groupes : {line['bytes'] / 1000:5.1f} ko en {line['requests']:.0f} requêtes,"
            f" prête en {line['seconds']:.2f} s, au mieux {line['fastest']:.2f} s ({slowed}× plus lent),"
            f" {line['marks']:.0f} marques, une vue en {line['answer_ms']:.1f} ms"
        )
        print(json.dumps(line) if as_json else told, flush=True)
    times = [line["seconds"] for line in found]
    fastest = [line["fastest"] for line in found]
    spread = max(fastest) / min(fastest) - 1
    held = (
        max(line["bytes"] for line in found) <= LIMIT_BYTES and max(times) <= LIMIT_SECONDS and spread <= LIMIT_SPREAD
    )
    print(f"carte, écart entre les tailles : {spread:.0%} ; tenu : {'oui' if held else 'non'}", flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
