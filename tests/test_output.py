"""The checks of the finished tree, told as they are printed."""

from collections.abc import Iterable

import pytest

from site_builder.checks.output import CHECKS, check_output
from site_builder.diagnostics import Diagnostic, as_text

BASE = "https://example.org/bans"


def page(body: str = "", head: str = "<title>t</title>") -> bytes:
    return f"<!doctype html><html lang=en><head>{head}</head>\n<body>{body}</body></html>".encode()


def told(tree: dict[str, bytes], base_url: str = BASE) -> list[str]:
    """Each problem on a line, its hint on the next."""
    return [
        line
        for d in check_output(tree, base_url, {})
        for line in (str(d), f"  = {d.hint}")[: 1 + bool(d.hint)]
    ]


def codes(found: Iterable[Diagnostic]) -> list[str]:
    return sorted({diagnostic.code for diagnostic in found})


EVENT = {"events/ban/index.html": page("<h2 id=what>What</h2><a name=old></a>"), "assets/a b.png": b""}


@pytest.mark.parametrize(
    "href",
    [
        "events/ban/index.html",
        "events/ban/",
        "events/ban/#what",
        "events/ban/index.html#what",
        "events/ban/#wh%61t",
        "events/ban/#old",
        "events/ban/#top",
        "events/ban/#",
        "events/ban/#:~:text=twitter,kaspersky",
        "events/ban/#what:~:text=twitter",
        "events/ban/?day=2018-04-20#what",
        " events/ban/ ",
        "./events/x/../ban/",
        "assets/a%20b.png",
        "",
        "#",
        "#top",
        "#TOP",
        "#here",
        "#:~:text=here",
        "?q=1#here",
        "mailto:a@example.org",
        "tel:+1",
        "data:text/plain,x",
        "https://other.example/x#y",
        "//other.example/x",
        "https://example.org/",
        "https://example.org/elsewhere/",
        "https://example.org/bans",
        "https://example.org/bans/events/ban/#what",
        "HTTP://EXAMPLE.ORG/bans/events/ban/",
    ],
)
def test_a_good_link_says_nothing(href: str) -> None:
    assert told(EVENT | {"index.html": page(f'<p id="here"><a href="{href}">x</a>')}) == []


@pytest.mark.parametrize(
    ("href", "message", "hint"),
    [
        (
            "events/bam/",
            "link to 'events/bam/index.html', which is not in the site [broken-link]",
            "did you mean 'events/ban/index.html'?",
        ),
        (
            "events/Ban/index.html",
            "link to 'events/Ban/index.html', which is not in the site [broken-link]",
            "did you mean 'events/ban/index.html'?",
        ),
        (
            "events/ban",
            "link to 'events/ban', which is a folder [broken-link]",
            "did you mean 'events/ban/index.html'?",
        ),
        (
            "../bans/",
            "link to '../bans/index.html', which is not in the site [broken-link]",
            "did you mean 'events/ban/index.html'?",
        ),
        (
            "https://example.org/bans/events/bam/?a=b&amp;c",
            "link to 'events/bam/index.html', which is not in the site [broken-link]",
            "did you mean 'events/ban/index.html'?",
        ),
        (
            "events/ban/#waht",
            "link to '#waht', which is not on 'events/ban/index.html' [broken-anchor]",
            "did you mean 'what'?",
        ),
        ("#gone", "link to '#gone', which is not on 'index.html' [broken-anchor]", "one of: here"),
        (
            "/bans/events/ban/",
            "link '/bans/events/ban/' begins with '/' [absolute-link]",
            "make it relative to its page, so that it works below a path and from disk",
        ),
    ],
)
def test_a_bad_link_is_told_where_it_is(href: str, message: str, hint: str) -> None:
    tree = EVENT | {"index.html": page(f'<p id="here"><a class=x href="{href}">x</a>')}
    assert told(tree) == [f"build/index.html:2:37: error: {message}", f"  = {hint}"]


def test_a_folder_without_an_index_is_no_page() -> None:
    assert told(EVENT | {"index.html": page('<a href="events/">x</a>')}) == [
        "build/index.html:2:16: error: link to the folder 'events/', which has no index.html [broken-link]"
    ]


def test_the_frame_shows_the_link() -> None:
    tree = {"index.html": page('<p>\n<a href="x/assets/">no</a> <a href="x/">yes</a></p>')}
    assert as_text(list(check_output(tree, BASE, {}))[1:]).splitlines() == [
        "build/index.html:3:37: error: link to 'x/index.html', which is not in the site [broken-link]",
        '  3 | <a href="x/assets/">no</a> <a href="x/">yes</a></p></body></html>',
        "    |                                     ^",
        "  = did you mean 'index.html'?",
    ]


