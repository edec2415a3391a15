"""Print the library reference from signatures and docstrings: ``python -m docs.api > docs/api.md``."""

from __future__ import annotations

import enum
import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import click

import claimcheck
from claimcheck import errors, language, models, providers, reader
from claimcheck.fetch import Limits
from claimcheck.pipeline import Settings
from claimcheck.workspace import Failure, Verified

_HEAD = """\
# The library

Made from the docstrings by `python -m docs.api > docs/api.md`; a test holds it.

```python
from claimcheck import attributions, check_quote, compare, judge, read, split

split("Rents fell by 4 % last year, the mayor said.")
check_quote("Rents fell by 4 %", "Rents, the mayor said, fell by 5 % last year.").wording
judge("Rents fell by 4 %.", ["Rents fell by 5 %."]).reason
```

The functions work on plain strings, without a store or a network. Offsets are half-open characters (Unicode code
points) of the text given, scores run from 0 to 100, dates are ISO 8601 and times UTC. Values are frozen.
"""

_VALUES = (
    *(models.Document, models.Block, models.BlockKind, models.Link, models.Span),
    *(models.Attribution, models.AttributionType, models.Speaker, models.SpeakerKind),
    *(models.Claim, models.ClaimKind, models.Grain, models.Substitution, models.SplitArticle, models.Coverage),
    *(models.QuoteCheck, models.Wording, models.Edit, models.EditKind),
    *(models.Difference, models.DifferenceType, models.Finding, models.FindingKind),
    *(models.CheckedClaim, models.Evidence, models.Stance, models.Match, models.FailureReason),
    *(Verified, Failure, Settings, Limits),
)
_FOR_PACKAGES = (
    *(language.Language, language.LanguageOptions, models.Annotated, models.Reading),
    *(reader.Format, reader.RawFile),
    *(providers.ProviderKind, providers.ProviderSetup, providers.Provider, providers.SearchResult),
)
"""What other packages meet that add a language, a reader or a provider."""

_WIDTH = 110
_SECTION = re.compile(r"^(Args|Attributes|Raises|Returns|Yields):$")


def markdown() -> str:
    """The whole page."""
    parts = [_HEAD, "## Functions"]
    parts += [_function(getattr(claimcheck, name), name) for name in claimcheck.__all__ if name != "Workspace"]
    parts += ["## A workspace", *_class(claimcheck.Workspace, methods=True)]
    parts += ["## Values", *(part for each in _VALUES for part in _class(each))]
    parts += [
        "## Errors",
        f"```\n{_tree()}\n```",
        "Every message is one line: what is wrong, then what to do about it.",
    ]
    parts += ["## For packages that add something", "[How these fit together](architecture.md)."]
    parts += [part for each in _FOR_PACKAGES for part in _class(each, methods=True)]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _tree() -> str:
    """The tree of exceptions, drawn from the classes: each with the first sentence of its docstring."""

    def lines(kind: type[BaseException], depth: int) -> Iterator[str]:
        yield f"{'    ' * depth + kind.__name__:<28}{(kind.__doc__ or '').splitlines()[0]}"
        for each in kind.__subclasses__():
            if each.__module__ == errors.__name__:
                yield from lines(each, depth + 1)

    return "\n".join(lines(errors.ClaimcheckError, 0))


def _class(kind: type, *, methods: bool = False) -> Iterator[str]:
    yield f"### {kind.__name__}"
    yield f"`{kind.__module__}.{kind.__qualname__}`"
    yield _text(kind)
    if issubclass(kind, enum.Enum):
        yield "Values: " + ", ".join(f"`{each.value}`" for each in kind)
    elif is_dataclass(kind):
        yield "```python\n" + "\n".join(f"{each.name}: {each.type}" for each in fields(kind)) + "\n```"
    if methods:
        for name, member in _members(kind):
            if isinstance(member, property):
                yield f"#### {kind.__name__}.{name}\n\n{_text(member)}"
            else:
                yield _function(member, f"{kind.__name__}.{name}", level=4)


def _members(kind: type) -> Iterator[tuple[str, object]]:
    """The public methods and properties of a class and of what it is made from, in the order of the source."""
    classes = [each for each in reversed(kind.__mro__) if each.__module__.startswith("claimcheck.")]
    held = {name: member for each in classes for name, member in vars(each).items() if not name.startswith("_")}
    for name, member in held.items():
        if inspect.isfunction(member) or (isinstance(member, property) and member.__doc__):
            yield name, member


def _function(function: object, name: str, level: int = 3) -> str:
    assert callable(function)
    signature = inspect.signature(function)
    parameters: list[str] = []
    for each in signature.parameters.values():
        if each.kind is each.KEYWORD_ONLY and "*" not in parameters:
            parameters.append("*")
        if each.name != "self":
            parameters.append(f"{each.name}: {each.annotation}{_default(each.default)}")
    returned = f") -> {signature.return_annotation}"
    called = f"{name}({', '.join(parameters)}{returned}"
    if len(called) > _WIDTH:
        called = "\n    ".join([f"{name}(", *(f"{each}," for each in parameters)]) + f"\n{returned}"
    return f"{'#' * level} {name}\n\n```python\n{called}\n```\n\n{_text(function)}"


def _default(value: object) -> str:
    if value is inspect.Parameter.empty:
        return ""
    if isinstance(value, enum.Enum):
        return f" = {type(value).__name__}.{value.name}"
    # The name of a function that does nothing says nothing, and how it is printed differs from run to run.
    return " = ..." if callable(value) else f" = {value!r}"


def _text(thing: object) -> str:
    """A docstring as Markdown: sections of arguments, attributes and errors become lists."""
    out: list[str] = []
    in_section = False
    for line in (inspect.getdoc(thing) or "").replace("``", "`").splitlines():
        if found := _SECTION.match(line):
            out += [f"{found[1]}:", ""]
            in_section = True
        elif in_section and line.startswith("    ") and not line.startswith("     "):
            out.append(f"- {line.strip()}")
        elif in_section and line.startswith("     "):
            out.append(f"  {line.strip()}")
        else:
            in_section = in_section and not line
            out.append(line)
    text = "\n".join(out)
    return re.sub(r":(?:class|func|meth|data|mod):`~?([^`]+)`", r"`\1`", text)


if __name__ == "__main__":
    click.echo(markdown(), nl=False)
