"""Tree to folder, on a real file system."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from site_builder.write import MANIFEST, STAGING, NotOursError, Written, write

SITE = {
    "404.html": b"lost",
    "assets/ledger.css": b"a{}",
    "events/ban/index.html": b"ban",
    "index.html": b"home",
    "sitemap.xml": b"<urlset/>",
}


def files(out: Path) -> dict[str, bytes]:
    """What a visitor of the folder sees: every file but the manifest, as a tree."""
    paths = (path for path in sorted(out.rglob("*")) if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def folders(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_dir())


def times(out: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (out, *out.rglob("*"))}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "build"


@pytest.fixture
def swaps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The destinations of every os.replace, in order, as names below the folder."""
    seen: list[str] = []
    replace = os.replace

    def spy(source: str, target: str) -> None:
        seen.append(target.partition("build/")[2])
        replace(source, target)

    monkeypatch.setattr(os, "replace", spy)
    return seen


def failing_replace(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    replace = os.replace

    def fail(source: str, target: str) -> None:
        if target.endswith(at):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)


def test_the_folder_becomes_the_tree(out: Path) -> None:
    assert write(SITE, out) == Written(written=tuple(sorted(SITE)))
    assert files(out) == SITE
    assert (out / MANIFEST).read_text() == (
        "Made by site-builder, which replaces and deletes the files below and no others.\n"
        "404.html\nassets/ledger.css\nevents/ban/index.html\nindex.html\nsitemap.xml\n"
    )


def test_writing_twice_touches_nothing(out: Path) -> None:
    write(SITE, out)
    before = times(out)
    assert write(dict(reversed(SITE.items())), out) == Written(unchanged=tuple(sorted(SITE)))
    assert times(out) == before


def test_only_what_changed_is_written(out: Path) -> None:
    write(SITE, out)
    before = times(out)
    assert write(SITE | {"index.html": b"HOME"}, out) == Written(
        written=("index.html",),
        unchanged=("404.html", "assets/ledger.css", "events/ban/index.html", "sitemap.xml"),
    )
    after = times(out)
    changed = {path.name for path in before if path.is_file() and before[path] != after[path]}
    assert changed == {"index.html"}


def test_assets_come_first_then_pages_then_what_announces_them(out: Path, swaps: list[str]) -> None:
    write(SITE, out)
    assert swaps == [
        MANIFEST,
        "assets/ledger.css",
        "404.html",
        "events/ban/index.html",
        "index.html",
        "sitemap.xml",
    ]


def test_what_the_tree_no_longer_has_goes_with_its_empty_folders(out: Path) -> None:
    write(SITE, out)
    less = {path: data for path, data in SITE.items() if not path.startswith("events/")}
    assert write(less, out) == Written(unchanged=tuple(sorted(less)), removed=("events/ban/index.html",))
    assert files(out) == less
    assert folders(out) == ["assets"]


def test_an_edited_file_of_ours_is_put_right(out: Path) -> None:
    write(SITE, out)
    (out / "index.html").write_bytes(b"hand")
    (out / "404.html").unlink()
    assert write(SITE, out).written == ("404.html", "index.html")
    assert files(out) == SITE


def test_a_folder_of_others_is_refused_and_left_alone(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "thesis.txt").write_text("ten years of work")
    with pytest.raises(NotOursError) as refusal:
        write(SITE, out)
    assert str(refusal.value) == f"{str(out)!r} is not empty and was not made by site-builder"
    assert files(out) == {"thesis.txt": b"ten years of work"}


def test_a_folder_with_an_empty_folder_of_others_is_refused(out: Path) -> None:
    (out / "photos").mkdir(parents=True)
    with pytest.raises(NotOursError):
        write(SITE, out)


def test_an_empty_folder_is_accepted(out: Path) -> None:
    out.mkdir(parents=True)
    write(SITE, out)
    assert files(out) == SITE


def test_files_of_others_in_our_folder_survive(out: Path) -> None:
    write(SITE, out)
    (out / "events" / "ban" / "note.txt").write_bytes(b"mine")
    write({"index.html": b"home"}, out)
    assert files(out) == {"index.html": b"home", "events/ban/note.txt": b"mine"}


@pytest.mark.parametrize(
    ("theirs", "tree", "named"),
    [
        pytest.param("CNAME", {"CNAME": b"example.org"}, "CNAME", id="file for file"),
        pytest.param("bans", {"bans/index.html": b"bans"}, "bans", id="file for folder"),
        pytest.param("assets/mine.css", {"assets": b"?"}, "assets/mine.css", id="folder for file"),
    ],
)
def test_a_file_of_others_in_the_way_is_refused_before_anything_changes(
    out: Path, theirs: str, tree: dict[str, bytes], named: str
) -> None:
    write(SITE, out)
    (out / theirs).write_bytes(b"theirs")
    before = times(out)
    with pytest.raises(NotOursError) as refusal:
        write({"index.html": b"new"} | tree, out)
    assert str(refusal.value) == f"{str(out)!r} holds {named!r}, not made by site-builder"
    assert times(out) == before


def test_a_file_of_others_with_our_bytes_becomes_ours(out: Path) -> None:
    write(SITE, out)
    (out / "CNAME").write_bytes(b"example.org")
    assert write(SITE | {"CNAME": b"example.org"}, out).written == ()
    assert write(SITE, out).removed == ("CNAME",)


