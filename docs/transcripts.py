"""Write the transcripts of README.md and docs/tour.md anew: ``python -m docs.transcripts``.

A transcript is a line ``$ command`` in a fenced block, and below it what the command prints. Those of the chapter
"Evidence from the web" are typed in a workspace of their own, against a server on loopback; all others in a copy of the
example under claims/ and evidence/, after ``claimcheck verify``. Commands are edited by hand, what they print is not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path

import click
from click.testing import CliRunner
from tests.webservers import Handler, Site, answer, page, serving

from claimcheck.cli import main

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "tour.md")

HOST = "http://harbour.example"
"""What the pages call the server on loopback: as long as its address."""

_STEP = re.compile(r"^\$ ([^\n]+)\n(.*?)(?=^\$ |^```)", re.DOTALL | re.MULTILINE)
_WEB = re.compile(r"^## Evidence from the web\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)

_LOG = (
    "The wind rose before dawn, and the first boats came in with torn nets and wet crews. ",
    "By noon {count} trawlers lay behind the breakwater. ",
    "Two ferries had turned back to the mainland, with some three hundred people who wanted to go to the islands. ",
    "Nobody was hurt, and the north quay lost four of its iron bollards, which divers looked for on the day after. ",
    "The pilots went out again on Tuesday, when the swell had gone down to two metres and the light was back.",
)
_PAID = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


def steps(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The commands of a page with what it says that they print: on the example, and in the chapter about the web."""
    web = _WEB.search(text)
    return _STEP.findall(_WEB.sub("", text)), _STEP.findall(web[0]) if web else []


def example(workspace: Path) -> Path:
    """The example in a folder of its own, verified."""
    for folder in ("claims", "evidence"):
        shutil.copytree(ROOT / folder, workspace / folder, ignore=shutil.ignore_patterns("archive"))
    on_the_example(workspace, "claimcheck verify")
    return workspace


def on_the_example(workspace: Path, command: str) -> str:
    """What a command prints in ``workspace``, which holds the example, verified."""
    with chdir(workspace):
        return claimcheck(*command.split()[1:])


def from_the_web(folder: Path, commands: Sequence[str]) -> Iterator[str]:
    """What each command prints in ``folder``, an empty one; before ``recheck`` the server corrects a page."""
    site = _harbour()
    for name, content in {
        "claims/storm.md": "# Storm\n\nEleven trawlers lay behind the breakwater by noon.\n",
        "evidence/minutes.txt": "Minutes of the port authority: the north quay stays open.\n",
    }.items():
        (folder / name).parent.mkdir()
        (folder / name).write_text(content, encoding="utf8")
    with serving(site):
        addresses = "\n".join(site.url + path for path in site.pages)
        (folder / "evidence" / "storm.urls").write_text(addresses, encoding="utf8")
        for command in commands:
            if not command.startswith("claimcheck"):
                subprocess.run(command, shell=True, cwd=folder, check=True)  # noqa: S602 it is our own page that types it
                yield ""
                continue
            if command.endswith("recheck"):
                site.pages["/log"] = _log("seven")
            online = [] if "audit" in command else ["--allow-loopback", "--delay", "0"]
            yield claimcheck("-w", str(folder), *command.split()[1:], *online).replace(site.url, HOST)
            if command.endswith("gather"):
                claimcheck("-w", str(folder), "verify")


def claimcheck(*arguments: str) -> str:
    """What the command line prints."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False).stdout


def _harbour() -> Site:
    """A page that says something, one that wants money for it, one that wants a script, and one that is gone."""
    teaser = "<p>The storm of Sunday cost the port more than anybody had thought. Subscribe to read on.</p>"
    shell = '<div id="root"></div><script src="/app.js"></script><noscript>Please enable JavaScript.</noscript>'
    return Site(
        {
            "/log": _log("eleven"),
            "/paper/storm": answer(200, page(teaser, "What the storm cost", _PAID)),
            "/live/ferries": answer(200, page(shell, "Ferries")),
            "/press/2019": answer(404, page("<p>No such page.</p>")),
        }
    )


def _log(count: str) -> Handler:
    sentences = "".join(f"<p>{sentence}</p>" for sentence in _LOG).format(count=count)
    return answer(200, page(f"<article><h1>Harbour log</h1>{sentences}</article>", "Harbour log"))


def _rewritten(text: str, printed: Iterator[str]) -> str:
    def step(found: re.Match[str]) -> str:
        shown = "\n".join(line.rstrip() for line in next(printed).rstrip().splitlines())
        # A blank line stands between what one command prints and the next command, but not before the fence.
        follows = found.string.startswith("$", found.end())
        return f"$ {found[1]}\n" + (f"{shown}\n" + "\n" * follows if shown else "")

    return _STEP.sub(step, text)


def renewed(text: str, workspace: Path, empty: Path) -> str:
    """A page with all that its commands print now."""
    offline, web = steps(text)
    printed = iter([on_the_example(workspace, command) for command, _ in offline])
    chapter = _WEB.search(text)
    if chapter is None:
        return _rewritten(text, printed)
    before, after = text[: chapter.start()], text[chapter.end() :]
    gathered = list(from_the_web(empty, [command for command, _ in web]))
    return _rewritten(before, printed) + _rewritten(chapter[0], iter(gathered)) + _rewritten(after, printed)


@click.command()
def write() -> None:
    """Run every command of the pages, and write down what it prints."""
    with tempfile.TemporaryDirectory() as name:
        workspace = example(Path(name) / "example")
        for number, each in enumerate(PAGES):
            empty = Path(name) / str(number)
            empty.mkdir()
            each.write_text(renewed(each.read_text(encoding="utf8"), workspace, empty), encoding="utf8")


if __name__ == "__main__":
    write()
