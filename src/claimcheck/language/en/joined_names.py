"""Names with "&" in them are one name: "Harrow & Pell" is no list of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def join_names(doc: Doc) -> Doc:
    """Attach what stands behind "&" to the name before it, which the parser takes for the first of a list."""
    for token in doc:
        if token.text == "&" and 0 < token.i < len(doc) - 1:
            before, behind = doc[token.i - 1], doc[token.i + 1]
            if _is_name(before) and _is_name(behind) and behind.dep_ == "conj" and behind.head.i == before.i:
                for child in list(behind.children):
                    if child.dep_ in ("cc", "conj"):
                        child.head = before
                token.head = before
                token.dep_ = behind.dep_ = "compound"
    return doc


def _is_name(token: Token) -> bool:
    return token.tag_.startswith("NNP") or token.text[:1].isupper()