def test_links_are_relative_to_their_own_page() -> None:
    body = '<a href="../../index.html">a</a><a href="../ban/">b</a><a href="../../../index.html">c</a>'
    assert told({"index.html": page(), "events/ban/index.html": page(body)}) == [
        "build/events/ban/index.html:2:71: error: link to '../index.html', which is not in the site [broken-link]",
        "  = did you mean 'index.html'?",
    ]


def test_the_page_for_lost_readers_alone_uses_the_base_path() -> None:
    body = (
        '<a href="/bans/">a</a><a href="#main">b</a><main id=main></main>'
        '<a href="/">c</a><a href="index.html">d</a><a href="/bans/x/">e</a>'
    )
    hint = "  = 404.html is shown at any address, so a relative link on it leads anywhere"
    assert told({"index.html": page(), "404.html": page(body)}) == [
        "build/404.html:2:123: error: link to 'x/index.html', which is not in the site [broken-link]",
        "  = did you mean 'index.html'?",
        "build/404.html:2:80: error: link '/' does not begin with the base path '/bans/' [absolute-link]",
        hint,
        "build/404.html:2:97: error: link 'index.html' does not begin with the base path '/bans/' [absolute-link]",
        hint,
    ]


@pytest.mark.parametrize("base_url", ["https://example.org", "https://example.org/", ""])
def test_at_a_domain_root_the_base_path_is_a_slash(base_url: str) -> None:
    assert told({"index.html": page(), "404.html": page('<a href="/">home</a>')}, base_url) == []


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="" src="gone.png">',
        '<img alt="" srcset="here.png 1x, gone.png 2x">',
        '<picture><source srcset="gone.png"></picture>',
        '<video poster="gone.png"></video>',
        '<object data="gone.png"></object>',
        '<form action="gone.png"></form>',
        '<svg><image href="gone.png"/></svg>',
        '<svg><image xlink:href="gone.png"/></svg>',
        "<p style=\"background: url('gone.png')\">",
        "<style>p { background: url(gone.png) }</style>",
        "<noscript><img alt='' src='gone.png'></noscript>",
        '<blockquote cite="gone.png">',
    ],
)
def test_every_way_to_name_a_file_is_followed(body: str) -> None:
    found = list(check_output({"index.html": page(body), "here.png": b""}, BASE, {}))
    assert [(d.code, d.message, d.pos.text[d.pos.col - 1 :][:8]) for d in found] == [
        ("broken-link", "link to 'gone.png', which is not in the site", "gone.png")
    ]


def test_head_links_are_followed() -> None:
    head = (
        '<title>t</title><link rel=canonical href="https://example.org/bans/gone/">'
        '<meta property="og:image" content="https://example.org/bans/gone.png">'
        '<meta http-equiv=refresh content="0; url=gone.html">'
        '<meta name=description content="url=nothing"><link rel=license href="https://other.example/by">'
    )
    assert told({"index.html": page(head=head)}) == [
        "build/index.html:1:78: error: link to 'gone/index.html', which is not in the site [broken-link]",
        "  = did you mean 'index.html'?",
        "build/index.html:1:145: error: link to 'gone.png', which is not in the site [broken-link]",
        "  = one of: index.html",
        "build/index.html:1:221: error: link to 'gone.html', which is not in the site [broken-link]",
        "  = did you mean 'index.html'?",
    ]


def test_drawings_point_to_symbols_on_their_page() -> None:
    body = (
        '<svg><symbol id=dot /><title>no title of a page</title></svg><svg><use href="#dot"/>'
        '<use href="#dto"/><path fill="url(#dott)"/></svg>'
    )
    assert told({"index.html": page(body)}) == [
        "build/index.html:2:102: error: link to '#dto', which is not on 'index.html' [broken-anchor]",
        "  = did you mean 'dot'?",
        "build/index.html:2:125: error: link to '#dott', which is not on 'index.html' [broken-anchor]",
        "  = did you mean 'dot'?",
    ]


