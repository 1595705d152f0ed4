"""Fingerprinted files from STATIC_ROOT, kept in memory with the compressed copies that collectstatic made."""

import json
import mimetypes
from pathlib import Path

from territoires.kit.edge.encodings import BROTLI, GZIP
from territoires.kit.edge.store import Page

FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=0, must-revalidate"
SUFFIX = {GZIP: ".gz", BROTLI: ".br"}
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
KEPT_BYTES = 1024 * 1024  # a bigger file is read again each time


class StaticFiles:
    """Knows its files from the start: an address that is not one of them costs one look into a dict."""

    def __init__(self, root: Path, url: str) -> None:
        self.files = {url + path.relative_to(root).as_posix(): path for path in self._served(root)}
        manifest = root / "staticfiles.json"
        names = json.loads(manifest.read_text(encoding="utf-8"))["paths"].values() if manifest.exists() else ()
        self.fingerprinted = {url + name for name in names}
        self.pages: dict[str, Page] = {}

    @staticmethod
    def _served(root: Path) -> list[Path]:
        copies = tuple(SUFFIX.values())
        return [path for path in root.rglob("*") if path.is_file() and not path.name.endswith(copies)]

    def find(self, address: str) -> Page | None:
        """The file at this address, or None."""
        page = self.pages.get(address)
        if page is None and address in self.files:
            page = self._read(address)
            if page.size <= KEPT_BYTES:
                self.pages[address] = page
        return page

    def _read(self, address: str) -> Page:
        path = self.files[address]
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = [
            ("content-type", kind),
            ("cache-control", FOR_EVER if address in self.fingerprinted else SHORT),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
        ]
        page = Page(path.read_bytes(), headers)
        for encoding, suffix in SUFFIX.items():
            copy = path.with_name(path.name + suffix)
            if copy.exists():
                page.variants[encoding] = page.made(copy.read_bytes(), encoding)
        return page
