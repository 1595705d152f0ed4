"""What opening the interactive map costs, told before the tap, and the tiles a setting asks for."""

import gzip
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

FILES = (
    "js_lib_leaflet/leaflet.js", "atlas/map.css", "atlas/marks.css", "atlas/view.js", "atlas/base.js",
    "atlas/marks.js", "atlas/popup.js", "atlas/base.json",
)  # fmt: skip
HEADERS, MARKS = 350, 900  # bytes of the headers of one answer, and of one view of marks, as measured by bench/map.py
IGN = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"
    "&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
)
CREDITS = {"ign": "© IGN", "osm": "© les contributrices et contributeurs d'OpenStreetMap"}


@cache
def opening_weight() -> int:
    """Kilobytes on the wire, compressed as the server sends them; measured once for each process."""
    weight = sum(_sent(name) + HEADERS for name in FILES) + HEADERS + MARKS
    return -(-weight // 1000)


def _sent(name: str) -> int:
    """Bytes of a file as it leaves: compressed beforehand when files were collected, else compressed here."""
    if isinstance(staticfiles_storage, ManifestFilesMixin) and name in staticfiles_storage.hashed_files:
        ready = Path(staticfiles_storage.path(staticfiles_storage.stored_name(name)) + ".br")
        if ready.is_file():
            return ready.stat().st_size
    found = finders.find(name)
    return len(gzip.compress(Path(found).read_bytes(), 9)) if isinstance(found, str) else 0


def tiles_of_settings() -> tuple[str, str]:
    """Address and credit of the tiles; two empty words when the map draws its own outlines."""
    if settings.MAP_TILES == "ign":
        return IGN, CREDITS["ign"]
    if settings.MAP_TILES == "osm" and settings.MAP_TILES_URL:
        return settings.MAP_TILES_URL, CREDITS["osm"]
    return "", ""