def test_style_sheets_name_files_that_are_there() -> None:
    css = b"""@charset "utf-8"; @namespace svg url(http://www.w3.org/2000/svg);
/* url(comment.png) */
@import "print.css";
@font-face { src: url('fonts/a.woff2') format("woff2"), url(fonts/b.woff2) }
p::before { content: "url(text.png)"; background: url( "data:image/png;base64,AAAA" ), url(#p) }
q { background: url(../index.html) url(/x.png) url(//other.example/x.png) }
"""
    assert told({"index.html": page(), "assets/a.css": css, "assets/fonts/a.woff2": b""}) == [
        "build/assets/a.css:3:10: error: link to 'assets/print.css', which is not in the site [broken-link]",
        "  = did you mean 'assets/a.css'?",
        "build/assets/a.css:4:61: error: link to 'assets/fonts/b.woff2', which is not in the site [broken-link]",
        "  = did you mean 'assets/fonts/a.woff2'?",
        "build/assets/a.css:6:40: error: link '/x.png' begins with '/' [absolute-link]",
        "  = make it relative to its page, so that it works below a path and from disk",
        "build/assets/a.css:6:52: error: '//other.example/x.png' is loaded from another site [third-party-request]",
        "  = put a copy into assets/ and load that",
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://other.example/x"></script>',
        '<script src="//other.example/x"></script>',
        '<img alt="" src="http://other.example/x">',
        '<img alt="" srcset="https://other.example/x 2x">',
        '<iframe src="https://other.example/x"></iframe>',
        '<link rel=stylesheet href="https://other.example/x">',
        '<link rel="Preconnect" href="https://other.example/x">',
        '<link rel="alternate icon" href="https://other.example/x">',
        '<style>@import "https://other.example/x";</style>',
        "<style>@font-face { src: url(https://other.example/x) }</style>",
        '<svg><use href="https://other.example/x#i"/></svg>',
        '<img alt="" src="https://example.org/other-site/x.png">',
    ],
)
def test_nothing_is_loaded_from_others(markup: str) -> None:
    assert codes(check_output({"index.html": page(markup)}, BASE, {})) == ["third-party-request"]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://other.example/x">x</a>',
        '<link rel=license href="https://other.example/x">',
        '<link rel=me href="https://other.example/x">',
        '<blockquote cite="https://other.example/x">x</blockquote>',
        '<script src="https://example.org/bans/a.js"></script>',
        '<script>fetch("https://other.example/x")</script>',
        "<!-- <img src=https://other.example/x> -->",
        '<img alt="" src="data:image/png;base64,AAAA">',
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    ],
)
def test_a_link_is_no_request(markup: str) -> None:
    assert told({"index.html": page(markup), "a.js": b""}) == []


STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

ALLOW = 'do without, or begin the template with {%% set policy = policy.allowing("%s", "%s") %%}'


def under(policy: str, body: str) -> dict[str, bytes]:
    """A page with a policy, and files that it may name."""
    meta = f'<title>t</title><meta http-equiv="Content-Security-Policy" content="{policy}">'
    return {"index.html": page(body, meta), "a.js": b"", "a.png": b"", "a.css": b"", "b.html": page()}


@pytest.mark.parametrize(
    ("body", "place", "what", "rule", "hint"),
    [
        (
            "<p style='color: red'>x</p>",
            "2:17",
            'style="color: red"',
            "style-src 'self'",
            "give it a class, and say in a style sheet in assets/ how that looks",
        ),
        (
            "<style>p { color: red }</style>",
            "2:14",
            "a <style> in the page",
            "style-src 'self'",
            "put it into a file in assets/ and load that",
        ),
        (
            "<script>let a = 1</script>",
            "2:15",
            "a script in the page",
            "script-src 'self'",
            "put it into a file in assets/ and load that; data needs a type that says so, as application/json",
        ),
        (
            '<script type="module">let a = 1</script>',
            "2:29",
            "a script in the page",
            "script-src 'self'",
            "put it into a file in assets/ and load that; data needs a type that says so, as application/json",
        ),
        (
            '<button onclick="go()">x</button>',
            "2:24",
            'onclick="go()"',
            "script-src 'self'",
            "listen for it in a script in assets/",
        ),
        (
            '<a href="javascript:go()">x</a>',
            "2:16",
            'href="javascript:go()"',
            "script-src 'self'",
            "make it a <button>, and listen for it in a script in assets/",
        ),
        (
            '<img alt="" src="data:image/png;base64,AAAA">',
            "2:24",
            "'data:image/png;base64,AAAA'",
            "img-src 'self'",
            ALLOW % ("img-src", "data:"),
        ),
        (
            '<iframe src="b.html"></iframe>',
            "2:20",
            "'b.html'",
            "default-src 'none'",
            ALLOW % ("frame-src", "'self'"),
        ),
        (
            '<form action="https://other.example/"></form>',
            "2:21",
            "'https://other.example/'",
            "form-action 'none'",
            ALLOW % ("form-action", "https://other.example"),
        ),
    ],
)
def test_what_the_page_s_own_policy_blocks_is_told(
    body: str, place: str, what: str, rule: str, hint: str
) -> None:
    assert told(under(STRICT, body)) == [
        f"build/index.html:{place}: error: {what} is blocked by the page's own policy ({rule}) [blocked-by-policy]",
        f"  = {hint}",
    ]


