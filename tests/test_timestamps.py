"""Time stamps of an authority on the head of the chain, against a real one on loopback."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.audit import workspace_in

from claimcheck.models import Person, Review, ReviewVerdict, Role
from claimcheck.proof import heads_in
from claimcheck.proof.keys import make_key
from claimcheck.store import Store
from claimcheck.workspace import Workspace
from desks import Editor, desk_of, text
from stampservers import Authority, certified, openssl, stamping
from store_values import keep_everything
from test_heads import configure, rewrite, run, sign_again

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed: no authority to ask")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a decision that is signed off, and a key beside it; tests use copies."""
    folder = tmp_path_factory.mktemp("whole")
    make_key(folder / "desk.pem")
    workspace = workspace_in(folder / "case")
    workspace.verify()
    return workspace


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with stamping(tmp_path_factory.mktemp("authority") / "one") as authority:
        yield authority


@pytest.fixture
def authority(serving: Authority) -> Authority:
    serving.manner, serving.asked = "well", 0
    return serving


@pytest.fixture
def copy(whole: Workspace, authority: Authority, tmp_path: Path) -> Workspace:
    workspace = Workspace(shutil.copytree(whole.path, tmp_path / "copy"))
    stated = (f"key = '{whole.path.parent / 'desk.pem'}'", f"timestamps = '{authority.url}'")
    configure(workspace, *stated, f"timestamp_roots = '{authority.roots}'")
    return workspace


ONLINE = ("--online", "--allow-loopback")


def kept(workspace: Workspace) -> list[tuple[bool, bool]]:
    """Of each head that was kept, whether it is signed and whether it is stamped."""
    with Store(workspace.database) as store:
        return [(head.is_signed, head.token is not None) for head in store.heads.all()]


def test_a_stamped_head_is_kept_and_checked_by_claimcheck_and_by_openssl(
    copy: Workspace, authority: Authority, tmp_path: Path
) -> None:
    """With the certificate of the authority alone: nobody who checks has to trust this program."""
    code, _, err = run(copy, "head", *ONLINE, "-o", tmp_path / "head.txt")
    assert (code, err) == (0, "")
    assert kept(copy) == [(True, True)]
    assert run(copy, "audit", "--against", tmp_path / "head.txt")[0] == 0
    answer = openssl(tmp_path, "ts", "-verify", "-data", "head.txt", "-in", "head.tsr", "-CAfile", str(authority.roots))
    assert "Verification: OK" in answer


def test_signing_off_and_exporting_stamp_only_when_asked_to(
    copy: Workspace, authority: Authority, tmp_path: Path
) -> None:
    """Without --online nobody is asked; and once for what is there, however often it is exported."""
    with Store(copy.database) as store:
        claim = next(record.status.id for record in store.claims.all() if record.status.signer)
    assert sign_again(copy, claim)[0] == 0
    assert (authority.asked, kept(copy)) == (0, [(True, False)])
    assert sign_again(copy, claim, *ONLINE)[0] == 0
    assert (authority.asked, kept(copy)) == (1, [(True, False), (True, True)])
    for _ in range(2):
        assert run(copy, "export", "csv", "-o", tmp_path / "claims.csv", *ONLINE)[0] == 0
    assert authority.asked == 1, "nothing was written since the sign-off"
    assert run(copy, "audit", "--against", tmp_path / "claims.csv")[0] == 0


def test_a_head_without_a_key_can_be_stamped(copy: Workspace, authority: Authority) -> None:
    """The authority then says since when it was there, and nobody who wrote it."""
    configure(copy, f"timestamps = '{authority.url}'")
    (head,) = heads_in(run(copy, "head", *ONLINE)[1])
    assert head.key is None
    assert kept(copy) == [(False, True)]
    assert run(copy, "audit")[0] == 0


MANNERS = {
    "status": "answers 503",
    "garbage": "no time stamp",
    "much": "answers more than a time stamp",
    "replay": "is to another request",
}


