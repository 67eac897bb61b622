"""Khmer: spellings merged, statements read, words cut, speed; with --pages Tesseract and text layers by font.

    python -m bench.khmer [--runs 5] [--pages]

The annotated passages are those of the tests: the rules were written beside them, so that their score is in-sample.
khmercut and khmertagger are measured where they are installed; the project does not depend on them.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import shutil
import statistics
import subprocess
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.reading.khmer.later_passages import LATER_PASSAGES
from tests.reading.khmer.passages import PASSAGES, Passage
from tests.reading.khmer.texts import as_text

from audiatur.reading.documents.second_reading import agreement, is_installed, second_reading
from audiatur.reading.khmer import clusters, normal_form, normalise, words
from audiatur.reading.khmer.characters import COENG, RO
from audiatur.reading.khmer.reader import read_khmer_statements

# Cut by hand; no space between the words of a sentence in the text that is cut.
CUT = (
    "ក្រសួង|យុត្តិធម៌|បាន|ប្រកាស|ថា|សវនាការ|នឹង|ចាប់ផ្តើម",
    "អ្នក|ជាប់ឃុំ|បី|នាក់|ក្នុង|ប្រាំ|នាក់|គ្មាន|មេធាវី",
    "រដ្ឋាភិបាល|មិន|ទទួលស្គាល់|ថា|មាន|ការ|រឹតត្បិត|លើ|សមាគម|ទេ",
    "តុលាការ|គួរតែ|ប្រើ|ជម្រើស|ផ្សេង|ពី|ការ|ឃុំខ្លួន",
    "ទឹកជំនន់|បាន|បំផ្លាញ|ផ្លូវ|និង|ស្ពាន|ជា|ច្រើន|នៅ|ភាគ|ខាងជើង",
    "កុមារ|រៀន|អាន|សៀវភៅ|នៅ|ក្រោម|ដើមឈើ|ធំ|មួយ",
    "លោក|បាន|ទិញ|ផ្ទះ|ចាស់|មួយ|ក្បែរ|ទន្លេ",
    "ព្រះរាជអាជ្ញា|បាន|អំពាវនាវ|ឱ្យ|សាក្សី|ចូល|ខ្លួន",
    "ពលរដ្ឋ|ត្រូវ|ដឹង|អំពី|សិទ្ធិ|របស់|ខ្លួន|មុន|ពេល|ផ្តល់|ចម្លើយ",
    "កសិករ|លក់|ស្រូវ|បាន|តម្លៃ|ថោក|ជាង|ឆ្នាំ|មុន",
    "អង្គការ|សង្គមស៊ីវិល|ស្នើ|ឱ្យ|កែសម្រួល|មាត្រា|នេះ",
    "គ្រូពេទ្យ|ព្យាបាល|អ្នកជំងឺ|ទាំងយប់|ទាំងថ្ងៃ",
)
FONTS = ("Khmer OS Battambang", "Khmer OS Siemreap", "Khmer OS Content", "Khmer OS System", "Noto Sans Khmer")


def main() -> int:
    """Prints every figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5, help="timing runs, of which the median is printed")
    parser.add_argument("--pages", action="store_true", help="print pages with Chromium and read them with Tesseract")
    args = parser.parse_args()
    print_spellings()
    print_statements("passages written beside the rules (in-sample)", PASSAGES)
    print_statements("later passages (the rules have since been changed for 3 of them)", LATER_PASSAGES)
    print_words()
    print_speed(args.runs)
    if args.pages:
        print_pages()
    return 0


def print_spellings() -> None:
    """How many typed orders of the passages' clusters each form leaves."""
    texts = [passage.text for passage in (*PASSAGES, *LATER_PASSAGES)]
    found = sorted({normal_form(text[start:end]) for text in texts for start, end in clusters(text)})
    typed = {cluster: set(_orders(cluster)) for cluster in found if len(cluster) > 2}
    total = sum(map(len, typed.values()))
    print(f"{len(typed)} clusters with two marks or more, {total} typed orders of them; distinct spellings left:")
    forms: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("NFC", lambda text: unicodedata.normalize("NFC", text)),
        ("NFKC", lambda text: unicodedata.normalize("NFKC", text)),
        ("normal form", normal_form),
    )
    for name, form in forms:
        left = sum(len({form(one) for one in orders}) for orders in typed.values())
        print(f"  {name:12} {left:5}  ({total - left} merged)")
    written = {chunk for text in texts for chunk in text.split()}
    print(
        f"  of {len(written)} different stretches between spaces as written, {len(set(map(normal_form, written)))} left"
    )


