"""Of an e-mail the head and the message are read; attachments are named."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from audiatur.reading.errors import TooLarge
from tests.reading.documents.opening import assert_tiled, codes, opened, roles, words


def _message(content: str = "The court rose.\n\nIt left.\n", *, subtype: str = "plain") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Sok Dara <dara@example.org>"
    message["To"] = "office@example.org"
    message["Subject"] = "Réponse du ministère"
    message["Date"] = "Thu, 21 Mar 2024 10:00:00 +0700"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(content, subtype=subtype)
    return message


def test_subject_sender_and_date_stand_before_the_message() -> None:
    text, warnings = opened(_message().as_bytes())

    assert roles(text) == [
        ("margin", "Subject: Réponse du ministère"),
        ("margin", "From: Sok Dara <dara@example.org>"),
        ("margin", "To: office@example.org"),
        ("margin", "Date: Thu, 21 Mar 2024 10:00:00 +0700"),
        ("body", "The court rose."),
        ("body", "It left."),
    ]
    assert (text.title, warnings) == ("Réponse du ministère", ())
    assert_tiled(text)


def test_plain_text_goes_before_html() -> None:
    message = _message()
    message.add_alternative("<p>The <b>other</b> form.</p>", subtype="html")

    assert words(opened(message.as_bytes())[0])[-2:] == ["The court rose.", "It left."]


def test_a_message_in_html_only_is_read_whole() -> None:
    text, _ = opened(_message("<p>The <b>court</b> rose.</p><ul><li>One</li></ul>", subtype="html").as_bytes())

    assert roles(text)[-2:] == [("body", "The court rose."), ("list", "One")]


def test_attachments_are_named_and_not_read() -> None:
    message = _message()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="réponse.pdf")
    message.add_attachment("Not this.", filename="notes.txt")

    text, warnings = opened(message.as_bytes())

    assert codes(warnings) == ["attachments"]
    assert "réponse.pdf" in warnings[0].message
    assert "notes.txt" in warnings[0].message
    assert "Not this" not in text.content


def test_the_signature_is_margin() -> None:
    text, _ = opened(_message("The court rose.\n\n-- \nSok Dara\nMinistry\n").as_bytes())

    assert roles(text)[-2:] == [("body", "The court rose."), ("margin", "Sok Dara\nMinistry")]


def test_a_message_whose_boundary_never_comes_is_read_as_it_stands() -> None:
    head = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xx\n"

    text, warnings = opened(head + b"\n--yy\n\nThe court rose.\n")

    assert "The court rose." in words(text)
    assert codes(warnings) == ["structure"]


def test_a_message_without_text_gives_its_head_and_a_warning() -> None:
    message = _message()
    message.clear_content()
    message.set_content(b"\x89PNG", maintype="image", subtype="png", filename="scan.png")

    text, warnings = opened(message.as_bytes())

    assert all(one.role == "margin" for one in text.paragraphs)
    assert codes(warnings) == ["no_message", "attachments"]


def test_more_parts_than_accepted_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiatur.reading.documents.eml.MAIL_PARTS", 3)
    message = _message()
    for number in range(3):
        message.add_attachment("x", filename=f"{number}.txt")

    with pytest.raises(TooLarge, match="parts"):
        opened(message.as_bytes())
