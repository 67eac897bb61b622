"""Two wordings of a law, article by article: added, repealed, renumbered, changed (with the words), the same.

An article is renumbered where its words stand under another number and its own number went to other words or is gone;
words that are nearly the same count where three words in a row often agree (Broder's shingles, resemblance ≥ 0.5).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final, Literal

from audiatur.topics.law.model import Law, Provision, text_hash

ChangeKind = Literal["same", "changed", "added", "repealed", "renumbered", "renumbered and changed"]
Run = tuple[Literal["same", "out", "in"], str]

_RESEMBLANCE: Final = 0.5
_SHINGLE: Final = 3
_SAME_HEADING: Final = 0.15
"""What a heading that stayed adds to the resemblance."""
_TOKEN: Final = re.compile(
    r"[\u1780-\u17d3\u17dd](?:[\u17b6-\u17d3\u17dd]|\u17d2[\u1780-\u17a2])*|[^\W_]+|\s+|[^\w\s]|_"
)
_LONGEST_MATCHED: Final = 6000
"""Tokens of the longest stretch that is matched word by word; a longer one is shown as a whole out and a whole in."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a wording: its place in the law's names (eId or number), number as printed, heading, words."""

    key: str
    printed: str
    heading: str
    text: str


@dataclass(frozen=True)
class Change:
    """What became of one article between two wordings."""

    kind: ChangeKind
    old: Article | None
    new: Article | None

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The words as runs that stayed, went out and came in; joined they give both wordings exactly."""
        before = self.old.text if self.old else ""
        after = self.new.text if self.new else ""
        return marked_words(before, after)

    @cached_property
    def heading_runs(self) -> tuple[Run, ...]:
        """The heading's words in the same way."""
        return marked_words(self.old.heading if self.old else "", self.new.heading if self.new else "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings side by side, in the order of the new one; what was repealed stands where it stood."""

    changes: tuple[Change, ...]

    def counts(self) -> dict[ChangeKind, int]:
        """How many articles of each kind there are."""
        return dict(Counter(change.kind for change in self.changes))

    def touched(self) -> frozenset[str]:
        """The names whose words differ between the wordings, or that only one of them has."""
        old = {change.old.key: change.old for change in self.changes if change.old}
        new = {change.new.key: change.new for change in self.changes if change.new}
        return frozenset(
            key for key in old.keys() | new.keys()
            if key not in old or key not in new or _words(old[key]) != _words(new[key])
        )  # fmt: skip


def articles_of(law: Law) -> tuple[Article, ...]:
    """The articles of a law, named by their eIds."""
    return tuple(_article(unit) for unit in law.units())


def _article(unit: Provision) -> Article:
    return Article(unit.eid, unit.printed, unit.heading, unit.own_text())


def compare_laws(old: Law, new: Law) -> Comparison:
    """Any two wordings, or a law and a draft of it."""
    return compare(articles_of(old), articles_of(new))


def compare(old: Sequence[Article], new: Sequence[Article]) -> Comparison:
    """The changes between two lists of articles; keys come once in each list."""
    by_old = {article.key: article for article in old}
    by_new = {article.key: article for article in new}
    moved = _renumbered(by_old, by_new)
    came_from = {target: source for source, target in moved.items()}
    changes: list[Change] = []
    gone = [key for key in by_old if key not in moved and (key not in by_new or key in came_from)]
    behind = _places(by_old, gone)
    changes.extend(Change("repealed", by_old[key], None) for key in behind.pop("", ()))
    for key, article in by_new.items():
        source = came_from.get(key) or (key if key in by_old and key not in moved else None)
        changes.append(_change(by_old[source] if source else None, article))
        changes.extend(Change("repealed", by_old[one], None) for one in behind.pop(source or "\0", ()))
    changes.extend(Change("repealed", by_old[key], None) for keys in behind.values() for key in keys)
    return Comparison(tuple(changes))


def _change(old: Article | None, new: Article) -> Change:
    if old is None:
        return Change("added", None, new)
    same = _words(old) == _words(new)
    if old.key == new.key:
        return Change("same" if same else "changed", old, new)
    return Change("renumbered" if same else "renumbered and changed", old, new)


def _words(article: Article) -> str:
    return text_hash(f"{article.heading}\n{article.text}")


def _places(by_old: dict[str, Article], gone: Sequence[str]) -> dict[str, list[str]]:
    """For each article that stays, those after it that are gone; "" holds those before all."""
    wanted = set(gone)
    places: dict[str, list[str]] = {}
    last = ""
    for key in by_old:
        if key in wanted:
            places.setdefault(last, []).append(key)
        else:
            last = key
    return places


def _renumbered(old: dict[str, Article], new: dict[str, Article]) -> dict[str, str]:
    """Old name → new name of the articles whose words went to another number."""
    loose_old = {key: one for key, one in old.items() if key not in new or _words(new[key]) != _words(one)}
    loose_new = {key: one for key, one in new.items() if key not in old or _words(old[key]) != _words(one)}
    moved = _same_words(loose_old, loose_new)
    taken = set(moved.values())
    rest_old = {key: one for key, one in loose_old.items() if key not in moved}
    rest_new = {key: one for key, one in loose_new.items() if key not in taken}
    for source, target in _much_alike(rest_old, rest_new):
        moved[source] = target
    return moved


def _same_words(old: dict[str, Article], new: dict[str, Article]) -> dict[str, str]:
    """Articles whose words stand once in each wording, under different names."""
    where: dict[str, list[str]] = defaultdict(list)
    for key, one in new.items():
        where[_words(one)].append(key)
    counts = Counter(_words(one) for one in old.values())
    found: dict[str, str] = {}
    for key, one in old.items():
        words = _words(one)
        if one.text and counts[words] == 1 and len(where.get(words, ())) == 1:
            found[key] = where[words][0]
    return found


def _much_alike(old: dict[str, Article], new: dict[str, Article]) -> list[tuple[str, str]]:
    """Pairs of different names whose words are nearly the same, and nearer than those of their own numbers."""
    shingles_new = {key: _shingles(one.text) for key, one in new.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for key, shingles in shingles_new.items():
        for shingle in shingles:
            holders[shingle].append(key)
    pairs: list[tuple[float, str, str]] = []
    for key, one in old.items():
        mine = _shingles(one.text)
        shared = Counter(holder for shingle in mine for holder in holders.get(shingle, ())[:20])
        own = 0.0
        if key in new:
            own = _resemblance(mine, shingles_new[key], shared[key])
            own += _SAME_HEADING * (bool(one.heading) and one.heading == new[key].heading)
        for holder, count in shared.most_common(3):
            likeness = _resemblance(mine, shingles_new[holder], count)
            likeness += _SAME_HEADING * (bool(one.heading) and one.heading == new[holder].heading)
            if holder != key and likeness >= _RESEMBLANCE and likeness > own + 0.2:
                pairs.append((likeness, key, holder))
    found: dict[str, str] = {}
    for _, source, target in sorted(pairs, key=lambda pair: -pair[0]):
        if source not in found and target not in found.values():
            found[source] = target
    return list(found.items())


def _shingles(text: str) -> frozenset[int]:
    words = [token for token in _TOKEN.findall(text) if not token.isspace()]
    return frozenset(hash(tuple(words[at : at + _SHINGLE])) for at in range(len(words) - _SHINGLE + 1))


def _resemblance(first: frozenset[int], second: frozenset[int], shared: int) -> float:
    union = len(first) + len(second) - shared
    return shared / union if union else 0.0


def marked_words(old: str, new: str) -> tuple[Run, ...]:
    """The words of two texts as runs: stayed, out, in. Khmer, which sets no spaces, is matched by its clusters.

    >>> marked_words("within ten days", "within five days")
    (('same', 'within '), ('out', 'ten'), ('in', 'five'), ('same', ' days'))
    """
    if old == new:
        return (("same", old),) if old else ()
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    inner = (before[head : len(before) - tail], after[head : len(after) - tail])
    runs: list[Run] = [("same", "".join(before[:head]))]
    runs.extend(_matched(*inner))
    runs.append(("same", "".join(before[len(before) - tail :])))
    return tuple(_together(run for run in runs if run[1]))


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    count = 0
    for one, two in zip(first, second, strict=False):
        if one != two:
            break
        count += 1
    return count


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterable[Run]:
    if max(len(before), len(after)) > _LONGEST_MATCHED or not before or not after:
        yield "out", "".join(before)
        yield "in", "".join(after)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        out, into = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag == "equal":
            # a space alone between two changes reads better as part of them
            yield ("same", out) if out.strip() else ("both", out)  # type: ignore[misc]
        else:
            yield "out", out
            yield "in", into


def _together(runs: Iterable[tuple[str, str]]) -> list[Run]:
    """Neighbouring runs of changes as one out and one in, with the spaces between them in both."""
    found: list[Run] = []
    out, into = "", ""
    for kind, text in [*runs, ("same", "")]:
        if kind == "out":
            out += text
        elif kind == "in":
            into += text
        elif kind == "both" and (out or into):
            out, into = out + text, into + text
        else:
            if out:
                found.append(("out", out))
            if into:
                found.append(("in", into))
            out, into = "", ""
            if text:
                found.append(("same", text))
    return found
