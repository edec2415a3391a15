"""What a form sent, and whether it came from a page of ours."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from datasette.utils.asgi import Request

LIMIT_BYTES = 200_000
"""No form without files is larger than this."""

UPLOAD_BYTES = 50_000_000
"""No form with files is larger than this."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent."""

    name: str
    content: bytes


async def parts(request: Request) -> tuple[dict[str, str], list[Upload]]:
    """The fields of a form that may hold files, and the files that were chosen.

    Raises:
        Forbidden: it did not come from a page of ours, or is larger than :data:`UPLOAD_BYTES`.
    """
    from datasette.utils.asgi import Forbidden
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import Field, File, create_form_parser

    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > UPLOAD_BYTES:
        raise Forbidden(f"A form of the desk takes up to {UPLOAD_BYTES // 1_000_000} MB")
    sent: dict[str, str] = {}
    files: list[Upload] = []

    def on_field(field: Field) -> None:
        sent[(field.field_name or b"").decode("utf-8", "replace")] = (field.value or b"").decode("utf-8", "replace")

    def on_file(file: File) -> None:
        file.file_object.seek(0)
        if name := (file.file_name or b"").decode("utf-8", "replace"):
            files.append(Upload(name, file.file_object.read()))

    try:
        headers = {"Content-Type": request.headers.get("content-type", "").encode("latin-1")}
        parser = create_form_parser(headers, on_field, on_file, {"MAX_MEMORY_FILE_SIZE": UPLOAD_BYTES})
        parser.write(await request.post_body())
        parser.finalize()
    except (FormParserError, ValueError) as error:
        raise Forbidden("The form could not be read: send it again") from error
    return _checked(request, sent), files


async def fields(request: Request) -> dict[str, str]:
    """The fields of the form.

    Raises:
        Forbidden: it did not come from a page of ours, or is larger than any of them.
    """
    from datasette.utils.asgi import Forbidden

    body = await request.post_body()
    if len(body) > LIMIT_BYTES:
        raise Forbidden("That is more text than a form of the desk takes")
    sent = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, encoding="utf-8", errors="replace"))
    return _checked(request, sent)


def _checked(request: Request, sent: dict[str, str]) -> dict[str, str]:
    from datasette.utils.asgi import Forbidden

    # Datasette lets requests without cookies pass, as those carry no session; at a local desk, nobody has a session.
    token = sent.get("csrftoken", "")
    if not secrets.compare_digest(token.encode(), request.scope["csrftoken"]().encode()):
        raise Forbidden("The form is too old or not from this desk: go back, reload the page, and send it again")
    return {name: value.replace("\r\n", "\n") for name, value in sent.items()}
