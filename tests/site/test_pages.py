"""What the pages of the record say, seen by someone who has not signed in."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from audiatur.record.models import Stance
from audiatur.record.services import position_take
from tests.record_fixture import SmallRecord, first_of
from tests.site.conftest import signed_in
from tests.site.crawl import crawl, words

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.content)


def cell(tree: html.HtmlElement, row: int, column: int) -> str:
    return words(tree, f"//table[contains(@class,'side-by-side')]/tbody/tr[{row}]/td[{column}]")


def test_no_link_leads_nowhere(record: SmallRecord, visitor: Client) -> None:
    visited = list(crawl(visitor))

    assert len(visited) > 20
    assert [(each.address, each.response.status_code) for each in visited if each.response.status_code != 200] == []


def test_every_page_has_one_heading_that_its_title_begins_with(record: SmallRecord, visitor: Client) -> None:
    for each in crawl(visitor):
        headings = each.tree.xpath("//h1")
        assert len(headings) == 1, each.address
        assert each.tree.xpath("count(//main)") == 1
        assert each.tree.findtext(".//title").strip()


def test_a_question_tells_its_status_in_a_sign_a_word_and_whole_sentences(record: SmallRecord, visitor: Client) -> None:
    lede = words(page(visitor, "/calidor/questions/partly-agreed/"), "//p[@class='lede']")

    assert lede == (
        "≈ Partly agreed The sides partly agree on 1 proposition. The sides differ on 1 proposition. "
        "1 proposition is unanswered. "
        "Some of these positions are reported by others and not confirmed by the party."
    )


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("agreed", "= Agreed"),
        ("partly-agreed", "≈ Partly agreed"),
        ("differing", "≠ Differing"),
        ("one-sided", "⊣ One-sided"),
        ("unanswered", "○ Unanswered"),
    ],
)
def test_each_status_has_its_sign_and_word(record: SmallRecord, visitor: Client, slug: str, status: str) -> None:
    assert words(page(visitor, f"/calidor/questions/{slug}/"), "//p[@class='lede']/span") == status


def test_columns_are_the_sides_in_the_order_agreed_on(record: SmallRecord, visitor: Client) -> None:
    for slug in record.questions:
        heads = page(visitor, f"/calidor/questions/{slug}/").xpath("//table[contains(@class,'side-by-side')]/thead//th")
        assert [head.text for head in heads] == ["Proposition", "State", "United Nations", "Civil society"]


def test_a_passage_stands_with_its_source_and_a_link_to_it(record: SmallRecord, visitor: Client) -> None:
    tree = page(visitor, "/calidor/questions/partly-agreed/")

    quote = tree.xpath("//table[contains(@class,'side-by-side')]/tbody/tr[1]/td[2]//figure")[0]

    assert words(quote, ".//blockquote") == "“The places of detention hold more persons than they can house.”"
    assert quote.xpath(".//blockquote/@lang") == ["en"]
    assert "A/HRC/99/12" in words(quote, ".//figcaption")
    assert quote.xpath(".//a/@href")[0].startswith(f"/calidor/sources/{record.sources['report'].pk}/?passage=")


def test_a_reported_position_is_marked_so(record: SmallRecord, visitor: Client) -> None:
    assert (
        "Accepts in part 19 January 2026 Prison Service Reported, not confirmed by the party Meeting on prisons"
        in cell(page(visitor, "/calidor/questions/partly-agreed/"), 1, 1)
    )


def test_former_positions_stay_with_their_dates(record: SmallRecord, visitor: Client) -> None:
    tree = page(visitor, "/calidor/questions/partly-agreed/")

    assert "1 former position Reserves its position 1 February 2026 Ministry of Justice Superseded on 10 February" in (
        cell(tree, 1, 1)
    )
    assert "Rejects 20 January 2026 Lawyers’ Circle Withdrawn on 20 February 2026" in cell(tree, 2, 3)


def test_a_silent_side_shows_when_it_was_asked_and_when_its_reply_is_due(record: SmallRecord, visitor: Client) -> None:
    tree = page(visitor, "/calidor/questions/one-sided/")

    assert cell(tree, 1, 1) == "No reply yet. Asked 1 February 2026, due 2 April 2026."


def test_a_side_that_was_not_asked_is_shown_so(record: SmallRecord, visitor: Client) -> None:
    assert cell(page(visitor, "/calidor/questions/one-sided/"), 1, 3) == "Not asked."


def test_a_claim_without_a_passage_is_shown_as_unsourced(record: SmallRecord, visitor: Client) -> None:
    tree = page(visitor, "/calidor/questions/partly-agreed/")

    claim = words(tree, f"//*[@id='claim-{record.claims['unsourced'].pk}']")

    assert claim.startswith("Prison Service says: Transfers began in January.")
    assert "Unsourced: No passage is held here; the source is named." in claim
    assert "Meeting on prisons, The Calidor Courier, para. 9" in claim


def test_a_disputed_claim_shows_the_answer_in_place_of_the_mark_of_a_report(
    record: SmallRecord, visitor: Client
) -> None:
    tree = page(visitor, "/calidor/questions/partly-agreed/")

    claim = words(tree, f"//*[@id='claim-{record.claims['disputed'].pk}']")

    assert "Disputed by the party, 25 January 2026: Transfers go on." in claim
    assert "Reported" not in claim


def test_how_the_status_was_decided_is_one_click_away(record: SmallRecord, visitor: Client) -> None:
    told = words(page(visitor, "/calidor/questions/partly-agreed/"), "//details[@class='how']")

    assert "By rule status-1" in told
    assert "State: Accepts in part; United Nations: Accepts; Civil society: Accepts: ≈ Partly agreed" in told
    assert "State: Accepts; United Nations: Rejects; Civil society: has not spoken: ≠ Differing" in told


def test_figures_stand_beside_one_another_in_a_drawing_and_a_table(record: SmallRecord, visitor: Client) -> None:
    tree = page(visitor, "/calidor/questions/partly-agreed/")

    drawn = tree.xpath("//svg[contains(@class,'wide')]")[0]
    values = [words(row, "./td[1]") for row in tree.xpath("//table[@class='figures']/tbody/tr")]

    assert values == ["147.2 %", "more than 320 %", "between 300 and 350 %"]
    assert [text.text for text in drawn.xpath(".//text[@class='given-name']")] == [
        "Ministry of Justice",
        "Special Rapporteur",
        "The Calidor Courier",
    ]


def test_the_home_page_lists_what_is_due_the_earliest_first(record: SmallRecord, visitor: Client) -> None:
    rows = page(visitor, "/calidor/").xpath("//table[@class='due']/tbody/tr")

    told = [words(row, ".") for row in rows]

    assert told[0].startswith("No reply received by 5 December 2025 United Nations Reply to: Are people held")
    assert any(row.startswith("1 March 2026 Overdue Ministry of Justice Commitment: Publish the draft") for row in told)
    assert told[-1].startswith("31 December 2026 Ministry of Justice Commitment: Open 600 new places")


def test_the_home_page_tells_what_came_of_the_last_meeting(record: SmallRecord, visitor: Client) -> None:
    lede = words(page(visitor, "/calidor/"), "//p[@class='lede']")

    assert lede.startswith("Last meeting on 20 March 2026: No position changed.")


def test_topics_without_a_question_say_what_would_be_here(record: SmallRecord, visitor: Client) -> None:
    mediation = words(page(visitor, "/calidor/"), "//section[h2/a[contains(@href,'mediation')]]")

    assert mediation == "Mediation of conflicts outside the courts No question has been asked under this topic yet."


def test_a_topic_page_counts_the_propositions_of_its_questions(record: SmallRecord, visitor: Client) -> None:
    rows = page(visitor, "/calidor/topics/prisons/").xpath("//table[1]/tbody/tr")

    assert "The sides differ on 1 proposition." in words(rows[0], "./td[2]")
    assert words(rows[1], "./td[2]") == "The sides agree on 1 proposition."


def test_a_meeting_page_shows_what_changed_before_what_did_not(record: SmallRecord, visitor: Client) -> None:
    tree = page(visitor, "/calidor/meetings/first-round/")

    moves = [words(row, ".") for row in tree.xpath("//table[@class='moves']/tbody/tr")]
    same = words(tree, "//details[summary[contains(.,'did not change')]]")

    assert any("No position Accepts 10 February 2026" in move for move in moves)
    assert "6 positions that did not change" in same
    assert "Prison Service: Accepts in part 19 January 2026" in same


def test_a_compiled_record_awaits_nobody(record: SmallRecord, visitor: Client) -> None:
    from audiatur.record.changes import change

    with change("opened again", by=None):
        record.dialogue.reply_days = None
        record.dialogue.save()

    home = page(visitor, "/calidor/")
    question = page(visitor, "/calidor/questions/unanswered/")
    record.dialogue.reply_days = 60

    assert "Nobody was asked through it, so no reply is awaited." in words(home, "//main")
    assert "No reply" not in words(home, "//main")
    assert cell(question, 1, 1) == "No position is noted."


def test_nothing_of_a_dialogue_without_public_questions_is_found(record: SmallRecord, visitor: Client) -> None:
    for address in ("/nowhere/", "/calidor/topics/weather/", "/calidor/questions/none/", "/calidor/meetings/none/"):
        response = visitor.get(address)
        assert response.status_code == 404
        assert "There is nothing at this address, or you may not see it." in response.content.decode()


def test_a_position_of_a_party_alone_is_shown_to_that_party_alone(record: SmallRecord, visitor: Client) -> None:
    position_take(
        first_of(record.questions["unanswered"]),
        by=record.users["lawyer"],
        party=record.parties["lawyers"],
        stance=Stance.ACCEPTS,
        taken="2026-02-01",
        reason="Seen by us alone.",
        visibility="restricted",  # type: ignore[arg-type]
    )
    address = "/calidor/questions/unanswered/"

    assert "Seen by us alone." in signed_in(record.users["lawyer"]).get(address).content.decode()
    assert "Seen by us alone." not in signed_in(record.users["monitor"]).get(address).content.decode()
    assert "Seen by us alone." not in visitor.get(address).content.decode()


def test_no_page_carries_inline_style_or_script(record: SmallRecord, visitor: Client) -> None:
    for each in crawl(visitor):
        assert each.tree.xpath("//@style | //style | //script[not(@src)] | //@onclick | //@onload") == [], each.address
        assert "unsafe" not in each.response["Content-Security-Policy"]


def test_the_question_table_is_exported_with_its_synthetic_label(record: SmallRecord, visitor: Client) -> None:
    response = visitor.get("/calidor/questions/partly-agreed/table.csv")

    lines = response.content.decode("utf-8-sig").splitlines()

    assert "synthetic-calidor-question-1.csv" in response["Content-Disposition"]
    assert lines[0].startswith("question,proposition,text,text_km,status,rule,side,party,stance,basis,taken")
    assert all(line.endswith(",yes") for line in lines[1:])
    assert any(
        "partly_agreed" not in line and ",differing,status-1,un,Special Rapporteur,rejects,own,2026-02-04" in line
        for line in lines
    )
    assert any(",unanswered,status-1,state,,silent," in line and "2026-03-16" in line for line in lines)


def test_a_cell_that_a_spreadsheet_would_run_is_quoted(record: SmallRecord, visitor: Client) -> None:
    position_take(
        first_of(record.questions["unanswered"]),
        by=record.users["lawyer"],
        party=record.parties["lawyers"],
        stance=Stance.ACCEPTS,
        taken="2026-02-01",
        reason="=HYPERLINK(1)",
    )

    exported = visitor.get("/calidor/questions/unanswered/table.csv").content.decode()

    assert "'=HYPERLINK(1)" in exported
