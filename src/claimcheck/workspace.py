"""A workspace: a folder with articles under claims/, material under evidence/ and one database."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck import known, meaning, notices, pipeline, reader
from claimcheck.annotations import Annotations
from claimcheck.contents import ReaderProcesses
from claimcheck.errors import ConfigError, MissingError, NotInStoreError, ReadError, SheetError
from claimcheck.folders import SHEET_SUFFIX, Folders, has_sheet, sheet_of
from claimcheck.meaning import Meaning
from claimcheck.models import CheckedClaim, Document, SplitArticle
from claimcheck.origins import TWO_SOURCES, SourceRule
from claimcheck.pipeline import Settings
from claimcheck.proof import ProofSettings
from claimcheck.retrieval import Retrieval
from claimcheck.store import Store

if TYPE_CHECKING:
    from claimcheck.fetch import Fetched, Limits
    from claimcheck.gathering import Gathered

CONFIGURATION = "claimcheck.toml"

Progress = Callable[[str, int, int], None]
"""Called with what is being worked on, how many are done, and how many there are."""

Look = Callable[[SplitArticle], object]
"""Looks for evidence on the claims of an article, and leaves what it finds in the store."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article or a piece of evidence that could not be used, and why, in one line."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a run of ``verify`` did.

    Attributes:
        articles: the articles now checked, by their paths inside the workspace, in order.
        refused: articles that could not be checked.
        unread: evidence that could not be read, and articles in a language of which not all is read.
    """

    articles: dict[str, SplitArticle]
    refused: tuple[Failure, ...]
    unread: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class ImportedChecks:
    """What a file of fact-checks brought.

    Attributes:
        file: the file.
        new_count, known_count: how many fact-checks are new, and how many were known.
        left_out_count: how many say no claim, or no rating in words.
    """

    file: str
    new_count: int
    known_count: int
    left_out_count: int


def _no_progress(_what: str, _done: int, _total: int) -> None:
    return None


class Workspace(Folders):
    """The folder that a newsroom works in: ``claims/``, ``evidence/`` and ``claimcheck.db``."""

    def __init__(
        self, path: str | Path = ".", *, database: str | Path | None = None, settings: Settings | None = None
    ) -> None:
        super().__init__(path, database)
        self.settings = settings or Settings()

    @property
    def boundary(self) -> Path | None:
        """The workspace, unless ``[files]`` in its configuration lets links lead out of it.

        Raises:
            ConfigError: the configuration cannot be used.
        """
        stated = self._stated("files")
        if stated.keys() - {"links"} or not isinstance(stated.get("links", False), bool):
            raise ConfigError(f"{CONFIGURATION}: [files] takes links, true or false")
        return None if stated.get("links") else self.path

    def proof(self) -> ProofSettings:
        """What ``[proof]`` in the configuration says; ``CLAIMCHECK_KEY`` in the environment names another key.

        Raises:
            ConfigError: the configuration cannot be used, or the key lies in the workspace.
        """
        stated = self._stated("proof")
        signers = stated.get("signers", {})
        texts = [value for name, value in stated.items() if name != "signers"]
        if (
            stated.keys() - {"key", "timestamps", "timestamp_roots", "signers"}
            or not isinstance(signers, dict)
            or not all(isinstance(value, str) for value in [*texts, *signers.values()])
        ):
            expected = "key, timestamps and timestamp_roots, each a text, and [proof.signers], keys by name"
            raise ConfigError(f"{CONFIGURATION}: [proof] takes {expected}")
        named = os.environ.get("CLAIMCHECK_KEY") or stated.get("key")
        key = self.path / Path(named).expanduser() if named else None
        if key is not None and key.resolve().is_relative_to(self.path.resolve()):
            raise ConfigError(f"{key}: a key in the workspace proves nothing; move it elsewhere and name that place")
        roots = stated.get("timestamp_roots")
        return ProofSettings(
            key, stated.get("timestamps"), self.path / Path(roots).expanduser() if roots else None, signers
        )

    def claims(self, article: str | Path | None = None) -> list[CheckedClaim]:
        """The checked claims in the store, in article order; of one article where it is given."""
        with Store(self.database) as store:
            place = self.place(Path(article)) if article else None
            return [record.checked for record in store.claims.all(place)]

    def gather(
        self,
        targets: Sequence[str] = (),
        *,
        online: bool = False,
        contact: str | None = None,
        limits: Limits | None = None,
        allow_loopback: bool = False,
        on_result: Callable[[Gathered], object] = lambda _gathered: None,
        progress: Progress = _no_progress,
        on_page: Callable[[Fetched], object] | None = None,
    ) -> list[Gathered]:
        """Fetch evidence from the web and keep it as proof; a run that was cut off is continued.

        Args:
            targets: addresses, lists of addresses (``*.urls``), and articles for their links; without any, all lists
                under ``evidence/``, the links of all articles, and the files put there by hand.
            online: also ask the Wayback Machine for copies of dead pages.
            contact: an address for those whose servers are asked; it is sent along.
            limits: how long, how much and how often.
            allow_loopback: let this machine be asked, for tests.
            on_result: called with what came of each address and file once it is kept.
            progress: called with how far the work is.
            on_page: called with each page that holds a document; all are then fetched anew.

        Raises:
            ReadError: a file that is named cannot be read.
            StoreError: the database or the archive cannot be used.
        """
        from claimcheck.fetch import Limits
        from claimcheck.fetch.agent import software, user_agent
        from claimcheck.fetch.network import client
        from claimcheck.fetch.wayback import Wayback
        from claimcheck.gathering import gather

        within = limits or Limits()
        gathered: list[Gathered] = []

        def tell(each: Gathered) -> None:
            gathered.append(each)
            on_result(each)

        gather(
            self,
            targets,
            lambda: client(user_agent(contact), within, allow_loopback=allow_loopback),
            within,
            tell,
            software=software(),
            wayback=Wayback() if online else None,
            progress=progress,
            on_page=on_page,
        )
        return gathered

    def fetch_article(
        self,
        url: str,
        contact: str | None = None,
        allow_loopback: bool = False,
        progress: Progress = _no_progress,
    ) -> Path:
        """Fetch the article at an address, archive it, and put it into a file under ``claims/``.

        Raises:
            ReadError: it cannot be retrieved; the message says why and what to do.
            StoreError: the database or the archive cannot be used.
        """
        from claimcheck.fetch import Limits
        from claimcheck.gathering.article import keep_article

        pages: list[Fetched] = []
        most = self.settings.max_bytes
        gathered = self.gather(
            [url],
            contact=contact,
            limits=Limits(max_bytes=most, max_content_bytes=most),
            allow_loopback=allow_loopback,
            progress=progress,
            on_page=pages.append,
        )
        if not pages:
            failed = gathered[-1]
            raise ReadError(f"{failed.failure}: {failed.note}; {failed.advice}")
        return keep_article(self, pages[-1], most)

    def verify(
        self,
        articles: Sequence[str | Path] | None = None,
        *,
        look: Look | None = None,
        progress: Progress = _no_progress,
    ) -> Verified:
        """Check articles (all under ``claims/`` unless named) against everything under ``evidence/``.

        ``look`` is given each article before its claims are checked, to bring in more evidence from elsewhere.

        Raises:
            ModelError: the language model is not installed.
            MeaningError: the model of meaning cannot be used.
            ConfigError: the configuration cannot be used.
            StoreError: the database cannot be used.
        """
        chosen = [Path(article) for article in articles] if articles else self.articles()
        if not chosen:
            raise MissingError(f"no articles under {self.path / 'claims'}; put one there, or name a file")
        # A model that cannot be used is reported before the work begins.
        self.meaning()
        with Store(self.database) as store:
            places = [self.place(path) for path in chosen]
            split: dict[str, SplitArticle] = {}
            refused: dict[str, Failure] = {}
            evidence = {place: path for path in self.evidence() if (place := self.place(path)) not in places}
            with ReaderProcesses() as processes:
                processes.expect(len(evidence))
                self._take_evidence(store, evidence, processes, progress)
                if not articles:
                    store.articles.forget(places)
                    store.control_files.forget(SHEET_SUFFIX, [self.place(sheet_of(path)) for path in chosen])
                annotations = Annotations(self.settings.language, store)
                for place, path in zip(places, chosen, strict=True):
                    try:
                        document = self._take_article(store, path, place, processes)
                        split[place] = self._split_article(store, annotations, document, path, look, progress)
                    except (ReadError, SheetError) as error:
                        refused[place] = Failure(place, str(error))
            self._check(store, annotations, split, progress)
            self._look_up(store, progress, list(split))
            unread_tables = self._take_notices(store, progress)
            unread = [Failure(capture.place, capture.note or "") for capture in store.captures.failures()]
            unread += [Failure(place, line) for place in split for line in split[place].unread]
            unread += unread_tables
        return Verified(
            articles=split,
            refused=tuple(refused.values()),
            unread=tuple(failure for failure in unread if failure.place not in refused),
        )

    def split(self, document: Document, article: Path | None = None) -> SplitArticle:
        """The claims of a document; those of the claim sheet beside the file ``article`` where there is one.

        Raises:
            ModelError: the language model is not installed.
            SheetError: the claim sheet does not fit the article.
        """
        root = None
        if article is not None and self.database.is_file():
            with Store(self.database) as store:
                root = store.articles.root(self.place(article), document.digest)
        return self._split(
            Annotations(self.settings.language), document, self._sheet(article) if article else None, root
        )

    def kept_split(self, store: Store, place: str) -> SplitArticle:
        """The article at ``place`` with its claims, as the store has them.

        Raises:
            NotInStoreError: there is no such article.
        """
        kept = next(iter(store.articles.all(place)), None)
        if kept is None:
            raise NotInStoreError(f"{place}: no such article in the database")
        return SplitArticle(store.documents.get(kept.digest), store.claims.split(place), kept.coverage)

    def split_anew(self, store: Store, place: str) -> SplitArticle:
        """The article at ``place``, as it was kept last, split as its claim sheet says now, or automatically.

        Raises:
            SheetError: the claim sheet does not fit it.
            ModelError: the language model is not installed.
        """
        document = self.kept_split(store, place).document
        root = store.articles.root(place, document.digest)
        return self._split(Annotations(self.settings.language, store), document, self._sheet(self.path / place), root)

    def _split(
        self, annotations: Annotations, document: Document, sheet: tuple[str, bytes] | None, root: str | None
    ) -> SplitArticle:
        annotated = annotations.article(document)
        if sheet is None:
            return pipeline.split(annotated, document, root=root)
        name, content = sheet
        return pipeline.split(annotated, document, (name, content.decode("utf-8", "replace")), root)

    def _sheet(self, article: Path) -> tuple[str, bytes] | None:
        """The name and the bytes of the claim sheet of an article; None where it has none."""
        if not has_sheet(article):
            return None
        beside = sheet_of(article)
        return beside.name, reader.file_bytes(beside, self.settings.max_bytes, self.boundary)

    def _take_evidence(
        self, store: Store, files: Mapping[str, Path], processes: ReaderProcesses, progress: Progress
    ) -> None:
        store.captures.forget(files)
        kept = {document.place: document.digest for document in store.documents.all()}

        most, within = self.settings.max_bytes, self.boundary

        def take(place: str) -> pipeline.TakenFile | None:
            return pipeline.take(files[place], place, most, processes, kept.get(place), within=within)

        for done, taken in enumerate(processes.each(take, files)):
            progress("reading evidence", done, len(files))
            if taken is not None and taken.document is not None:
                store.documents.keep(taken.document, taken.capture, taken.passages)
            elif taken is not None:
                store.captures.keep(taken.capture)

    def _take_article(self, store: Store, path: Path, place: str, processes: ReaderProcesses) -> Document:
        """The article in a file; as it was kept where its bytes are the same.

        Raises:
            ReadError: it cannot be read.
        """
        known = store.captures.digest_at(place)
        kept = store.documents.get(known) if known else None
        address_of = store.retrievals.address_of
        is_same = kept is not None and known is not None and (kept.url is not None or address_of(known) is None)
        taken = pipeline.take(
            path, place, self.settings.max_bytes, processes, known if is_same else None, address_of, self.boundary
        )
        if taken is None:
            assert kept is not None, "else nothing was known"
            return kept
        if taken.document is None:
            store.captures.keep(taken.capture)
            raise ReadError(taken.capture.note)
        return taken.document

    def _split_article(
        self,
        store: Store,
        annotations: Annotations,
        document: Document,
        path: Path,
        look: Look | None,
        progress: Progress,
    ) -> SplitArticle:
        place = self.place(path)
        progress(f"splitting {place}", 0, 1)
        root = store.articles.root(place, document.digest)
        sheet = self._sheet(path)
        split = self._split(annotations, document, sheet, root)
        store.articles.keep(place, split, from_sheet=sheet is not None)
        store.control_files.keep(self.place(sheet_of(path)), sheet and sheet[1])
        if look is not None:
            look(split)
        return split

    def _check(
        self, store: Store, annotations: Annotations, articles: Mapping[str, SplitArticle], progress: Progress
    ) -> None:
        """Check the claims of ``articles``, by place; those whose findings rest on what they did before are left."""
        store.passages.settle()
        store.origins.compare(lambda done, total: progress("comparing documents", done, total))
        settings = replace(self.settings, sources=self._source_rule())
        checker = pipeline.Checker(store, settings, annotations, self.retrieval(store, progress))
        inputs = {place: checker.inputs(split, place) for place, split in articles.items()}
        stale = {place: digest for place, digest in inputs.items() if not store.annotations.is_checked(place, digest)}
        for place in stale:
            split = articles[place]
            for done, claim in enumerate(split.claims):
                progress(f"checking {place}", done, len(split.claims))
                store.claims.keep_checked(split.document.digest, [checker.check(claim, split.document, place)])
        store.provenance.keep(stale)
        store.annotations.keep_checks(stale)

    def import_known(self, files: Sequence[str | Path], progress: Progress = _no_progress) -> list[ImportedChecks]:
        """Read fact-checks of others from files, and look up all claims again.

        ClaimReview as JSON or JSON-LD, alone, in lists or in Data Commons' feed, and tables (CSV) are read.

        Raises:
            ReadError: a file cannot be read, or has no fact-check in it; what was read before it is kept.
            StoreError: the database cannot be used.
            MeaningError: the model of meaning cannot be used.
        """
        from claimcheck.reader import fact_check_files

        imported = []
        with Store(self.database) as store:
            for file in map(Path, files):
                content = reader.file_bytes(file, fact_check_files.MAX_BYTES)
                try:
                    found = fact_check_files.read_fact_checks(content)
                except ReadError as error:
                    raise type(error)(f"{file}: {error}") from error
                new = store.known.keep(found.checks, file.name)
                imported.append(ImportedChecks(str(file), new, len(found.checks) - new, found.left_out))
            self._look_up(store, progress)
        return imported

    def _take_notices(self, store: Store, progress: Progress) -> list[Failure]:
        """Keep which sources were retracted or corrected; returns the tables that could not be read."""
        from claimcheck.reader import retractions

        tables, failed = [], []
        for file in self.retractions():
            place = self.place(file)
            try:
                content = reader.file_bytes(file, retractions.MAX_BYTES, self.boundary)
                tables.append(retractions.read_retractions(content, place))
            except ReadError as error:
                failed.append(Failure(place, str(error).removeprefix(f"{file}: ")))
        notices.look_up(store, tables, progress)
        return failed

    def _look_up(self, store: Store, progress: Progress, places: Sequence[str] | None = None) -> None:
        model = self.meaning()
        known.look_up(store, model and store.meaning(model), progress, places)

    def meaning(self) -> Meaning | None:
        """The model of meaning of the settings, else of ``[meaning]`` in the configuration, else the bundled one.

        None where there is to be none. A folder in the configuration counts from the workspace.

        Raises:
            MeaningError: the folder holds no model that can be used.
            ConfigError: the configuration cannot be used.
        """
        if self.settings.meaning is not None:
            return meaning.load(self.settings.meaning)
        stated = self._stated("meaning")
        model = stated.get("model", str(meaning.BUNDLED))
        if stated.keys() - {"model"} or not isinstance(model, str):
            raise ConfigError(f'{CONFIGURATION}: [meaning] takes model, the name of a folder or "off"')
        return meaning.load(model if model == meaning.OFF else self.path / model)

    def retrieval(self, store: Store, progress: Progress = _no_progress) -> Retrieval:
        """What finds passages in ``store``, by words and by the model of meaning.

        Raises:
            MeaningError: the folder holds no model that can be used.
            ConfigError: the configuration cannot be used.
        """
        model = self.meaning()
        kept = model and store.meaning(model)
        return Retrieval(store, kept, lambda done, total: progress("embedding passages", done, total))

    def _source_rule(self) -> SourceRule:
        """What ``[sources]`` in the workspace's configuration asks for, unless the settings ask for something."""
        stated = self._stated("sources")
        if self.settings.sources != TWO_SOURCES or not stated:
            return self.settings.sources
        try:
            return SourceRule(**stated)
        except (TypeError, ValueError):
            expected = "[sources] takes asked, a whole number from 1, and strict, true or false"
            raise ConfigError(f"{CONFIGURATION}: {expected}") from None

    def _stated(self, table: str) -> dict[str, Any]:
        """A table of the workspace's configuration; empty where it states none."""
        if not (self.path / CONFIGURATION).is_file():
            return {}
        try:
            stated = tomllib.loads((self.path / CONFIGURATION).read_text(encoding="utf-8-sig")).get(table, {})
        except (OSError, ValueError) as error:
            raise ConfigError(f"{CONFIGURATION}: {error}") from None
        if not isinstance(stated, dict):
            raise ConfigError(f"{CONFIGURATION}: {table} is not a table; write [{table}]")
        return stated
