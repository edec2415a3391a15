"""The process that does the jobs of a workspace: ``python -m claimcheck.desk.worker WORKSPACE DATABASE``."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn, TypeAlias

from claimcheck import corrections
from claimcheck.desk.jobs import Job, Jobs
from claimcheck.errors import ClaimcheckError, NotInStoreError, ReadError
from claimcheck.folders import free_name
from claimcheck.gathering import Gathered, place_of
from claimcheck.models import Document
from claimcheck.models.labels import counted, label
from claimcheck.store import Search, Store
from claimcheck.web_search import searcher
from claimcheck.workspace import Progress, Verified, Workspace

_EVERY_S = 0.4
"""How often progress is written down."""

Work: TypeAlias = "Callable[[Task], str]"


class _StoppedError(BaseException):
    """Somebody stopped the job; nobody on the way may take that for a mistake in a file."""


@dataclass(frozen=True, slots=True)
class Task:
    """A job with what it is done with."""

    workspace: Workspace
    job: Job
    report: Progress
    allow_loopback: bool

    def listed(self, name: str) -> Sequence[str]:
        """The values of one argument; none where it was not given."""
        return self.job.arguments.get(name, ())


def check(task: Task) -> str:
    """Check the ``articles``, by place, or all of them."""
    workspace = task.workspace
    chosen = [workspace.path / place for place in task.listed("articles")]
    return _described(workspace.verify(chosen, progress=task.report))


def gather(task: Task) -> str:
    """Fetch and archive the ``urls`` as evidence, and check the ``articles``."""
    failed = [f"{each.place}: {each.failure}, {each.note}" for each in _gathered(task) if each.failure]
    return "; ".join([*failed, check(task)])


def fetch_article(task: Task) -> str:
    """Fetch and archive the ``urls``, and check each as an article of its own."""
    places, failed = [], []
    for each in _gathered(task):
        if each.failure:
            failed.append(f"{each.place}: {each.failure}, {each.note}")
            continue
        with Store(task.workspace.database) as store:
            digest = store.captures.digest_at(place_of(each.place))
            if digest is None:
                raise NotInStoreError(f"{each.place}: nothing was kept of it")
            document = store.documents.get(digest)
        path = free_name(task.workspace.path / "claims", document.title or each.place, ".md")
        path.write_text(as_markdown(document, each.place), encoding="utf8")
        places.append(path)
    if not places:
        raise ReadError("; ".join(failed) or "no address was given")
    return "; ".join([*failed, _described(task.workspace.verify(places, progress=task.report))])


def search(task: Task) -> str:
    """Search the web for the ``claims`` of the ``articles``, and check these again."""
    workspace = task.workspace
    look = searcher(workspace, os.environ.get("CLAIMCHECK_CONTACT"), task.allow_loopback, task.report)
    with Store(workspace.database) as store:
        splits = [workspace.kept_split(store, place) for place in task.listed("articles")]
    searches: list[Search] = []
    for split in splits:
        wanted = tuple(claim for claim in split.claims if claim.id in task.listed("claims"))
        searches += look(replace(split, claims=wanted)).searches
    pages = {result.url for each in searches for result in each.results}
    failed = dict.fromkeys(f"{each.provider}: {label(str(each.failure))}" for each in searches if each.failure)
    said = f"{counted(len(searches), 'search', 'searches')} found {counted(len(pages), 'page')}"
    return "; ".join([said, *failed, check(task)])


def rewrite(task: Task) -> str:
    """Write the one of ``articles`` anew with ``text``, and check it."""
    [place], [text] = task.listed("articles"), task.listed("text")
    with Store(task.workspace.database) as store:
        corrections.rewrite(task.workspace, store, place, task.job.person, text)
    return check(task)


WORK: dict[str, Work] = {
    "check": check,
    "gather": gather,
    "fetch_article": fetch_article,
    "search": search,
    "rewrite": rewrite,
}
"""What can be asked for."""


def as_markdown(document: Document, address: str) -> str:
    """A document as a Markdown file that reads back as the same words, with its description and its links."""
    text, at, parts = document.text, 0, []
    for link in document.links:
        if link.span is not None and link.span.start >= at and "\n" not in link.span.of(text):
            parts += [text[at : link.span.start], f"[{link.span.of(text)}](<{link.url}>)"]
            at = link.span.end
    body = "".join(parts) + text[at:]
    described = {
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published,
        "url": document.url or address,
    }
    lines = [f"{name}: {_quoted(value)}" for name, value in described.items() if value]
    return "\n".join(["---", *lines, "---", "", body, ""])


def _quoted(value: str) -> str:
    escaped = " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _gathered(task: Task) -> list[Gathered]:
    return task.workspace.gather(
        task.listed("urls"),
        contact=os.environ.get("CLAIMCHECK_CONTACT"),
        allow_loopback=task.allow_loopback,
        progress=task.report,
    )


def _described(verified: Verified) -> str:
    claims = sum(len(split.claims) for split in verified.articles.values())
    said = f"{counted(claims, 'claim')} of {counted(len(verified.articles), 'article')} checked"
    return "; ".join([said, *(f"{each.place}: {each.reason}" for each in verified.refused)])


def run(jobs: Jobs) -> None:
    """Do what is waiting, the oldest first; one that was cut off is begun again."""
    with jobs.lock() as is_ours:
        while is_ours and (job := jobs.current()):
            _do(jobs, job)


def _do(jobs: Jobs, job: Job) -> None:
    began = replace(job, state="running", pid=os.getpid())
    jobs.keep(began)
    last, shown, is_stopped = 0.0, began, False

    def report(what: str, done: int, total: int) -> None:
        nonlocal last, shown
        shown = replace(began, doing=what, done=done, total=total)
        if time.monotonic() - last > _EVERY_S:
            last = time.monotonic()
            jobs.keep(shown)

    def stop(_signal: int, _frame: object) -> NoReturn:
        nonlocal is_stopped
        is_stopped = True
        raise _StoppedError

    signal.signal(signal.SIGTERM, stop)
    try:
        task = Task(Workspace(jobs.workspace, database=jobs.database), job, report, jobs.allow_loopback)
        ended = replace(shown, state="done", message=WORK[job.kind](task))
    except _StoppedError:
        ended = shown
    except (ClaimcheckError, OSError) as error:
        ended = replace(shown, state="failed", message=str(error))
    except Exception as error:  # noqa: BLE001 whatever went wrong is for those to hear who asked
        ended = replace(shown, state="failed", message=f"a mistake of claimcheck itself: {error!r}")
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if is_stopped:
        # Inside a function that SQLite calls, it has become an error of SQLite's.
        ended = replace(shown, state="stopped", message="stopped: what was done until then stays")
    jobs.keep(replace(ended, done=shown.done, total=shown.total))


if __name__ == "__main__":
    with suppress(OSError):
        os.nice(5)
    run(Jobs(Path(sys.argv[1]), Path(sys.argv[2]), allow_loopback="--allow-loopback" in sys.argv[3:]))
