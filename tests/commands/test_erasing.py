"""`audiatur erase` leaves none of the words in the bytes of the home, and says so in the audit."""

from __future__ import annotations

from pathlib import Path

from tests.commands.test_backing_up import audiatur, python

CANARY = "Quillfeather"
BUILD = f"""
from audiatur.commands import installation
installation.prepare()
from audiatur.record import ledger
from tests.record.small import small_dialogue
small = small_dialogue()
small.press("The minister said that {CANARY} was free.\\n" * 200)
small.take(small.question().propositions.get(), "ministry", "rejects", reason="{CANARY} was there.")
print(ledger.head().seq)
"""


def test_the_words_are_in_no_byte_of_the_home_after_they_were_erased(tmp_path: Path) -> None:
    def held() -> bool:
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        return any(word in path.read_bytes().lower() for path in files for word in (CANARY.lower().encode(), b"quillf"))

    position = int(python(BUILD, home=tmp_path))
    assert held()
    ground = ("--as", "osmere-secretariat", "--ground", "Article 17, request of the person, 3 May 2030")
    for entry in (position - 2, position):
        done = audiatur("erase", str(entry), *ground, home=tmp_path)
        assert done.returncode == 0, done.stderr

    assert not held()
    looked = audiatur("audit", home=tmp_path)
    assert looked.returncode == 0, looked.stdout
    assert f"row 0 of entry {position} was erased on" in looked.stdout
    assert "by the secretariat, ground: Article 17" in looked.stdout
