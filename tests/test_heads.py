"""Heads of the chain that somebody signed, stamped or kept elsewhere: they find a chain that was written anew."""

from __future__ import annotations

import re
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.audit import rewrite as write_anew
from bench.audit import rewritten, workspace_in
from click.testing import CliRunner

from claimcheck.cli import main
from claimcheck.errors import ConfigError
from claimcheck.proof import head_in_file, heads_in
from claimcheck.proof.keys import is_genuine, make_key
from claimcheck.store import Store
from claimcheck.workspace import Workspace

LINE = re.compile(r"claimcheck-head \d+ sha256:[0-9a-f]{64} \S+Z ed25519 \S{43} \S{86}\n")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with decisions that are signed off, and a key beside it; tests use copies."""
    folder = tmp_path_factory.mktemp("whole")
    make_key(folder / "desk.pem")
    workspace = workspace_in(folder / "case")
    workspace.verify()
    configure(workspace, f"key = '{folder / 'desk.pem'}'")
    return workspace


@pytest.fixture
def copy(whole: Workspace, tmp_path: Path) -> Workspace:
    return Workspace(shutil.copytree(whole.path, tmp_path / "copy"))


def configure(workspace: Workspace, *lines: str) -> None:
    (workspace.path / "claimcheck.toml").write_text("\n".join(["[proof]", *lines, ""]))


def run(workspace: Workspace, *arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["-w", str(workspace.path), *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.stdout, done.stderr


def sign_again(workspace: Workspace, claim: str, *options: str) -> tuple[int, str, str]:
    """Decide a claim anew that was signed off, and sign it off."""
    assert run(workspace, "reopen", claim, "--by", "Noor")[0] == 0
    assert run(workspace, "review", claim, "unproven", "--note", f"{time.time_ns()}", "--by", "Mara")[0] == 0
    return run(workspace, "sign", claim, "--by", "Noor", *options)


def rewrite(workspace: Workspace, *statements: str) -> None:
    """What somebody does who knows how the chain is made."""
    write_anew(workspace, lambda database: [database.execute(statement) for statement in statements])


FORGED = "UPDATE reviews SET note = 'Whatever suits.'"
NO_HEADS = "DELETE FROM heads"


def test_a_key_is_made_outside_of_the_workspace(tmp_path: Path) -> None:
    """For its owner's eyes, never over another file, and never where it would prove nothing."""
    workspace = Workspace(tmp_path / "case")
    code, out, _ = run(workspace, "key", "new", "--file", tmp_path / "keys" / "ines.pem")
    assert code == 0
    assert stat.S_IMODE((tmp_path / "keys" / "ines.pem").stat().st_mode) == 0o600
    public = run(workspace, "key", "show", "--file", tmp_path / "keys" / "ines.pem")[1].strip()
    assert out.rstrip().endswith(public)
    assert "there is a file already" in run(workspace, "key", "new", "--file", tmp_path / "keys" / "ines.pem")[2]
    assert "proves nothing" in run(workspace, "key", "new", "--file", workspace.path / "ines.pem")[2]
    workspace.create()
    configure(workspace, "key = 'ines.pem'")
    with pytest.raises(ConfigError, match="proves nothing"):
        workspace.proof()


def test_the_head_is_a_line_that_is_signed(copy: Workspace) -> None:
    """With the key of the configuration; the same one again while nothing is written; kept, and checked by audit."""
    code, line, _ = run(copy, "head")
    assert code == 0
    assert LINE.fullmatch(line)
    assert run(copy, "head")[1] == line
    (head,) = heads_in(line)
    assert is_genuine(head)
    code, out, _ = run(copy, "audit", "--against", f"as printed: {line}")
    assert code == 0
    assert f"the chain holds head {head.number}, signed {head.signed_utc} with the key {head.key}" in out


def test_signing_off_signs_the_head(copy: Workspace) -> None:
    """The sign-off stands too where the key cannot be used, and that is reported."""
    with Store(copy.database) as store:
        claim = next(record.status.id for record in store.claims.all() if record.status.signer)
        assert sign_again(copy, claim)[0] == 0
        kept = store.heads.of_step(store.heads.last_sign_off(claim) or "")
        assert kept is not None
        assert kept.is_signed
    configure(copy, "key = '../nowhere.pem'")
    code, out, err = sign_again(copy, claim)
    assert code == 0
    assert "signed off by Noor" in out
    assert "the head was not signed: " in err
    assert "`claimcheck key new` makes a key" in err


