"""A manuscript as a web page, as plain text or as an e-mail, the same bytes each time."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from html import escape

from audiatur.synthetic.manuscript import Manuscript

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title} - {author}</title>
<meta name="author" content="{author}">
<meta property="article:published_time" content="{date}">
</head>
<body>
<header><nav><a href="/">{author}</a> <a href="/courts">Courts</a> <a href="/weather">Weather</a></nav></header>
<main><article>
{body}
</article></main>
<footer><p>{label}</p></footer>
</body>
</html>
"""


def write_html(manuscript: Manuscript) -> bytes:
    """The web page of a newspaper with a menu over the article and a foot under it."""
    marks = {"title": "h1", "heading": "h2"}
    body = "\n".join(
        f"<{marks.get(block.kind, 'p')}>{escape(block.text, quote=False)}</{marks.get(block.kind, 'p')}>"
        for block in manuscript.blocks
    )
    written = _PAGE.format(
        language=manuscript.language,
        title=escape(manuscript.title),
        author=escape(manuscript.about["author"]),
        date=manuscript.about["date"],
        label=escape(manuscript.label),
        body=body,
    )
    return written.encode()


def write_text(manuscript: Manuscript) -> bytes:
    """Paragraphs with an empty line between them."""
    return ("\n\n".join(block.text for block in manuscript.blocks) + "\n").encode()


def write_mail(manuscript: Manuscript) -> bytes:
    """A letter sent by e-mail, from and to addresses under the reserved domain `.invalid`."""
    message = EmailMessage()
    message["From"] = Address(manuscript.about["author"], "office", f"{manuscript.about['from']}.invalid")
    message["To"] = Address(manuscript.about["to"], "desk", "office.invalid")
    message["Date"] = manuscript.about["sent"]
    message["Message-ID"] = f"<{manuscript.about['date']}@{manuscript.about['from']}.invalid>"
    message["Subject"] = manuscript.title
    body = "\n\n".join(block.text for block in manuscript.blocks if block.kind != "title")
    message.set_content(body + "\n", cte="8bit")
    return message.as_bytes()
