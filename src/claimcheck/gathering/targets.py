"""What a run is to gather: addresses, lists of addresses, the links of articles, and files put there by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck import contents, reader
from claimcheck.contents import ReaderProcesses
from claimcheck.errors import ReadError
from claimcheck.fetch.addresses import place_of
from claimcheck.folders import LIST_SUFFIX, Folders


def listed_urls(content: str) -> list[str]:
    """The addresses in a list: one a line; what follows a ``#`` at its start, or a blank, is a comment."""
    lines = (line.strip() for line in content.lstrip("\ufeff").splitlines())
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class GatheringTargets:
    """What a run is to gather.

    Attributes:
        urls: the addresses in order, each with the date of the article that links to it, where one does.
        files: files of the workspace by place.
        lists: what the lists of addresses in the workspace hold that were read, by place.
    """

    urls: Mapping[str, str | None]
    files: Mapping[str, Path]
    lists: Mapping[str, bytes] = field(default_factory=dict)


def wanted(workspace: Folders, processes: ReaderProcesses, targets: Sequence[str] = ()) -> GatheringTargets:
    """What the targets name: addresses, lists of addresses (``*.urls``), and articles for their links.

    Without targets: all lists under ``evidence/``, the links of all articles, and the files put there by hand.

    Raises:
        ReadError: a file that is named cannot be read.
    """
    urls: dict[str, str | None] = {}
    lists: dict[str, bytes] = {}
    for target in targets or [*map(str, workspace.url_lists()), *map(str, workspace.articles())]:
        if "://" in target:
            urls.setdefault(place_of(target), None)
        elif target.endswith(LIST_SUFFIX):
            content = _list_bytes(Path(target), workspace.boundary)
            if not (place := workspace.place(Path(target))).startswith("../"):
                lists[place] = content
            for url in listed_urls(content.decode("utf-8", "replace")):
                urls.setdefault(place_of(url), None)
        else:
            _add_links(urls, Path(target), processes, workspace.boundary, must_read=bool(targets))
    files = {} if targets else {workspace.place(path): path for path in workspace.evidence()}
    return GatheringTargets(urls, files, lists)


def _list_bytes(path: Path, within: Path | None) -> bytes:
    try:
        return reader.file_bytes(path, reader.MAX_BYTES, within)
    except ReadError as error:
        raise type(error)(f"{path}: {error}") from error


def _add_links(
    urls: dict[str, str | None], path: Path, processes: ReaderProcesses, within: Path | None, *, must_read: bool
) -> None:
    try:
        article = contents.read(path, processes, within=within)
    except ReadError:
        if must_read:
            raise
        return
    for link in article.links:
        if link.url.startswith(("http://", "https://")):
            urls.setdefault(place_of(link.url), article.published)
