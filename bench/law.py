"""Laws: import, Akoma Ntoso, the text in force on a date, modifications, comparison, citations.

Run: .venv/bin/python -m bench.law          (the real documents are read under AUDIATUR_SHARED)
"""

from __future__ import annotations

import lzma
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lxml import etree
from tests.shared import SHARED

from audiatur.topics.law.akn_modifications import apply_document
from audiatur.topics.law.akn_reading import open_akn, read_akn
from audiatur.topics.law.akn_writing import write_akn
from audiatur.topics.law.citations import citations_in
from audiatur.topics.law.comparing import Article, articles_of, compare
from audiatur.topics.law.findings import of_kind
from audiatur.topics.law.importing import import_document, import_string
from audiatur.topics.law.model import UNITS, Law, Provision, Work
from audiatur.topics.law.timeline import Timeline, Version, Wording, timeline_of
from bench import law_mentions
from bench.law_suite import LANGUAGES, LAYOUTS, TRAPS, Written, with_trap, write

DATA = SHARED / "data" / "law"
RUNS = 5
PEERS = "peer: bluebell 3.1.1 takes 6.8 s for 3,000 articles, 5.0 with Rust .25 s (quoted; it needs Python 3.12)"


def main() -> None:
    """Print every line of figures."""
    laws = list(import_suite())
    traps()
    speed()
    akn(laws)
    if DATA.exists():
        oasis()
        modifications()
        boe()
        french()
    else:
        print(f"no real documents: {DATA} is missing")
    code_on_a_date()
    comparison()
    citations()


def structure(body: Sequence[Provision]) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Each article's number, heading and the chain of parts above it."""
    found: list[tuple[str, str, tuple[tuple[str, str], ...]]] = []

    def visit(provision: Provision, above: tuple[tuple[str, str], ...]) -> None:
        if provision.level in UNITS:
            found.append((provision.number, provision.heading, above))
        for child in provision.children:
            visit(child, (*above, (provision.level, provision.number)))

    for provision in body:
        visit(provision, ())
    return found


def import_suite() -> Iterator[tuple[Written, Law]]:
    """Articles with the right number, heading and parent; duplicates and gaps reported."""
    right = total = told = planted = 0
    for layout in LAYOUTS:
        for language in LANGUAGES:
            written = write(layout, language)
            imported = import_document(written.content.encode(), name=f"{written.name}.txt")
            wanted = [(one.number, one.heading, one.above) for one in written.articles]
            got = structure(imported.body)
            right += sum(a == b for a, b in zip(got, wanted, strict=False))
            total += max(len(wanted), len(got))
            duplicates = [one.number for one in of_kind(imported.findings, "duplicate")]
            gaps = [one.words for one in of_kind(imported.findings, "gap")]
            told += (duplicates == written.duplicates) + (gaps == written.gaps)
            planted += 2
            yield written, imported.law(Work("xx", "act", "2011", layout.name, imported.title), dated="2011")
    print(f"import: {right:,} of {total:,} articles ({right / total:.2%}) with number, heading and parent, in")
    print(
        f"  {len(LAYOUTS)} layouts × {len(LANGUAGES)} languages; duplicates and gaps exactly as planted: {told}"
        f" of {planted}"
    )


def traps() -> None:
    """Lines that begin like an opening and are none."""
    false = 0
    for language, line in TRAPS:
        body = import_string(with_trap(language, line).content, language=language).body
        found = [(one.level, one.number) for top in body for one in top.walk()]
        false += found != [("article", "1"), ("article", "2"), ("article", "3")]
    print(f"traps: {false} false parts in {len(TRAPS)}")


def speed() -> None:
    """CPU seconds of 3,000 articles, and how the time grows."""
    for layout in LAYOUTS[:2]:
        seconds = {}
        for count in (1500, 3000):
            document = write(layout, "en", count=count).content.encode()
            seconds[count] = _median(lambda document=document: import_document(document, name="x.txt"))
        growth = seconds[3000] / seconds[1500]
        print(
            f"speed, {layout.name}: 3,000 articles in {seconds[3000]:.2f} CPU-s; twice the articles, {growth:.2f}"
            f" times the time"
        )
    print(f"  {PEERS}")


