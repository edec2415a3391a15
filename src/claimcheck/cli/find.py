"""``claimcheck find``: where words stand in the evidence, and how they stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claimcheck.cli.opening import open_store

if TYPE_CHECKING:
    from claimcheck.locating import Located
    from claimcheck.models import Document


@click.command()
@click.argument("words")
@click.option("--most", type=click.IntRange(min=1), default=5, show_default=True, help="How many documents to show.")
@click.pass_context
def find(context: click.Context, words: str, most: int) -> None:
    """Find where WORDS stand in the evidence, also where they were changed on the way.

    WORDS is a quote or a sentence. Of each document the nearest place is shown; {braces} mark what it does not share.
    Exit 1 when nothing comes near.
    """
    from claimcheck.locating import locate

    if not words.strip():
        raise click.UsageError("give the words to look for")
    with open_store(context) as store:
        found = [one for one in locate(store, words, most) if one.is_close]
        kept = {document.digest: document for document in store.documents()}
        for one in found:
            named = kept[one.digest]
            told = ", ".join(filter(None, (named.publisher or named.title or named.place, named.published)))
            _print(words, one, store.document(one.digest), told, named.place)
    if not found:
        raise click.ClickException(
            "these words stand nowhere in the evidence, nor any that come near; look for fewer of them"
        )


def _print(words: str, found: Located, document: Document, named: str, place: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from claimcheck.cli.detail import marked_words
    from claimcheck.cli.tables import console
    from claimcheck.text import sentence_around

    out, checked = console(), found.check(words, document)
    out.print(
        Text.assemble((f"\n{named}", "bold"), (f"  {checked.wording.replace('_', ' ')}", "cyan"), (f"  {place}", "dim"))
    )
    for span in checked.spans or (found.span,):
        sentence = sentence_around(document, span)
        inside = [edit for edit in checked.edits if sentence.holds(edit.evidence_span)]
        shown = marked_words(sentence.of(document.text), inside, sentence.start, evidence=True)
        out.print(Padding(Text(" ").join(shown.split()), (0, 0, 0, 4)))
    if checked.wording.value not in {"verbatim", "not_found"}:
        out.print(Padding(Text(checked.reason, style="yellow"), (0, 0, 0, 4)))
