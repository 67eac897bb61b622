"""Khmer pages are read twice where that is possible, and a person is told where the readings differ."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from audiatur.reading.documents import second_reading as module
from audiatur.reading.documents.pdf import open_pdf
from audiatur.reading.documents.second_reading import AGREEMENT, agreement, is_installed, layer_warnings, second_reading
from audiatur.reading.errors import NoRecogniser, ReadingError
from audiatur.reading.text import Page, Text
from tests.reading.documents.pdf_files import body, pdf
from tests.reading.khmer.passages import PASSAGES

LAYER = "ក្រសួងយុត្តិធម៌បានឆ្លើយថា ច្បាប់ស្តីពីសមាគមនឹងត្រូវបានកែសម្រួលនៅឆ្នាំក្រោយ។"
FONTS = ("Khmer OS Battambang", "Khmer OS", "Noto Sans Khmer", "Noto Serif Khmer")


def _pages(*contents: str) -> Text:
    """A text of pages; none of its characters is printed in the PDF beside it."""
    pages, at = [], 0
    for number, content in enumerate(contents, 1):
        pages.append(Page(number, at, at + len(content), 595, 842))
        at += len(content)
    return Text("".join(contents), "pdf", "km", (), tuple(pages))


def _file(pages: int) -> bytes:
    return pdf(*[body("Printed in Latin letters.")] * pages)


def _silent(*_: object) -> None:
    pass


def test_a_page_is_read_from_its_layer_and_from_its_picture():
    pictures = []

    read = second_reading(_file(2), 2, recognise=lambda picture: pictures.append(picture) or "ក្រសួង")

    header, _, dots = pictures[0].partition(b" 255\n")
    width, height = (int(number) for number in header.split()[1:])
    assert (read.page, read.layer.strip(), read.text) == (2, "Printed in Latin letters.", "ក្រសួង")
    assert len(dots) == width * height
    assert 0 in dots
    assert width == pytest.approx(595 * 200 / 72, abs=2)


def test_a_page_that_is_not_there_is_refused():
    with pytest.raises(ReadingError, match=r"pages 1 to 1; page 3"):
        second_reading(_file(1), 3, recognise=lambda _: "")


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("ការឃុំខ្លួន", "ការ\u200bឃុំ ខ្លួន", 1.0),
        ("សិទិ\u17d2ធ", "សិទ្ធិ", 1.0),
        ("កខគ ឃង", "ឃង កខគ", 0.75),
        ("កខគ", "ចឆជ", 0.0),
        ("Latin only", "other words", 1.0),
    ],
)
def test_agreement_counts_neighbouring_clusters_however_spelt(one, other, share):
    assert agreement(one, other) == pytest.approx(share)
    assert agreement(other, one) == agreement(one, other)


def test_readings_that_differ_are_named_with_their_pages():
    found = layer_warnings(_file(2), _pages(LAYER, LAYER), progress=_silent, recognise=lambda _: "តុលាការ")

    assert [one.code for one in found] == ["khmer_text_layer"]
    assert "pages 1, 2" in found[0].message


def test_readings_that_agree_are_no_warning(monkeypatch):
    monkeypatch.setattr(module, "_printed", lambda data, page: (LAYER, b""))

    assert layer_warnings(_file(1), _pages(LAYER), progress=_silent, recognise=lambda _: LAYER) == ()


def test_pages_without_khmer_are_not_read_twice():
    def never(_picture: bytes) -> str:
        raise AssertionError

    assert layer_warnings(_file(1), _pages("The ministry answered."), progress=_silent, recognise=never) == ()


def test_a_long_document_is_compared_on_a_few_pages_and_says_which():
    asked, told = [], []

    found = layer_warnings(
        _file(30),
        _pages(*[LAYER] * 30),
        progress=lambda *step: told.append(step),
        recognise=lambda picture: asked.append(picture) or "តុលាការ",
    )

    assert len(asked) == module.PAGES_COMPARED
    assert "pages 1, 11, 20, 30 of 30 Khmer pages compared" in found[0].message
    assert told[-1] == ("second reading", 4, 4)


def test_without_a_recogniser_the_layer_is_said_to_be_unverified(monkeypatch):
    monkeypatch.setattr(module, "is_installed", lambda: False)

    found = layer_warnings(_file(1), _pages(LAYER), progress=_silent)

    assert [one.code for one in found] == ["khmer_text_layer_unverified"]
    with pytest.raises(NoRecogniser, match="tesseract-ocr-khm"):
        second_reading(_file(1), 1)


def test_a_recogniser_that_fails_leaves_the_layer_unverified():
    def failing(_picture: bytes) -> str:
        raise ReadingError("gave up")

    found = layer_warnings(_file(1), _pages(LAYER), progress=_silent, recognise=failing)

    assert [one.code for one in found] == ["khmer_text_layer_unverified"]


def test_a_missing_or_broken_program_counts_as_not_installed(monkeypatch):
    is_installed.cache_clear()
    monkeypatch.setattr(module.shutil, "which", lambda _: "/nowhere/tesseract")

    try:
        assert not is_installed()
    finally:
        is_installed.cache_clear()


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> bytes:
    """The annotated passages as Chromium prints them."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Chromium, which draws the Khmer page, is not installed")
    if not is_installed():
        pytest.skip("Tesseract with Khmer data (tesseract-ocr-khm) is not installed")
    fonts = subprocess.run(["fc-list", ":lang=km", "family"], capture_output=True, text=True, check=False).stdout
    if not any(font in fonts for font in FONTS):
        pytest.skip("no Khmer font is installed")
    folder: Path = tmp_path_factory.mktemp("khmer")
    paragraphs = "".join(f"<p>{passage.text}</p>" for passage in PASSAGES[:12])
    family = ",".join(f"'{font}'" for font in FONTS)
    page = folder / "page.html"
    page.write_text(f'<meta charset=utf-8><body style="font:13pt/1.9 {family}">{paragraphs}', encoding="utf-8")
    target = folder / "page.pdf"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={target}", page.as_uri()], capture_output=True, timeout=90, check=True)
    return target.read_bytes()


@pytest.mark.browser
def test_the_picture_of_a_printed_page_reads_better_than_its_text_layer(printed):
    truth = "\n".join(passage.text for passage in PASSAGES[:12])

    read = second_reading(printed, 1)

    assert agreement(read.text, truth) > agreement(read.layer, truth)
    assert read.agreement < AGREEMENT


@pytest.mark.browser
def test_opening_a_printed_page_warns_of_its_text_layer(printed):
    text, warnings = open_pdf(printed, name="page.pdf", progress=_silent)

    assert text.language == "km"
    assert [one.code for one in warnings] == ["khmer_text_layer"]