def _median(work: Callable[[], Any], runs: int = RUNS) -> float:
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def akn(laws: Sequence[tuple[Written, Law]]) -> None:
    """Validity against the strict schema, and every line kept on the way out and back."""
    schema = _schema()
    valid = same = lines = kept = 0
    for written, law in laws:
        document = write_akn(law)
        valid += schema is not None and schema.validate(etree.fromstring(document))
        back = read_akn(document)
        same += back == law
        words = " ".join(back.text_lines())
        for line in written.content.splitlines():
            if line.strip() and "....." not in line:
                lines += 1
                kept += " ".join(line.split()) in words
    print(f"Akoma Ntoso: {valid} of {len(laws)} valid (all dated by year only); {same} equal after the round trip;")
    print(f"  {kept:,} of {lines:,} lines kept (tables of contents apart)")


def _schema() -> etree.XMLSchema | None:
    path = DATA / "akn-xsd" / "akomantoso30.xsd"
    return etree.XMLSchema(etree.parse(str(path))) if path.exists() else None


def oasis() -> None:
    """Documents of others: opened, written back the same; acts also through the model."""
    files = sorted((DATA / "akn-oasis-examples").glob("*.xml"))
    same = sum(_canonical(open_akn(path.read_bytes()).write()) == _canonical(path.read_bytes()) for path in files)
    lost = valid = acts = 0
    schema = _schema()
    for path in files:
        document = open_akn(path.read_bytes())
        if document.kind in ("act", "bill", "portion"):
            law = read_akn(path.read_bytes())
            acts += 1
            lost += " ".join(document.lines()).split() != " ".join(law.text_lines()).split()
            valid += schema is not None and schema.validate(etree.fromstring(write_akn(law)))
    print(f"OASIS examples: {same} of {len(files)} opened and written back the same (canonical XML);")
    print(f"  {acts} acts, bills and portions through the model: {acts - lost} with every word in order, {valid} valid")


def _canonical(document: bytes) -> bytes:
    return etree.tostring(etree.fromstring(document), method="c14n")


def modifications() -> None:
    """Machine-readable modifications against the words that they quote."""
    applied = refused = wrong = 0
    for amending in sorted((DATA / "legaldocml-de").glob("*__aenderungsgesetz.xml")):
        target = open_akn(Path(str(amending).replace("aenderungsgesetz", "zielgesetz")).read_bytes())
        before = " ".join(target.lines())
        changed, outcomes = apply_document(target, open_akn(amending.read_bytes()))
        applied += sum(outcome.applied for outcome in outcomes)
        refused += sum(not outcome.applied for outcome in outcomes)
        grown = sum(len(one.modification.old[1]) - len(one.modification.old[0]) for one in outcomes if one.applied)
        after = " ".join(changed.lines())
        wrong += len(after) - len(before) != grown or any(
            one.applied and one.modification.old[1] not in after for one in outcomes
        )
    print(f"modifications: {applied} applied, {refused} refused with a reason, {wrong} wrong")


def boe() -> None:
    """Every block on each effective date and the day before."""
    right = asked = 0
    for path in sorted((DATA / "boe-versions").glob("*texto.xml.xz")):
        root = etree.fromstring(lzma.decompress(path.read_bytes()))
        versions: list[Version] = []
        gold: dict[str, list[tuple[str, str]]] = {}
        for block in root.iter("bloque"):
            for one in block.iter("version"):
                words = "\n".join(" ".join("".join(p.itertext()).split()) for p in one)
                starts, published = one.get("fecha_vigencia") or "", one.get("fecha_publicacion") or ""
                versions.append(
                    Version(block.get("id") or "", words, _day(published), _day(starts), one.get("id_norma") or "")
                )
                gold.setdefault(block.get("id") or "", []).append((starts, words))
        lines = Timeline(versions)
        for effective in lines.effective_days():
            for day in (effective, effective - timedelta(days=1)):
                for key, texts in gold.items():
                    wanted = [words for starts, words in texts if starts <= f"{day:%Y%m%d}"]
                    standing = lines.standing(key, on=day)
                    right += standing.text == wanted[-1] if wanted else standing.state == "not yet in force"
                    asked += 1
    print(f"in force, Spanish acts: {right:,} of {asked:,} blocks on effective dates and the days before")


def _day(written: str) -> date:
    return date(int(written[:4]), int(written[4:6]), int(written[6:]))


