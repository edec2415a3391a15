"""Shapes and words that the pages show for the values of the house: nothing is told by colour alone."""

from __future__ import annotations

from claimcheck.models.labels import QUESTIONS as QUESTIONS

FINDINGS = {
    "supported": "✓",
    "contradicted": "✗",
    "conflicting": "≠",
    "related": "~",
    "not_found": "?",
    "failed": "!",
    "unchecked": "–",
}
VERDICTS = {
    "confirmed": "✓",
    "wrong": "✗",
    "misleading": "◐",
    "disputed": "≠",
    "unproven": "?",
    "uncheckable": "–",
    "opinion": "“",
}
"""In the order of the keys 1 to 7."""
STAGES = {
    "open": "○",
    "assigned": "◔",
    "proposed": "◑",
    "signed": "●",
    "returned": "↩",
    "stale": "▲",
    "reopened": "↻",
}
COPY = {
    "keep": "keep as it is",
    "fix": "fix the facts",
    "soften": "soften",
    "attribute": "attribute",
    "cut": "cut",
    "ask": "ask the author",
}
TERMS = {"on_record": "on the record", "background": "on background", "off_record": "off the record"}
SIDES = {"about": "about the matter", "claimant": "from the claimant’s side", "against": "against the claim"}
SHOWN = {
    "used": "rested on",
    "failed": "could not be retrieved",
    "all": "everything",
    "once": "same story",
    "perhaps": "possible copies",
}
SOURCE_KINDS = {
    "primary": "primary document or data",
    "recording": "recording or transcript",
    "official": "official statement",
    "party": "interested party",
    "wire": "wire",
    "original": "original report",
    "republication": "republication",
    "opinion": "opinion",
    "anonymous": "anonymous",
}
STANCES = {"supports": "for", "contradicts": "against", "related": "partly found"}
