"""The draft of a report holds what its readers may see, with source and entry, and says where nothing is held."""

from __future__ import annotations

import io
import re
from datetime import date
from itertools import pairwise

import docx
import pytest
from django.test import Client
from lxml import html

from audiatur.publish.document import Document, Heading, Run, Table
from audiatur.record.models import Entry, Visibility
from audiatur.record.selectors.receipts import entries_of, entry_of
from audiatur.record.services import commitment_make, follow_up_add, recommendation_note
from audiatur.site.report import Asked, report
from tests.publish.pdf_glyphs import drawn_glyphs
from tests.record_fixture import TODAY, SmallRecord
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/calidor/report/"


def drafted(
    record: SmallRecord, party: str = "ministry", *, since: date | None = None, public: bool = True
) -> Document:
    asked = Asked(record.parties[party], since=since, public=public)
    return report(record.dialogue, asked=asked, today=TODAY, address="http://testserver/calidor/report/")


def words(document: Document) -> str:
    return "\n".join(run.text for run in document.runs())


def fields_of(document: Document, text: str) -> dict[str, str]:
    """The table that follows the paragraph with this text: fields and what they hold."""
    for said, table in pairwise(document.blocks):
        if isinstance(table, Table) and text in "".join(run.text for run in getattr(said, "runs", ())):
            return {_told(row[0]): _told(row[1]) for row in table.rows}
    raise AssertionError(text)


def _told(cell: object) -> str:
    return "\n".join("".join(run.text for run in one.runs) for one in cell.paragraphs)  # type: ignore[attr-defined]


def promise(record: SmallRecord, text: str, *, visibility: Visibility) -> None:
    commitment_make(
        record.dialogue, by=record.users["clerk"], party=record.parties["ministry"], text=text, made="2026-03-01",
        due="2026-03-10", topic="prisons", visibility=visibility,
    )  # fmt: skip


def test_a_promise_tells_its_fields_and_names_those_that_hold_nothing(record: SmallRecord) -> None:
    fields = fields_of(drafted(record), "Open 600 new places")

    assert fields["Made by"] == "Ministry of Justice, 10 February 2026"
    assert fields["Due"] == "31 December 2026"
    assert fields["Measure"] == "Places in use."
    assert fields["Nothing in the record yet"] == (
        "Responsible institution, Indicator, Target, The figure of the records, Follow-up, The law that it names"
    )


def test_what_is_overdue_is_so_on_the_day_of_the_draft(record: SmallRecord) -> None:
    assert fields_of(drafted(record), "Publish the draft act.")["Due"] == "1 March 2026\nOverdue on 24 March 2026"


def test_a_recommendation_tells_who_made_it_and_the_answer_in_the_mechanisms_word(record: SmallRecord) -> None:
    row = record.recommendation
    fields = fields_of(drafted(record), row.text)

    assert fields["Recommended by"] == ", ".join(row.recommending_states)
    assert fields["Position of the State"].startswith(row.responses.get().word)


def test_sides_that_have_not_answered_are_told_with_the_day(record: SmallRecord) -> None:
    document = drafted(record)

    assert "No reply received by 3 January 2026." in words(document)
    assert "refused" not in words(document).casefold()


def test_every_word_of_the_record_has_a_note_with_the_entry_that_tells_it(record: SmallRecord) -> None:
    run = next(run for run in drafted(record).runs() if run.text == "Open 600 new places at the northern centre.")

    told = re.search(r"Entry (\d+), tree head ([0-9a-f]{16})…", run.note)
    assert run.note.startswith("Reply of the Ministry of Justice")
    assert "“The Ministry will open 600 new places at the northern centre”" in run.note
    assert told
    entry = Entry.objects.get(seq=told[1])
    assert entry.hash.startswith(told[2])
    assert record.commitments["due"].pk in [row["id"] for row in entry.rows if row["model"] == "record.commitment"]


def test_a_row_stands_by_the_newest_entry_that_tells_it(record: SmallRecord) -> None:
    for row in (*record.positions.values(), *record.claims.values(), *record.commitments.values()):
        label = row._meta.label_lower
        telling = [
            entry.seq
            for entry in Entry.objects.all()
            if any(one["model"] == label and one["id"] == row.pk for one in entry.rows)
        ]

        found = entry_of(row, known=entries_of([type(row)]))

        assert found is not None
        assert found.seq == max(telling)


@pytest.mark.parametrize(
    ("level", "public", "own_side", "other_side"),
    [
        (Visibility.PUBLIC, True, True, True),
        (Visibility.PARTIES, False, True, True),
        (Visibility.SIDE, False, True, False),
        (Visibility.RESTRICTED, False, False, False),
    ],
)
def test_it_holds_what_its_readers_may_see(
    record: SmallRecord, level: Visibility, *, public: bool, own_side: bool, other_side: bool
) -> None:
    promise(record, "Paint the gates.", visibility=level)

    assert ("Paint the gates." in words(drafted(record))) is public
    assert ("Paint the gates." in words(drafted(record, public=False))) is own_side
    assert ("Paint the gates." in words(drafted(record, "lawyers", public=False))) is other_side


