"""The preview: what it answers, to whom, and that nothing an editor does ends it."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from site_builder.diagnostics import Diagnostic, Level, Pos, Report
from site_builder.model import Config
from site_builder.serve import NotLoopbackError, serve
from site_builder.serve.view import View, after_bug, after_build, answer, base_path, swappable
from tests.conftest import Preview, until

Start = Callable[..., Preview]
ABOUT = "about/"

HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec_WebSocket_Version": "13",
}
TREE = {
    "index.html": b"<html><body><p>home</p></body></html>",
    "events/x/index.html": b"<p>no end of body</p>",
    "404.html": b"<body><h1>Not here</h1></body>",
    "assets/a.css": b"a{}",
    "assets/b.css": b"b{}",
    "data/bans.csv": b"id\n",
}
READ = {"/p/site.yaml": "1", "/p/assets/a.css": "2", "/p/assets/b.css": "3"}
SITE = View(TREE, base="/repo/", read=READ)


@dataclass(frozen=True)
class Built:
    tree: dict[str, bytes]
    report: Report
    config: Config | None = None
    whole: bool = True


def found(*levels: Level) -> Report:
    report = Report()
    for line, level in enumerate(levels, 3):
        report.add(
            Diagnostic(
                Pos("content/events.yaml", line, 5, "- id: <X>"), "bad-id", "<X> is no id", "write x", level
            )
        )
    return report


# ---------------------------------------------------------------- the state of the preview


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/", 302, "/repo/"),
        ("/repo", 302, "/repo/"),
        ("/repo/", 200, ""),
        ("/repo/index.html", 200, ""),
        ("/repo/events/x/", 200, ""),
        ("/repo/%65vents/x/", 200, ""),
        ("/repo/events/x", 302, "/repo/events/x/"),
        ("/repo/events/y/deeper/", 404, ""),
        ("/repo/events/x/index.html/", 404, ""),
        ("/events/x/", 404, ""),
        ("//repo/", 404, ""),
        ("/repo/../repo/index.html", 404, ""),
    ],
)
def test_a_path_is_answered_as_a_static_host_would(path: str, status: int, location: str) -> None:
    reply = answer(SITE, path, "127.0.0.1", 8000)
    assert (reply.status, reply.location) == (status, location)
    assert (b"Not here" in reply.body) == (status == 404)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/repo/", "text/html; charset=utf-8"),
        ("/repo/assets/a.css", "text/css; charset=utf-8"),
        ("/repo/data/bans.csv", "text/csv; charset=utf-8"),
    ],
)
def test_a_file_has_the_type_of_its_name(path: str, kind: str) -> None:
    assert answer(SITE, path, "127.0.0.1", 8000).type == kind


def test_only_pages_are_changed_for_the_preview() -> None:
    assert answer(SITE, "/repo/assets/a.css", "127.0.0.1", 8000).body == b"a{}"
    for path in ("/repo/", "/repo/events/x/", "/repo/nowhere/"):
        assert answer(SITE, path, "127.0.0.1", 8000).body.count(b"/livereload.js?") == 1


def test_the_base_path_is_that_of_the_base_url() -> None:
    assert base_path("https://example.org") == base_path("https://example.org/") == "/"
    assert base_path("https://example.org/repo") == base_path("https://example.org/repo/") == "/repo/"


def test_an_error_is_shown_over_what_could_be_made() -> None:
    view = after_build(
        SITE, Built({"index.html": b"<body>newer</body>"}, found(Level.ERROR, Level.WARNING)), READ, None
    )
    page = answer(view, "/repo/", "127.0.0.1", 8000).body.decode()
    assert "newer" in page
    assert "<details open><summary>1 error, 1 warning in 1 file</summary>" in page
    assert (
        "content/events.yaml:3:5: error: &lt;X&gt; is no id [bad-id]\n  3 | - id: &lt;X&gt;\n    |     ^\n  = write x"
        in page
    )
    assert answer(view, "/repo/events/x/", "127.0.0.1", 8000).status == 200, (
        "what was there before stays below the panel"
    )


def test_warnings_alone_stay_folded_and_old_pages_go() -> None:
    view = after_build(SITE, Built({"index.html": b"<body>newer</body>"}, found(Level.WARNING)), READ, None)
    assert (
        b"<details><summary>0 errors, 1 warning in 1 file" in answer(view, "/repo/", "127.0.0.1", 8000).body
    )
    assert view.tree.keys() == {"index.html"}


def test_what_only_a_published_site_lacks_is_not_told() -> None:
    report = Report()
    report.add(Diagnostic(Pos("site.yaml"), "no-base-url", "no base_url", level=Level.WARNING))
    assert after_build(SITE, Built(TREE, report), READ, None) == SITE


def test_a_mended_site_has_no_panel() -> None:
    broken = after_build(SITE, Built({}, found(Level.ERROR)), READ, None)
    assert after_build(broken, Built(TREE, Report()), READ, None) == SITE


def test_a_bug_of_ours_is_said_over_the_last_site() -> None:
    page = answer(after_bug(SITE, ValueError("no <such> thing")), "/repo/", "127.0.0.1", 8000).body.decode()
    assert "ValueError: no &lt;such&gt; thing" in page
    assert "home" in page


def test_a_site_that_never_could_be_built_is_a_page_with_the_panel() -> None:
    reply = answer(after_build(View(), Built({}, found(Level.ERROR)), READ, None), "/", "127.0.0.1", 8000)
    assert reply.status == 503
    assert b"bad-id" in reply.body
    assert b"/livereload.js?" in reply.body


def test_states_built_from_equal_files_have_equal_versions() -> None:
    assert SITE.version == View({}, base="/repo/", read=dict(reversed(READ.items()))).version
    others = [
        View(TREE, read=READ),
        View(TREE, "panel", "/repo/", READ),
        View(TREE, base="/repo/", read={**READ, "/p/site.yaml": "other"}),
    ]
    assert len({SITE.version, *(view.version for view in others)}) == 4


def test_style_sheets_are_swapped_only_if_nothing_else_changed() -> None:
    def after(**changes: str) -> View:
        names = {
            "a": "/p/assets/a.css",
            "b": "/p/assets/b.css",
            "c": "/p/assets/c.css",
            "site": "/p/site.yaml",
        }
        return View(
            TREE, base="/repo/", read=READ | {names[name]: digest for name, digest in changes.items()}
        )

    assert swappable(SITE, after(a="new")) == ("/p/assets/a.css",)
    assert swappable(SITE, after(a="new", b="new")) == ("/p/assets/a.css", "/p/assets/b.css")
    assert swappable(SITE, after(a="new", site="new")) == ()
    assert swappable(SITE, after(c="added")) == ()
    assert swappable(SITE, View(TREE, "panel", "/repo/", after(a="new").read)) == ()


@pytest.mark.parametrize(
    ("policy", "widened"),
    [
        (
            "default-src 'none'; img-src 'self'; style-src 'self'",
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self' ws://127.0.0.1:1",
        ),
        (
            "default-src 'self'; script-src 'sha256-x'",
            "default-src 'self'; script-src 'sha256-x' 'self'; style-src 'self'; connect-src 'self' ws://127.0.0.1:1",
        ),
        ("frame-ancestors 'none'", "frame-ancestors 'none'"),
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        '<meta http-equiv="Content-Security-Policy" content="{}">',
        "<META http-equiv='content-security-policy' content=\"{}\"/>",
    ],
)
def test_a_content_security_policy_lets_the_preview_in_and_nothing_more(
    form: str, policy: str, widened: str
) -> None:
    view = View({"index.html": f"<head>{form.format(policy)}</head>".encode()})
    page = answer(view, "/", "127.0.0.1", 1).body.decode().replace("&#x27;", "'")
    assert page.startswith(f"<head>{form.format(widened)}</head>")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org", ""])  # noqa: S104  # refused, that is the test
def test_the_preview_listens_on_this_machine_only(host: str, tmp_path: Path) -> None:
    with pytest.raises(NotLoopbackError):
        serve(tmp_path, lambda: iter([Built({}, Report())]), host=host)


# ---------------------------------------------------------------- the server


def test_the_site_stands_where_it_will_stand(draft: Path, previewed: Start) -> None:
    preview = previewed(draft, "--base-url", "https://example.org/some-repo/")
    assert preview.base == "/some-repo/"
    root = preview.get("/")
    assert (root.status, root.headers["Location"]) == (302, "/some-repo/")
    home = preview.get("/some-repo/")
    assert (home.status, home.headers["Cache-Control"]) == (200, "no-store")
    missing = preview.get("/some-repo/no/such/page/")
    assert missing.status == 404
    assert '"/some-repo/assets/' in missing.text
    assert not (draft / "build").exists()
    assert preview.stop() == 0
    assert not any("Traceback" in line or "Warning" in line for line in preview.lines)


def test_foreign_names_and_pages_are_refused(project: Path, previewed: Start) -> None:
    preview = previewed(project)
    own = f"http://127.0.0.1:{preview.port}"
    for path in (preview.base, "/livereload.js", "/preview.css"):
        assert preview.get(path, Host="evil.example").status == 403
        assert preview.get(path, Host=f"evil.example:{preview.port}").status == 403
        assert preview.get(path, Origin="http://evil.example").status == 403
        assert preview.get(path, Host=f"localhost:{preview.port}").status == 200
        assert preview.get(path, Origin=own).status == 200
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
        assert preview.get("/livereload", Origin=origin, **HANDSHAKE).status == 403
    assert preview.get("/livereload", Origin=own, Host="evil.example", **HANDSHAKE).status == 403
    assert preview.get("/forcereload").status == 404


def test_a_taken_port_gives_way_to_the_next_free_one(project: Path, previewed: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        preview = previewed(project, port=port)
        assert preview.port > port
        assert f"port {port} is taken: using {preview.port}" in preview.lines


def test_whatever_is_saved_renamed_or_deleted_the_preview_goes_on(draft: Path, previewed: Start) -> None:
    preview = previewed(draft)
    about = draft / "content/pages/about.md"
    good = about.read_text("utf-8")

    def mended(mark: str) -> None:
        about.write_text(good.replace("# ", f"# {mark} ", 1), "utf-8")
        until(lambda: _is_clean(preview, mark), f"{mark!r} without an error over it")

    def spoilt(text: str) -> None:
        until(lambda: text in preview.get(preview.base + ABOUT).text, f"{text!r} in the panel")

    mended("Mark 1")
    about.write_bytes(b"\xff\xfe\x00garbage")
    spoilt("not-utf-8")
    mended("Mark 2")
    about.rename(about.with_name("moved.md"))
    preview.shows("moved/", "<h1")
    about.with_name("moved.md").rename(about)
    mended("Mark 3")
    about.unlink()
    about.mkdir()
    (about / "inner.md").write_text("---\n", "utf-8")
    spoilt('class="failed"')
    shutil.rmtree(about)
    mended("Mark 4")
    (about.parent / "dangling.md").symlink_to("nowhere.md")
    spoilt("dangling.md")
    (about.parent / "dangling.md").unlink()
    mended("Mark 5")
    (draft / "site.yaml").rename(draft / "site.old")
    spoilt("no site.yaml")
    (draft / "site.old").rename(draft / "site.yaml")
    mended("Mark 6")
    (draft / "content").rename(draft / "away")
    spoilt("no content/ folder")
    (draft / "away").rename(draft / "content")
    mended("Mark 7")
    (draft / "templates").mkdir(exist_ok=True)
    (draft / "templates/page.html").write_bytes(b"\xff{% if %}")
    spoilt('class="failed"')
    (draft / "templates/page.html").unlink()
    mended("Mark 8")
    draft.rename(draft.with_name("elsewhere"))
    spoilt('class="failed"')
    draft.with_name("elsewhere").rename(draft)
    mended("Mark 9")
    assert preview.stop() == 0


def test_a_project_without_anything_is_followed_until_there_is_something(
    draft: Path, previewed: Start
) -> None:
    empty = draft.with_name("empty")
    empty.mkdir()
    preview = previewed(empty)
    assert preview.get("/").status == 503
    assert "no site.yaml" in preview.get("/").text
    for part in ("content", "site.yaml"):
        (draft / part).rename(empty / part)
    until(lambda: preview.get("/").status in (200, 302), "a site")


def _is_clean(preview: Preview, mark: str) -> bool:
    page = preview.get(preview.base + ABOUT)
    return page.status == 200 and mark in page.text and 'class="failed"' not in page.text