@pytest.mark.parametrize(("manner", "message"), MANNERS.items(), ids=MANNERS)
def test_an_authority_that_does_not_do_its_work_is_told(
    copy: Workspace, authority: Authority, manner: str, message: str
) -> None:
    """In one line; the head is signed and printed all the same."""
    run(copy, "people", "add", "Ada", "--no-password")
    run(copy, "head", *ONLINE)
    run(copy, "people", "add", "Bo", "--no-password")
    authority.manner = manner
    code, out, err = run(copy, "head", *ONLINE)
    assert code == 0
    assert heads_in(out)
    assert err.startswith("the head was not stamped: ")
    assert message in err
    assert err.count("\n") == 1
    assert kept(copy) == [(True, True), (True, False)]
    assert run(copy, "audit")[0] == 0


def test_no_authority_inside_the_network_is_asked(copy: Workspace, authority: Authority) -> None:
    """An address of the configuration is no way around the guard of the network."""
    code, _, err = run(copy, "head", "--online")
    assert code == 0
    assert "leads inside the network" in err
    assert authority.asked == 0


FALSE = {
    "the line": (
        "UPDATE heads SET head = replace(head, 'claimcheck-head 1', 'claimcheck-head 2')",
        "of something else",
    ),
    "the stamp": (
        "UPDATE heads SET token = CAST(substr(token, 1, length(token) - 20) || zeroblob(20) AS BLOB)",
        "not of an authority",
    ),
    "no stamp": ("UPDATE heads SET token = CAST('none' AS BLOB)", "no time stamp"),
}


@pytest.mark.parametrize(("statement", "message"), FALSE.values(), ids=FALSE)
def test_a_stamp_that_was_changed_is_found(copy: Workspace, statement: str, message: str) -> None:
    """Even where the whole chain was written anew around it."""
    run(copy, "head", *ONLINE)
    rewrite(copy, statement)
    code, out, _ = run(copy, "audit")
    assert code == 1
    assert message in out


def test_a_stamp_of_another_authority_does_not_count(copy: Workspace, authority: Authority, tmp_path: Path) -> None:
    """Where the configuration says whose stamps do."""
    run(copy, "head", *ONLINE)
    configure(copy, f"timestamp_roots = '{certified(tmp_path / 'other') / 'root.pem'}'")
    code, out, _ = run(copy, "audit")
    assert code == 1
    assert "the time stamp is not of an authority under root.pem" in out


def test_the_desk_shows_whether_the_head_of_a_sign_off_was_signed_and_stamped(
    whole: Workspace, authority: Authority, tmp_path: Path
) -> None:
    """At the claim; and what is taken away from there carries that head."""
    path = tmp_path / "claimcheck.db"
    with Store(path) as store:
        keep_everything(store)
        claim, other = (each.status.id for each in store.claims.all()[:2])
        for name, role in (("Ines", Role.EDITOR), ("Cem", Role.CHECKER)):
            store.people.keep(Person(name, role))
        for each in (claim, other):
            decide(store, each)
    configure(Workspace(tmp_path), f"key = '{whole.path.parent / 'desk.pem'}'", f"timestamps = '{authority.url}'")
    with desk_of(path, "SignIn(header='x-user', stamps=True, allow_loopback=True)") as desk:
        ines, page = Editor(desk, "Ines"), f"/-/desk/claimcheck/claims/{claim}"
        assert "head" not in text(ines.get(page)).partition("Decision")[2].partition("Note")[0]
        assert "head signed, time-stamped" in text(ines.do(page, "sign"))
        [article] = set(re.findall(r"/-/desk/claimcheck/articles/a\w+", ines.get(page).text))
        report = ines.get(f"{article}/report.html")
        (tmp_path / "report.html").write_bytes(report.content)
        (tmp_path / "claimcheck.toml").unlink()
        page = page.replace(claim, other)
        assert "head not signed, not time-stamped" in text(ines.do(page, "sign"))
    assert authority.asked == 1
    assert "the chain holds head" in run(Workspace(tmp_path), "audit", "--against", tmp_path / "report.html")[1]


def decide(store: Store, claim: str) -> None:
    basis = store.claims.get(claim).basis or ""
    store.reviews.propose(Review(claim, ReviewVerdict.UNPROVEN, "Cem", "", basis, "2025-06-10T08:00:00Z"))
