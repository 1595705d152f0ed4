"""Reading a PDF back: as a screen reader, a phone and an eye would."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pypdfium2
import zxingcpp
from PIL import Image

ARTEFACTS = Path(os.environ.get("TERRITOIRES_ARTEFACTS", Path(__file__).resolve().parents[3] / "var" / "artefacts"))


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def words(pdf: bytes) -> str:
    """All that is written, as one line."""
    return " ".join(" ".join(page.extract_text() for page in opened(pdf).pages).split())


def picture(pdf: bytes, page: int = 0, dpi: int = 60) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def dark_share(pdf: bytes) -> float:
    """The part of the paper that takes ink."""
    histogram = picture(pdf).histogram()
    return sum(histogram[:128]) / sum(histogram)


def assert_nothing_is_cut(pdf: bytes) -> None:
    """Six millimetres of white all around: no word runs off the sheet, and every printer reaches the rest."""
    for number in range(len(opened(pdf).pages)):
        drawn = picture(pdf, number, dpi=72).point(lambda light: 255 if light < 200 else 0)
        edge = round(6 / 25.4 * 72)
        left, top, right, bottom = drawn.getbbox() or (edge, edge, edge, edge)
        assert left >= edge, f"page {number + 1}: {left} px from the left"
        assert top >= edge, f"page {number + 1}: {top} px from the top"
        assert right <= drawn.width - edge, f"page {number + 1}: {drawn.width - right} px from the right"
        assert bottom <= drawn.height - edge, f"page {number + 1}: {drawn.height - bottom} px from the bottom"


def keep(pdf: bytes, name: str) -> None:
    """A picture of each page, for a person to look at."""
    folder = ARTEFACTS / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, start=1):
            page.render(scale=1.3).to_pil().save(folder / f"{name}-{number}.png")
    finally:
        document.close()


def codes(pdf: bytes, page: int = 0) -> dict[str, float]:
    """What each QR code says, and its side in centimetres."""
    found = zxingcpp.read_barcodes(picture(pdf, page, dpi=200))
    return {code.text: _side(code.position) for code in found}


def _side(position) -> float:
    return abs(position.top_right.x - position.top_left.x) / 200 * 2.54


def fonts(pdf: bytes) -> Iterator[pypdf.generic.DictionaryObject]:
    for page in opened(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            yield font.get_object()


def assert_sound(pdf: bytes, *, pages: int = 1) -> None:
    """Tagged, in French, with a title, every letter with its drawing inside."""
    reader = opened(pdf)
    root = reader.trailer["/Root"]
    assert len(reader.pages) == pages
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "fr"
    assert reader.metadata.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    names = set()
    for font in fonts(pdf):
        for descendant in font["/DescendantFonts"]:
            facts = descendant.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(facts)
            names.add(facts["/FontName"].rpartition("+")[2].partition("-")[0])
    assert names
    assert_nothing_is_cut(pdf)
    assert names <= {"AtkinsonHyperlegible", "NotoSans", "NotoSansArabic"}, names