def test_it_says_whether_it_is_public(record: SmallRecord) -> None:
    assert "Public: holds what everyone may see." in words(drafted(record))
    assert "Not public: holds what members of the side “State” may see." in words(drafted(record, public=False))


def test_every_party_gets_the_same_rows(record: SmallRecord) -> None:
    of_each = [
        [block for block in drafted(record, party).blocks if isinstance(block, Table | Heading)][1:-1]
        for party in ("ministry", "rapporteur", "monitor")
    ]

    assert of_each[0] == of_each[1] == of_each[2]


def test_the_limit_of_words_is_told_of_a_states_report_alone(record: SmallRecord) -> None:
    assert "National report to the Universal Periodic Review: 10,700 words at most" in words(drafted(record))
    assert "words at most" not in words(drafted(record, "monitor"))


def test_follow_up_before_the_day_is_left_out_and_said_so(record: SmallRecord) -> None:
    early = fields_of(drafted(record, since=date(2026, 1, 1)), "Send the questions in writing.")
    late = fields_of(drafted(record, since=date(2026, 2, 1)), "Send the questions in writing.")

    assert early["Follow-up"] == "30 January 2026: Done (audiatur-1), Special Rapporteur"
    assert late["Follow-up"] == "Nothing in the record since 1 February 2026."


def test_each_scale_stands_in_its_follow_up(record: SmallRecord) -> None:
    follow_up_add(
        by=record.users["officer"], party=record.parties["country-office"], made="2026-03-02", grade="B",
        scale="Human Rights Committee, assessment of replies, version 2020", grade_name="B: partially satisfactory",
        recommendation=record.recommendation,
    )  # fmt: skip

    assert (
        "2 March 2026: B: partially satisfactory (Human Rights Committee, assessment of replies, version 2020)"
        in (fields_of(drafted(record), record.recommendation.text)["Follow-up"])
    )


def test_a_recommendation_under_no_question_stands_under_its_topic(record: SmallRecord) -> None:
    recommendation_note(
        record.sources["review"], by=record.users["keeper"], paragraph="110.9", text="Plant trees.", topic="mediation",
        recommending_states=["Veltria"],
    )  # fmt: skip
    blocks = drafted(record).blocks
    headings = [
        block.runs[0].text
        for block in blocks[: [getattr(block, "runs", (Run(""),))[0].text for block in blocks].index("Plant trees.")]
        if isinstance(block, Heading) and block.level == 2
    ]

    assert headings[-1] == "Mediation of conflicts outside the courts"


def test_only_members_of_the_party_get_it(record: SmallRecord, visitor: Client) -> None:
    file = f"{PAGE}ministry/side/draft.docx"

    assert visitor.get(file).status_code == 404
    for name in ("keeper", "monitor", "warden", "outsider"):
        assert signed_in(record.users[name]).get(file).status_code == 404, name
    assert signed_in(record.users["clerk"]).get(file).status_code == 200
    assert signed_in(record.users["keeper"]).get(PAGE).status_code == 404


def test_the_file_says_in_its_name_that_it_is_not_public(record: SmallRecord) -> None:
    answer = signed_in(record.users["clerk"]).get(f"{PAGE}ministry/side/draft.docx")

    assert 'filename="draft-calidor-ministry-not-public-2026-03-24.docx"' in answer["Content-Disposition"]
    opened = docx.Document(io.BytesIO(answer.content))
    assert [one.text for one in opened.paragraphs if one.style.name == "Title"] == [
        "Draft of the State’s report: Ministry of Justice"
    ]
    assert "Follow-up" in {cell.text for table in opened.tables for row in table.rows for cell in row.cells}


@pytest.mark.parametrize("language", ["en", "km"])
def test_no_glyph_of_its_pdf_is_missing(record: SmallRecord, language: str) -> None:
    answer = signed_in(record.users["clerk"], language=language).get(f"{PAGE}ministry/public/draft.pdf")

    assert 0 not in drawn_glyphs(answer.content)


def test_a_day_that_is_none_is_told_at_the_form(record: SmallRecord) -> None:
    clerk = signed_in(record.users["clerk"])

    answer = clerk.get(f"{PAGE}ministry/public/draft.html?since=soon", follow=True)

    assert answer.redirect_chain[0][0] == f"{PAGE}?since=soon"
    assert "“soon” is not a date that is understood here." in answer.content.decode()


def test_the_page_hands_the_day_on_to_the_files(record: SmallRecord) -> None:
    page = html.fromstring(signed_in(record.users["monitor"]).get(f"{PAGE}?since=2026-02").content)

    files = [link for link in page.xpath("//main//a/@href") if "draft." in link]
    assert len(files) == 6
    assert all(link.endswith("?since=2026-02") for link in files)


def test_the_follow_up_page_leads_there(record: SmallRecord, visitor: Client) -> None:
    assert PAGE in signed_in(record.users["monitor"]).get("/calidor/follow-up/").content.decode()
    assert PAGE not in visitor.get("/calidor/follow-up/").content.decode()
