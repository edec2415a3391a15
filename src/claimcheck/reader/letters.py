"""Rich text (RTF) and mails (EML)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from claimcheck.errors import EmptyError
from claimcheck.models import BlockKind, Document
from claimcheck.reader.building import Builder
from claimcheck.reader.cleaning import clean, one_line
from claimcheck.reader.plain import with_head
from claimcheck.reader.raw import RawFile
from claimcheck.reader.superscripts import superscript

if TYPE_CHECKING:
    from email.message import EmailMessage

_GONE = re.compile(
    r"\\(?P<word>strike|striked1|v|deleted)(?![a-z0-9-]).*?(?=\\(?P=word)0|\\plain\b|[{}]|\Z)", re.DOTALL
)
_SUPER = re.compile(r"\\super(?![a-z0-9])\s?(?P<raised>[^{}\\]{1,12})(?=\}|\\nosupersub|\\super0)")
_STATED = r"\{{\\{0}(?: |\\)([^{{}}]{{1,300}})\}}"
_MAIL_HEADER = re.compile(
    r"^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST_HEADERS = 3


def read_rtf(raw: RawFile) -> Document:
    """A document of the paragraphs of a rich text file; what is struck out or hidden is left out."""
    from striprtf import striprtf

    words_of: Callable[..., str] = striprtf.rtf_to_text
    source = raw.data.decode("cp1252", "replace")
    shown = _GONE.sub("", source)
    shown = _SUPER.sub(lambda found: _escaped(superscript(_before(shown, found.start()), found["raised"])), shown)
    builder = Builder()
    for line in words_of(shown, errors="replace").splitlines():
        builder.add(BlockKind.PARAGRAPH, line)
    title, author = (_stated(source, name) for name in ("title", "author"))
    return with_head(replace(builder.document(), title=title, author=author))


def _before(source: str, at: int) -> str:
    """The last words before a place, without control words."""
    return re.sub(r"\\[a-z]+-?\d* ?|[{}\r\n]", "", source[max(at - 80, 0) : at])


def _escaped(words: str) -> str:
    return "".join(letter if ord(letter) < 0x80 else f"\\u{ord(letter)}?" for letter in words)


def _stated(source: str, name: str) -> str | None:
    found = re.search(_STATED.format(name), source[:20_000])
    return one_line(found[1]) if found and "\\" not in found[1] else None


def is_mail(raw: RawFile) -> bool:
    """Whether the text opens with the headers of a mail."""
    head = raw.data[:8_000].lstrip().replace(b"\r", b"").partition(b"\n\n")[0].decode("latin-1")
    return len({found.group().lower() for found in _MAIL_HEADER.finditer(head)}) >= _FEWEST_HEADERS


def read_mail(raw: RawFile) -> Document:
    """A document of a mail's text, with its subject, sender and date; what is attached is named and not read.

    Raises:
        EmptyError: it has no text.
    """
    from email import message_from_bytes, policy

    mail = message_from_bytes(raw.data, policy=policy.default)
    body = mail.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise EmptyError("a mail without text; give its attachments as files of their own")
    text = clean(str(body.get_content()))
    if body.get_content_subtype() == "html":
        from claimcheck.reader.markdown import add_markup

        builder = Builder()
        add_markup(builder, text)
        made = builder.document()
    else:
        from claimcheck.reader.plain import text_document

        made = text_document(text)
    sender = mail["from"].addresses[0] if mail["from"] and mail["from"].addresses else None
    names = [name for part in mail.iter_attachments() if (name := one_line(part.get_filename()))]
    return replace(
        _with_attachments(made, names),
        title=one_line(mail["subject"]),
        author=one_line(sender.display_name or sender.addr_spec) if sender else None,
        published=_sent(mail),
        kind="mail",
    )


def _sent(mail: EmailMessage) -> str | None:
    sent = getattr(mail["date"], "datetime", None)
    if not isinstance(sent, datetime):
        return None
    return sent.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if sent.tzinfo else sent.strftime("%Y-%m-%dT%H:%M:%S")


def _with_attachments(made: Document, names: list[str]) -> Document:
    if not names:
        return made
    builder = Builder()
    builder.add(BlockKind.BOILERPLATE, f"Attached, and not read: {', '.join(names)}", why="attachments")
    added = builder.document()
    shift = len(made.text) + 2
    blocks = tuple(replace(block, span=block.span.shifted(shift)) for block in added.blocks)
    return replace(made, text=f"{made.text}\n\n{added.text}", blocks=(*made.blocks, *blocks))
