"""Where the files of a workspace lie: articles under claims/, material under evidence/, one database beside them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from claimcheck.errors import MissingError, StoreError

SHEET_SUFFIX = ".claims.yaml"
LIST_SUFFIX = ".urls"


class Folders:
    """A workspace as files, whatever is done with them."""

    def __init__(self, path: str | Path, database: str | Path | None = None) -> None:
        """The workspace at ``path``; the database is ``claimcheck.db`` in it unless another is named."""
        self.path = Path(path)
        self.database = Path(database) if database else self.path / "claimcheck.db"

    @property
    def boundary(self) -> Path | None:
        """The folder that no link may lead out of; None where links are followed."""
        return self.path

    @property
    def archive(self) -> Path:
        """The folder of the archive of captures."""
        return self.path / "evidence" / "archive"

    def create(self) -> None:
        """Make the folders that are missing.

        Raises:
            StoreError: one cannot be made.
        """
        for folder in (self.path / "claims", self.path / "evidence"):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except (OSError, ValueError) as error:
                problem = error.strerror if isinstance(error, OSError) else "not a valid folder name"
                raise StoreError(f"{folder}: {problem}; choose another folder") from error

    def articles(self) -> list[Path]:
        """The articles under ``claims/``, in order of name."""
        return [path for path in self._files("claims") if not path.name.endswith(SHEET_SUFFIX)]

    def article(self, name: str | Path) -> Path:
        """The article of this name: a path, seen from the workspace or from here, or a part of one under ``claims/``.

        A name that fits none is taken for a path inside the workspace.

        Raises:
            MissingError: several articles go by it.
        """
        for path in (self.path / name, Path(name)):
            if path.is_file():
                return path
        found = [path for path in self.articles() if str(name) in self.place(path)]
        if len(found) > 1:
            named = ", ".join(self.place(path) for path in found[:3])
            raise MissingError(f"{name}: {len(found)} articles go by that ({named}); give more of the name")
        return found[0] if found else self.path / name

    def evidence(self) -> list[Path]:
        """The files under ``evidence/``, in order of name, without URL lists and the archive of captures."""
        return [
            path for path in self._files("evidence") if path.suffix != LIST_SUFFIX and self.archive not in path.parents
        ]

    def url_lists(self) -> list[Path]:
        """The lists of addresses under ``evidence/``, in order of name."""
        return [path for path in self._files("evidence") if path.suffix == LIST_SUFFIX]

    def retractions(self) -> list[Path]:
        """The tables under ``retractions/`` of what was retracted or corrected, in order of name."""
        return [path for path in self._files("retractions") if path.suffix.lower() == ".csv"]

    def place(self, path: Path) -> str:
        """The name that the store knows a file by: its path inside the workspace where it lies inside.

        Bytes of it that are no UTF-8 are written as escapes: the database holds text.
        """
        return os.fsencode(Path(os.path.relpath(path, self.path)).as_posix()).decode("utf-8", "backslashreplace")

    def _files(self, folder: str) -> list[Path]:
        top = self.path / folder
        visible = (
            path
            for path in top.rglob("*")
            if not path.is_dir() and not any(part.startswith(".") for part in path.relative_to(top).parts)
        )
        return sorted(visible, key=lambda path: path.as_posix())


def free_name(folder: Path, title: str, suffix: str) -> Path:
    """A path in ``folder`` for a file with this title that is not taken yet; only letters, digits and hyphens."""
    words = re.findall(r"[^\W_]+", title.lower())
    stem = "-".join(words)[:60].strip("-") or "untitled"
    paths = (folder / f"{stem}{n}{suffix}" for n in ("", *(f"-{n}" for n in range(2, 10_000))))
    return next(path for path in paths if not path.exists())


def has_sheet(article: Path) -> bool:
    """Whether an article has a claim sheet; where its name would be too long for one, it has none."""
    try:
        return sheet_of(article).is_file()
    except OSError:
        return False


def sheet_of(article: Path) -> Path:
    """Where the claim sheet of an article lies: beside it, under its name."""
    return article.with_name(article.name + SHEET_SUFFIX)