def _orders(cluster: str) -> Iterator[str]:
    """The orders in which the marks can be typed; subscripts other than ro keep theirs."""
    marks: list[str] = []
    for character in cluster[1:]:
        if marks and marks[-1] == COENG:
            marks[-1] += character
        else:
            marks.append(character)
    stack = [mark for mark in marks if mark[0] == COENG and mark[1:] != RO]
    for order in itertools.permutations(marks):
        if [mark for mark in order if mark in stack] == stack:
            yield cluster[0] + "".join(order)


def print_statements(name: str, passages: Sequence[Passage]) -> None:
    """Passages read wholly as annotated, and the parts of their statements."""
    whole = annotated = given = content = speaker = voice = 0
    for passage in passages:
        text = as_text(passage.text)
        read = read_khmer_statements(text)
        by_content = {text.quote(one.content): one for one in read}
        matched = [(by_content.get(said.content), said) for said in passage.said]
        annotated += len(passage.said)
        given += len(read)
        content += sum(one is not None for one, _ in matched)
        speaker += sum(one is not None and one.speaker == said.speaker for one, said in matched)
        voice += sum(one is not None and one.voice == said.voice for one, said in matched)
        whole += len(read) == len(matched) and all(
            one is not None
            and (one.speaker, one.voice, one.reported_by) == (said.speaker, said.voice, said.reported_by)
            for one, said in matched
        )
    print(f"{name}: {whole} of {len(passages)} passages whole")
    print(f"  {annotated} statements annotated, {given} read; same content {content}, speaker {speaker}, voice {voice}")


def print_words() -> None:
    """Inner word boundaries found in the sentences cut by hand."""
    print(f"words: inner boundaries of {len(CUT)} sentences cut by hand, written without spaces")
    cutters: list[tuple[str, Callable[[str], list[str]]]] = [
        ("audiatur", lambda text: [text[start:end] for start, end in words(text)]),
        ("clusters", lambda text: [text[start:end] for start, end in clusters(text)]),
    ]
    for name, function in (("khmercut", "tokenize"), ("khmertagger", "tagger")):
        try:
            cut = getattr(importlib.import_module(name), function)
        except ImportError:
            print(f"  {name:12} not installed")
            continue
        cutters.append((name, lambda text, cut=cut: [one if isinstance(one, str) else one[0] for one in cut(text)]))
    for name, cutter in cutters:
        gold = [set(itertools.accumulate(map(len, sentence.split("|")[:-1]))) for sentence in CUT]
        cuts = [set(itertools.accumulate(map(len, cutter(sentence.replace("|", ""))[:-1]))) for sentence in CUT]
        hits = sum(len(one & other) for one, other in zip(gold, cuts, strict=True))
        precision, recall = hits / sum(map(len, cuts)), hits / sum(map(len, gold))
        f1 = 2 * precision * recall / (precision + recall)
        print(f"  {name:12} precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}")


def print_speed(runs: int) -> None:
    """Kilobytes of UTF-8 in a CPU-second."""
    content = "\n".join(passage.text for passage in (*PASSAGES, *LATER_PASSAGES) for _ in range(20))
    text = as_text(content)
    size = len(content.encode()) / 1000
    print(f"speed, one thread, median of {runs} runs on {size:.0f} kB:")
    for name, work in (
        ("normalise", lambda: normalise(content)),
        ("words", lambda: words(content)),
        ("statements", lambda: read_khmer_statements(text)),
    ):
        print(f"  {name:12} {size / statistics.median(_seconds(work) for _ in range(runs)):7.0f} kB/s")


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def print_pages() -> None:
    """Agreement of text layer and Tesseract with the true text, and with one another, by font and size."""
    chromium = shutil.which("chromium")
    if chromium is None or not is_installed():
        print("pages: needs chromium, tesseract-ocr and tesseract-ocr-khm")
        return
    passages = PASSAGES[:12]
    truth = "\n".join(passage.text for passage in passages)
    paragraphs = "".join(f"<p>{passage.text}</p>" for passage in passages)
    print("pages printed by Chromium: share of neighbouring clusters in common")
    with tempfile.TemporaryDirectory() as folder:
        page, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        for font, size in itertools.product(FONTS, (9, 11, 14)):
            page.write_text(f"<meta charset=utf-8><body style=\"font:{size}pt/1.9 '{font}'\">{paragraphs}", "utf-8")
            command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
            subprocess.run([*command, f"--print-to-pdf={target}", page.as_uri()], capture_output=True, check=True)
            read = second_reading(target.read_bytes(), 1)
            print(
                f"  {font:20} {size:2} pt  layer/truth {agreement(read.layer, truth):.2f}"
                f"  Tesseract/truth {agreement(read.text, truth):.2f}  layer/Tesseract {read.agreement:.2f}"
            )


if __name__ == "__main__":
    raise SystemExit(main())
