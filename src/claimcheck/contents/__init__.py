"""What captures hold: read side by side, in processes of their own where there is much of it or it is foreign."""

from claimcheck.contents.content import Content, content
from claimcheck.contents.readers import FEW, Readers

__all__ = ["FEW", "Content", "Readers", "content"]
