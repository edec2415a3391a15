"""What a retrieval or a file holds: a document with its passages, or the reason why there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from claimcheck import passages, reader
from claimcheck.archive import KeptFile, KeptRetrieval
from claimcheck.errors import ReadError
from claimcheck.fetch import Fetched, Limits
from claimcheck.fetch.addresses import place_of
from claimcheck.fetch.bodies import unpacked
from claimcheck.fetch.soft_errors import AnsweredPage, soft_error
from claimcheck.models import PROSE, Capture, Document, FailureReason, Passage
from claimcheck.reader.charsets import declared_charset, decode


@dataclass(frozen=True, slots=True)
class Content:
    """What was found: without a document, the capture says why."""

    capture: Capture
    document: Document | None = None
    passages: tuple[Passage, ...] = ()


def content(kept: KeptRetrieval | KeptFile, limits: Limits) -> Content:
    """Read what was kept; nothing is executed and nothing fetched."""
    capture, document = _read(kept, limits)
    return Content(capture, document, passages.passages(document) if document else ())


def without_reading(kept: KeptRetrieval | KeptFile) -> Content | None:
    """The content where nothing needs to be read: of a failure, and of a page that is as it was; else None."""
    if isinstance(kept, KeptFile):
        return None
    fetched = kept.fetched
    place = place_of(fetched.url)
    if fetched.known is not None:
        return Content(Capture(place, fetched.known.digest))
    if fetched.failure is not None:
        return Content(Capture(place, None, None, fetched.failure, fetched.note))
    return None


def unreadable(kept: KeptRetrieval | KeptFile, error: ReadError) -> Content:
    """The content where reading itself came to grief."""
    place = kept.place if isinstance(kept, KeptFile) else place_of(kept.fetched.url)
    return Content(Capture(place, None, None, error.reason, str(error)))


def _read(kept: KeptRetrieval | KeptFile, limits: Limits) -> tuple[Capture, Document | None]:
    if isinstance(kept, KeptFile):
        return _document(
            kept.place,
            kept.content,
            kept.place,
            lambda: reader.read(kept.content, name=kept.place, max_bytes=limits.max_content_bytes),
        )
    fetched = kept.fetched
    place = place_of(fetched.url)
    try:
        body = unpacked(fetched.last, limits.max_content_bytes)
    except ReadError as error:
        return Capture(place, None, len(fetched.last.body), error.reason, _why(fetched.last.url, error)), None
    url = fetched.memento.original if fetched.memento else fetched.last.url
    content_type = fetched.last.header("content-type")
    capture, document = _document(
        place,
        body,
        url,
        lambda: reader.read(body, url=url, content_type=content_type, max_bytes=limits.max_content_bytes),
    )
    found = _soft_error(fetched, url, body, document)
    if found is None:
        return capture, document
    reason, note = found
    return Capture(place, capture.digest, len(body), reason, note), None


def _document(place: str, body: bytes, called: str, read: Callable[[], Document]) -> tuple[Capture, Document | None]:
    capture = Capture(place, f"sha256:{hashlib.sha256(body).hexdigest()}", len(body))
    try:
        return capture, read()
    except ReadError as error:
        return replace(capture, failure=error.reason, note=_why(called, error)), None


def _why(called: str, error: ReadError) -> str:
    """The reason without what it is the reason of: that stands beside it wherever it is shown."""
    return str(error).removeprefix(f"{called}: ")


def _soft_error(fetched: Fetched, url: str, body: bytes, document: Document | None) -> tuple[FailureReason, str] | None:
    """What stands in place of the page that was asked for; None when that is what came."""
    content_type = (fetched.last.header("content-type") or "").lower()
    markup = decode(body, declared_charset(content_type))
    if markup is None or ("html" not in content_type and "<html" not in markup[:2000].lower()):
        return None
    blocks = document.blocks if document else ()
    prose = "\n".join(block.span.of(document.text) for block in blocks if block.kind in PROSE) if document else ""
    asked = fetched.memento.original if fetched.memento else fetched.url
    return soft_error(AnsweredPage(asked, url, markup, prose))
