"""Work that takes longer than a page may: done in a process of its own, one job after the other.

Each job is a small file in the workspace, so that it goes on when the desk is stopped. Whoever works holds a lock on
the folder; a job that is marked as running while nobody holds the lock was cut off, and is begun again.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.errors import RuleError

KEPT = 50
"""No more jobs than this are remembered."""

UNFINISHED = ("waiting", "running")
_SECONDS = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work.

    Attributes:
        id: sorts by when it was asked for.
        kind: one of ``claimcheck.desk.worker.WORK``, and ``arguments`` what it takes.
        what: the same in words.
        person: who asked for it.
        state: waiting, running, done, failed or stopped.
        doing: what is being worked on, of which ``done`` of ``total`` are done.
        message: what came of it.
        pid: of the process that works on it.
    """

    id: str
    kind: str
    what: str
    person: str
    asked_utc: str
    arguments: Mapping[str, Sequence[str]]
    state: str = "waiting"
    doing: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    pid: int = 0


class Jobs:
    """The jobs of one workspace."""

    def __init__(self, workspace: Path, database: Path, *, allow_loopback: bool = False) -> None:
        self.workspace = workspace
        self.database = database
        self.allow_loopback = allow_loopback
        self._folder = workspace / ".claimcheck" / "jobs"

    def all(self) -> list[Job]:
        """What was asked for, the newest first."""
        found = []
        for path in sorted(self._folder.glob("*.json"), reverse=True):
            # One that is just being replaced, or that somebody damaged, is no reason to show none.
            with suppress(OSError, ValueError, TypeError):
                found.append(Job(**json.loads(path.read_text(encoding="utf8"))))
        return found

    def current(self) -> Job | None:
        """The job that is being worked on, else the one that comes next."""
        waiting = [job for job in self.all() if job.state in UNFINISHED]
        return next((job for job in waiting if job.state == "running"), waiting[-1] if waiting else None)

    def add(self, kind: str, what: str, person: str, **arguments: Sequence[str]) -> Job:
        """Ask for a job, and see that somebody works."""
        now = datetime.now(UTC)
        job = Job(f"{now:%Y%m%d%H%M%S%f}", kind, what, person, now.strftime(_SECONDS), arguments)
        self.keep(job)
        for old in self.all()[KEPT:]:
            self._path(old.id).unlink(missing_ok=True)
        self.work()
        return job

    def keep(self, job: Job) -> None:
        """Write the job's file.

        Raises:
            RuleError: the workspace may not be written to.
        """
        path = self._path(job.id)
        part = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(asdict(job), ensure_ascii=True), encoding="utf8")
            part.replace(path)
        except OSError as error:
            raise RuleError(f"{path.parent}: {error.strerror}; the desk cannot start work there") from error

    def stop(self, identity: str) -> None:
        """Stop a job; what it has done so far stays."""
        job = next((job for job in self.all() if job.id == identity), None)
        if job is None or job.state not in UNFINISHED:
            raise RuleError("this work has ended already: there is nothing to stop")
        if job.state == "running" and not self._is_idle():
            with suppress(ProcessLookupError):
                os.kill(job.pid, signal.SIGTERM)
        else:
            self.keep(replace(job, state="stopped"))

    def work(self) -> None:
        """See that somebody works, as long as anything is waiting."""
        if self.current() is None or not self._is_idle():
            return
        command = [sys.executable, "-m", "claimcheck.desk.worker", str(self.workspace), str(self.database)]
        # A session of its own: it goes on when the desk is stopped or started anew.
        process = subprocess.Popen(  # noqa: S603 our own module, with paths that the desk was started with
            [*command, *(["--allow-loopback"] if self.allow_loopback else [])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # So that it is not left behind as a process that has ended and that nobody asked about.
        threading.Thread(target=process.wait, daemon=True).start()

    @contextmanager
    def lock(self) -> Iterator[bool]:
        """Whether this process is the one that works; it is until the block ends."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def wait(self, seconds: float = 120.0) -> list[Job]:
        """All jobs, once none is unfinished; for tests and scripts.

        Raises:
            TimeoutError: some still are.
        """
        ends = time.monotonic() + seconds
        while self.current() is not None:
            if time.monotonic() > ends:
                raise TimeoutError(f"{self.current()}")
            time.sleep(0.1)
        return self.all()

    def _is_idle(self) -> bool:
        try:
            with self.lock() as is_ours:
                return is_ours
        except OSError:
            return False

    def _path(self, identity: str) -> Path:
        return self._folder / f"{identity}.json"