def french() -> None:
    """Clean slices reproduced, and articles with two texts at once flagged."""
    import polars as pl

    folder = DATA / "fr-point-in-time"
    meta = pl.read_parquet(folder / "versions_meta.parquet").filter(pl.col("kind") == "reform").sort("norm", "seq")
    columns = pl.read_parquet(folder / "versions.parquet").select(
        pl.col("norm", "article", "sha").cast(pl.String), "seq", "pos"
    )
    slices = {key: frame.sort("pos") for key, frame in columns.partition_by("norm", "seq", as_dict=True).items()}
    clean = right = twice = flagged = false = 0
    for norm in meta["norm"].unique():
        rows = [
            row for row in meta.filter(pl.col("norm") == norm).iter_rows(named=True) if (norm, row["seq"]) in slices
        ]
        wordings = []
        for row in rows:
            frame, day = slices[norm, row["seq"]], date.fromisoformat(row["source_date"])
            wordings.append(Wording(day, day, list(zip(frame["article"], frame["sha"], strict=True))))
        lines = timeline_of(wordings)
        newest = {wording.starts: place for place, wording in enumerate(wordings)}
        for place, wording in enumerate(wordings):
            if newest[wording.starts] != place:
                continue
            texts: dict[str, set[str]] = {}
            for key, words in wording.items:
                texts.setdefault(key, set()).add(words)
            standing = {one.key: one for one in lines.on(wording.starts)}
            if len(texts) == len(wording.items):
                clean += 1
                right += {key: one.text for key, one in standing.items()} == {
                    key: next(iter(one)) for key, one in texts.items()
                }
            for key, one in texts.items():
                twice += len(one) > 1
                flagged += len(one) > 1 and standing[key].state == "no single text"
                false += len(one) == 1 and standing[key].state != "in force"
    print(
        f"in force, French codes: {right} of {clean} clean slices whole; {flagged:,} of {twice:,} articles with"
        f" two texts"
    )
    print(f"  at once said to have no single text, {false} others")


def code_on_a_date() -> None:
    """The whole of a code of 2,000 articles on a date, each with ten wordings."""
    rng = random.Random(7)
    start = date(1990, 1, 1)
    versions = [
        Version(f"art_{n}", f"Words {n} {k}", start, start + timedelta(days=rng.randint(0, 12_000)))
        for n in range(2000)
        for k in range(10)
    ]
    lines = Timeline(versions)
    days = [start + timedelta(days=rng.randint(0, 12_000)) for _ in range(200)]
    taken = []
    for day in days:
        begin = time.perf_counter()
        lines.on(day)
        taken.append(1000 * (time.perf_counter() - begin))
    known = []
    for day in days[:40]:
        begin = time.perf_counter()
        lines.on(day, known=start)
        known.append(1000 * (time.perf_counter() - begin))
    print(
        f"a code of 2,000 articles on a date: p95 {_p95(taken):.1f} ms; as published by another day p95"
        f" {_p95(known):.1f} ms"
    )


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[int(0.95 * len(taken))]


def comparison() -> None:
    """The changed set against the hashes, and the time of 2,000 articles."""
    law = import_string(write(LAYOUTS[0], "en", count=2000).content).law(
        Work("xx", "act", "2011", "x", "X"), dated="2011"
    )
    old = articles_of(law)
    rng = random.Random(3)
    right = asked = 0
    for share in (0.02, 0.3, 1.0):
        new = [_altered(one, rng) if rng.random() < share else one for one in old if rng.random() > 0.01]
        before, after = ({one.key: (one.heading, one.text) for one in many} for many in (old, new))
        differ = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        found = compare(old, new)
        right += found.touched() == differ
        asked += 1
        begin = time.process_time()
        for change in compare(old, new).changes:
            _ = change.runs
        print(
            f"compare: 2,000 articles, {len(differ):,} differ: {time.process_time() - begin:.2f} CPU-s with words"
            f" marked"
        )
    print(f"  changed set equal to the difference of the hashes: {right} of {asked}")


def _altered(article: Article, rng: random.Random) -> Article:
    words = article.text.split(" ")
    words[rng.randrange(len(words))] = "otherwise"
    return Article(article.key, article.printed, article.heading, " ".join(words))


def citations() -> None:
    """Mentions recognised with their provisions and law."""
    names = law_mentions.names()
    hit = extra = missed = 0
    sentences = law_mentions.sentences()
    for sentence in sentences:
        found = {
            (tuple(str(pinpoint) for pinpoint in one.pinpoints), one.instrument or one.law_words)
            for one in citations_in(sentence.text, names=names)
        }
        wanted = set(sentence.mentions)
        hit, extra, missed = hit + len(found & wanted), extra + len(found - wanted), missed + len(wanted - found)
    mentions = sum(len(sentence.mentions) for sentence in sentences)
    print(
        f"citations: {mentions} mentions in {len(sentences)} sentences: precision {hit / (hit + extra):.1%},"
        f" recall {hit / (hit + missed):.1%}"
    )


if __name__ == "__main__":
    main()