def test_a_page_may_become_a_folder_and_again_a_page(out: Path) -> None:
    page: Mapping[str, bytes] = {"about": b"1", "x": b"x"}
    folder: Mapping[str, bytes] = {"about/us/index.html": b"2", "about/index.html": b"3", "x": b"x"}
    write(page, out)
    assert write(folder, out).removed == ("about",)
    assert files(out) == folder
    (out / "about" / "us" / "empty").mkdir()
    assert write(page, out).removed == ("about/index.html", "about/us/index.html")
    assert files(out) == page
    assert folders(out) == []


def test_a_name_that_changes_in_case_only_is_written_anew(out: Path) -> None:
    write({"Events/Ban.html": b"1", "index.html": b"home"}, out)
    done = write({"events/ban.html": b"1", "index.html": b"home"}, out)
    assert done == Written(("events/ban.html",), ("index.html",), ("Events/Ban.html",))
    assert files(out) == {"events/ban.html": b"1", "index.html": b"home"}
    assert folders(out) == ["events"]


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["../x"], "'../x' is not a plain relative path"),
        (["a/../../x"], "'a/../../x' is not a plain relative path"),
        (["/etc/x"], "'/etc/x' is not a plain relative path"),
        (["a//b"], "'a//b' is not a plain relative path"),
        (["./a"], "'./a' is not a plain relative path"),
        (["a/"], "'a/' is not a plain relative path"),
        ([""], "'' is not a plain relative path"),
        (["a\\b"], "'a\\\\b' is not a plain relative path"),
        (["a\nb"], "'a\\nb' is not a plain relative path"),
        ([MANIFEST], "'.site-builder-manifest' is not a plain relative path"),
        (["a", "a/b"], "'a' is both a file and a folder"),
        (["A", "a/b"], "'A' is both a file and a folder"),
        (["a/b", "a/B"], "'a/b' and 'a/B' differ in case only"),
    ],
)
def test_a_bad_path_is_a_bug_and_makes_nothing(out: Path, paths: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        write(dict.fromkeys(paths, b""), out)
    assert not out.exists()


def test_a_link_to_elsewhere_is_replaced_where_it_took_our_place(out: Path, tmp_path: Path) -> None:
    write(SITE, out)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"home")
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(elsewhere)
    assert write(SITE | {"index.html": b"new!"}, out).written == ("index.html",)
    assert not (out / "index.html").is_symlink()
    assert elsewhere.read_bytes() == b"home"


def test_a_linked_folder_is_neither_written_nor_pruned_through(out: Path, tmp_path: Path) -> None:
    write(SITE, out)
    (out / "assets").rename(tmp_path / "elsewhere")
    (out / "assets").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotOursError):
        write(SITE, out)
    assert write({"index.html": b"home"}, out).removed == (
        "404.html",
        "events/ban/index.html",
        "sitemap.xml",
    )
    assert (tmp_path / "elsewhere" / "ledger.css").read_bytes() == b"a{}"


def test_a_manifest_cannot_make_us_delete_outside_the_folder(out: Path) -> None:
    write(SITE, out)
    (out.parent / "thesis.txt").write_text("ten years of work")
    with (out / MANIFEST).open("a") as manifest:
        manifest.write(f"../thesis.txt\n{out.parent / 'thesis.txt'}\n")
    write({"index.html": b"new!"}, out)
    assert (out.parent / "thesis.txt").exists()


def test_a_disk_full_while_staging_changes_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(SITE, out)
    with monkeypatch.context() as patch:

        def full(*_: object) -> int:
            raise OSError(28, "No space left on device")

        patch.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space left"):
            write({"index.html": b"new!", "more.html": b"more"}, out)
    assert files(out) == SITE
    assert not (out / STAGING).exists()


def test_a_swap_that_stops_half_way_leaves_whole_files_and_the_next_write_finishes(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(SITE, out)
    new = {"assets/ledger.css": b"b{}", "index.html": b"new!", "bans/index.html": b"bans"}
    with monkeypatch.context() as patch:
        failing_replace(patch, "build/index.html")
        with pytest.raises(OSError, match="No space left"):
            write(new, out)
    assert files(out) == SITE | {"assets/ledger.css": b"b{}", "bans/index.html": b"bans"}
    assert write(new, out) == Written(
        ("index.html",),
        ("assets/ledger.css", "bans/index.html"),
        ("404.html", "events/ban/index.html", "sitemap.xml"),
    )
    assert files(out) == new
    assert folders(out) == ["assets", "bans"]


def test_what_a_stopped_first_write_made_is_known_as_ours(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        failing_replace(patch, "build/index.html")
        with pytest.raises(OSError, match="No space left"):
            write(SITE, out)
    assert write({"index.html": b"home"}, out).removed == (
        "404.html",
        "assets/ledger.css",
        "events/ban/index.html",
    )
    assert folders(out) == []


def test_a_killed_write_leaves_no_litter_after_the_next(out: Path) -> None:
    staging = out / STAGING
    staging.mkdir(parents=True)
    (staging / "0").write_bytes(b"half a pa")
    write(SITE, out)
    assert not staging.exists()
    assert files(out) == SITE


def test_empty_folders_of_a_stopped_prune_go_with_the_next(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(SITE, out)
    with monkeypatch.context() as patch:

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(os, "rmdir", stop)
        patch.setattr("site_builder.write.shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            write({"index.html": b"home"}, out)
    assert folders(out) == [STAGING, "assets", "events", "events/ban"]
    write({"index.html": b"home"}, out)
    assert folders(out) == []