EXPORTS = {
    "csv": (),
    "claimreview": ("--url", "https://desk.example/check", "--publisher", "The Desk"),
    "annotations": (),
    "html": (),
    "markdown": (),
    "docx": (),
    "json": (),
    "wacz": (),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_carries_the_head(whole: Workspace, tmp_path: Path, name: str) -> None:
    """Signed; twice the same bytes while nothing is written; and the audit takes the file itself."""
    target = tmp_path / f"out.{name}"
    written = [target] if name == "wacz" else ["-o", target]
    assert run(whole, "export", name, *EXPORTS[name], *written)[0] == 0
    first = target.read_bytes()
    assert run(whole, "export", name, *EXPORTS[name], *written)[0] == 0
    assert target.read_bytes() == first or name == "docx", "Word files carry when they were zipped"
    assert is_genuine(head_in_file(target))
    code, out, _ = run(whole, "audit", "--against", target)
    assert code == 0, out
    assert "the chain holds head " in out


def test_exports_of_a_desk_without_a_key_carry_the_head_too(copy: Workspace, tmp_path: Path) -> None:
    """It finds a chain that was written anew as well, as long as nobody exchanges the export."""
    (copy.path / "claimcheck.toml").unlink()
    run(copy, "people", "add", "Ada", "--no-password")
    run(copy, "export", "html", "-o", tmp_path / "out.html")
    assert head_in_file(tmp_path / "out.html").key is None
    assert run(copy, "audit", "--against", tmp_path / "out.html")[0] == 0
    rewrite(copy, FORGED, NO_HEADS)
    assert run(copy, "audit")[0] == 0, "who can write to the database can write the chain anew"
    code, out, _ = run(copy, "audit", "--against", tmp_path / "out.html")
    assert code == 1
    assert "the chain was written anew" in out


REWRITTEN: dict[str, tuple[str, ...]] = {
    "a note": (FORGED,),
    "a note, without the heads that were kept": (FORGED, NO_HEADS),
    "the last review removed": (
        "DELETE FROM steps WHERE number = (SELECT max(number) FROM steps)",
        NO_HEADS,
    ),
    "the bytes of a capture": ("UPDATE documents SET text = text || ' '", NO_HEADS),
}


@pytest.mark.parametrize("statements", REWRITTEN.values(), ids=REWRITTEN)
def test_a_chain_that_was_written_anew_is_found_by_a_signed_head(copy: Workspace, statements: tuple[str, ...]) -> None:
    """Which the audit alone does not find where the heads in the database went too."""
    line = run(copy, "head")[1]
    rewrite(copy, *statements)
    code, out, _ = run(copy, "audit", "--against", line)
    assert code == 1
    assert "head: " in out
    assert "the chain was written anew" in out or "is gone" in out
    if NO_HEADS not in statements:
        assert re.search(r"^heads: hd\w{12}: entry \d+ of the chain is another one", out, re.MULTILINE)


def test_any_row_in_a_chain_that_was_written_anew_is_found_by_a_head(whole: Workspace) -> None:
    """Whatever was changed or deleted, in whatever table, and sealed as if it had always been so."""
    assert [damage.done for damage in rewritten(whole, 5, 7) if not damage.found] == []


FALSE: dict[str, tuple[Callable[[str], str], str]] = {
    "a number": (lambda line: line.replace("claimcheck-head ", "claimcheck-head 1"), "its signature was not made"),
    "a time": (lambda line: re.sub(r" 20\d\d-", " 2020-", line), "its signature was not made"),
    "a signature": (lambda line: line[:-12] + "AAAAAAAAAA" + line[-2:], "its signature was not made"),
    "another's key": (
        lambda line: re.sub(r"ed25519 \S+", f"ed25519 {43 * 'A'}", line),
        "its signature was not made with its key",
    ),
}


@pytest.mark.parametrize(("change", "message"), FALSE.values(), ids=FALSE)
def test_a_head_that_was_changed_is_not_believed(whole: Workspace, change: Callable[[str], str], message: str) -> None:
    """Whatever of it was changed."""
    code, out, _ = run(whole, "audit", "--against", change(run(whole, "head")[1]))
    assert code == 1
    assert message in out


def test_only_keys_that_count_count(copy: Workspace, tmp_path: Path) -> None:
    """Those of the configuration, or those that whoever checks brings along."""
    line = run(copy, "head")[1]
    (head,) = heads_in(line)
    other = make_key(tmp_path / "other.pem")
    assert run(copy, "audit", "--against", line, "--signer", str(head.key))[0] == 0
    code, out, _ = run(copy, "audit", "--against", line, "--signer", other)
    assert code == 1
    assert f"signed with the key {head.key}, which is not among" in out
    configure(copy, "[proof.signers]", f"'Ines' = '{head.key}'")
    assert f"{head.key} (Ines)" in run(copy, "audit", "--against", line)[1]


@pytest.mark.parametrize("stated", ["claimcheck-head", "nowhere.html", "claims/storm.md"])
def test_what_is_no_head_is_told_in_one_line(whole: Workspace, stated: str) -> None:
    """Neither a line nor a file that carries one."""
    code, _, err = run(whole, "audit", "--against", stated)
    assert code == 1
    assert err.count("\n") == 1