@pytest.mark.parametrize(
    ("policy", "body"),
    [
        (STRICT, '<script src="a.js"></script><link rel=stylesheet href="a.css"><img src="a.png" alt="">'),
        (STRICT, '<script src="https://example.org/bans/a.js"></script>'),
        (
            STRICT,
            '<script type="application/ld+json">{"a": 1}</script><script type="text/x-words">x</script>',
        ),
        (STRICT, '<svg fill="red" stroke-width="2"></svg><p data-style="x" class="online" one>x</p>'),
        (STRICT, '<form><button>Go</button></form><a href="https://other.example/">x</a>'),
        (
            "default-src 'self' 'unsafe-inline'",
            '<p style="color: red" onclick="go()">x</p><script>go()</script>',
        ),
        # the hash is that of «go()»
        ("script-src 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='", "<script>go()</script>"),
        ("script-src 'self'", '<p style="color: red">x</p><iframe src="b.html"></iframe>'),
        (f"{STRICT}; frame-src 'self'", '<iframe src="b.html"></iframe>'),
        ("form-action https://*.example", '<form action="https://other.example/x"></form>'),
        ("default-src 'none'; img-src data:", '<img alt="" src="data:image/png;base64,AAAA">'),
    ],
)
def test_what_the_policy_allows_is_not_told(policy: str, body: str) -> None:
    assert told(under(policy, body)) == []


def test_a_page_from_elsewhere_is_blamed_once() -> None:
    assert codes(
        check_output(under(STRICT, '<script src="https://other.example/x"></script>'), BASE, {})
    ) == ["third-party-request"]


def test_images_say_what_they_show() -> None:
    body = '<img src="a.png"><img src="a.png" alt><img src="a.png" alt="A"><img>'
    assert told({"index.html": page(body), "a.png": b""}) == [
        "build/index.html:2:17: error: image 'a.png' has no alt attribute [missing-alt]",
        '  = describe it in alt, or write alt="" if it is decoration',
        "build/index.html:1:1: error: image '' has no alt attribute [missing-alt]",
        '  = describe it in alt, or write alt="" if it is decoration',
    ]


def test_an_id_is_used_once() -> None:
    assert told({"index.html": page('<p id="a"></p>\n<p data-id="a" id="b"></p>\n<p id="a"></p>')}) == [
        "build/index.html:4:8: error: id 'a' is 2 times on the page [duplicate-anchor]"
    ]


@pytest.mark.parametrize("head", ["", "<title></title>", "<title>  </title>"])
def test_a_page_has_a_title(head: str) -> None:
    tree = {"index.html": page("<svg><title>drawing</title></svg>", head)}
    assert told(tree) == ["build/index.html:1:1: error: page has no title [missing-title]"]


def test_an_empty_page_is_no_crash() -> None:
    assert told({"index.html": b""}) == ["build/index.html:1:1: error: page has no title [missing-title]"]


def test_a_slip_in_the_layout_is_told_once() -> None:
    tree = {f"events/{name}/index.html": page('<a href="../x/">x</a>') for name in "abcde"}
    [only] = check_output(tree, BASE, {})
    assert only.pos.file == "build/events/a/index.html"
    assert only.message == "link to 'events/x/index.html', which is not in the site (and so in 4 more files)"


def test_a_slip_on_few_pages_is_told_for_each() -> None:
    tree = {f"events/{name}/index.html": page('<a href="../../bamns/">x</a>') for name in "abc"}
    assert [d.pos.file for d in check_output(tree, BASE, {})] == [
        "build/events/a/index.html",
        "build/events/b/index.html",
        "build/events/c/index.html",
    ]


def test_other_files_are_not_read() -> None:
    tree = {"feed.xml": b"<a href='/x'>", "data/x.json": b'{"href": "/x"}', "a.svg": b"<image href='/x'/>"}
    assert told(tree) == []


def test_every_check_says_its_rule() -> None:
    assert [check.__name__ for check in CHECKS if not check.__doc__] == []
