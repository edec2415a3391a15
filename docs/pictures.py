"""Take the pictures of the review desk anew, docs/desk-*.png: ``python -m docs.pictures``. Needs Chromium."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click
from docs.transcripts import ROOT, claimcheck, example
from playwright.sync_api import sync_playwright
from tests.desks import desk_of, sent_for

from claimcheck.models import Person, Role
from claimcheck.store import Store

ARTICLE = "claims/wagner-leaves-mali.md"
DECISIONS = (
    (
        "review",
        "5",
        "wrong",
        "--said",
        "wrong",
        "--copy",
        "fix",
        "--note",
        "It leaves out three words.",
        "--by",
        "Cleo",
    ),
    ("assign", "17", "Cleo", "--by", "Ines"),
    ("review", "16", "wrong", "--said", "confirmed", "--copy", "fix", "--by", "Cleo"),
    ("review", "wagner:2", "misleading", "--copy", "soften", "--by", "Cleo"),
    ("review", "14", "confirmed", "--by", "Cleo"),
    ("sign", "14", "--by", "Ines"),
)
"""What the people at the desk did before its pictures are taken."""

_DESK = "/-/desk/claimcheck"


@click.command()
def take() -> None:
    """Check the example, decide on some of its claims, and take a picture of each kind of page."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise click.ClickException("no chromium; apt-get install chromium")
    with tempfile.TemporaryDirectory() as name:
        workspace = example(Path(name) / "example")
        with Store(workspace / "claimcheck.db") as store:
            for person, role in (("Ines", Role.EDITOR), ("Cleo", Role.CHECKER)):
                store.people.keep(Person(person, role))
        for decision in DECISIONS:
            claimcheck("-w", str(workspace), *decision)
        with desk_of(workspace / "claimcheck.db") as desk, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_context(base_url=desk, extra_http_headers=sent_for("Ines")).new_page()
            # A machine that does much else takes its time.
            page.set_default_timeout(120_000)

            def picture(name: str, address: str, width: int, height: int) -> None:
                page.set_viewport_size({"width": width, "height": height})
                page.goto(address)
                page.screenshot(path=ROOT / "docs" / f"desk-{name}.png")

            picture("home", f"{_DESK}/home", 1240, 720)
            table = f"{_DESK}?sort=first&article={ARTICLE}"
            picture("table", table, 1240, 860)
            galley = page.locator(".title a").first.get_attribute("href")
            page.goto(f"{_DESK}?q=Tinzaouaten")
            claim = page.locator("tbody a").first.get_attribute("href")
            picture("galley", str(galley), 1100, 760)
            picture("claim", str(claim), 1240, 900)
            picture("sources", f"{_DESK}/sources?show=once", 1100, 580)
            browser.close()


if __name__ == "__main__":
    take()
