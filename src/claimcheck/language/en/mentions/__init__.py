"""Who is meant: the people, organisations, places and things a document names, and what each later word refers to."""

from claimcheck.language.en.mentions.entities import Mentions, Referent
from claimcheck.language.en.mentions.kinds import kind_of
from claimcheck.language.en.mentions.resolution import mentions
from claimcheck.models import Entity, EntityKind, Gender

__all__ = ["Entity", "EntityKind", "Gender", "Mentions", "Referent", "kind_of", "mentions"]
