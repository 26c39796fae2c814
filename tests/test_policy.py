"""Content Security Policies: read, written, widened, and asked what they allow."""

import pytest

from site_builder.policy import EMBEDDED, FILTERED, PAGE, SEARCHING, Policy


def test_our_policies_are_as_strict_as_they_can_be() -> None:
    """Whole, for each word here is a promise to readers."""
    embedded = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
    assert str(EMBEDDED) == embedded
    assert str(PAGE) == f"{embedded}; script-src 'self'; connect-src 'self'"
    assert str(FILTERED) == str(PAGE).replace("form-action 'none'", "form-action 'self'")
    compiling = str(PAGE).replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    assert str(SEARCHING) == f"{compiling}; worker-src 'self'"


def test_a_policy_is_read_as_browsers_do() -> None:
    text = " Default-SRC  'none' ;; img-src 'self'\n data:; img-src *; upgrade-insecure-requests;"
    assert str(Policy.read(text)) == "default-src 'none'; img-src 'self' data:; upgrade-insecure-requests"


def test_in_a_template_it_is_the_value_of_an_attribute() -> None:
    assert Policy.read("img-src 'self' \"<&").__html__() == "img-src 'self' &quot;&lt;&amp;"


@pytest.mark.parametrize(
    ("policy", "directive", "more", "widened"),
    [
        ("default-src 'none'", "img-src", ["'self'"], "default-src 'none'; img-src 'self'"),
        ("img-src 'self'", "img-src", ["data:", "'self'"], "img-src 'self' data:"),
        (
            "default-src a.example",
            "worker-src",
            ["'self'"],
            "default-src a.example; worker-src a.example 'self'",
        ),
        (
            "script-src a.example",
            "worker-src",
            ["'self'"],
            "script-src a.example; worker-src a.example 'self'",
        ),
        ("img-src 'self'", "script-src", ["'self'"], "img-src 'self'"),
        ("default-src 'none'", "form-action", ["'self'"], "default-src 'none'"),
    ],
)
def test_allowing_more_takes_nothing_away(policy: str, directive: str, more: list[str], widened: str) -> None:
    assert str(Policy.read(policy).allowing(directive, *more)) == widened


@pytest.mark.parametrize(
    ("source", "allowed", "refused"),
    [
        ("'self'", ["a/b.png", "/x", "../x"], ["https://a.example/x", "//a.example/x", "data:x", "blob:x"]),
        ("'none'", [], ["a.png", "https://a.example/"]),
        ("*", ["a.png", "https://a.example/"], ["data:x"]),
        ("data:", ["data:x", "DATA:x"], ["a.png", "https://a.example/"]),
        ("https:", ["https://a.example/"], ["http://a.example/", "a.png"]),
        (
            "a.example",
            ["https://a.example/x", "//a.example"],
            ["https://b.a.example/", "a.example", "data:a.example"],
        ),
        ("https://*.a.example:*/x", ["https://b.a.example/"], ["https://a.example/", "https://ba.example/"]),
    ],
)
def test_a_source_means_some_addresses(source: str, allowed: list[str], refused: list[str]) -> None:
    policy = Policy.read(f"img-src {source}")
    assert {url: policy.allows("img-src", url) for url in [*allowed, *refused]} == dict.fromkeys(
        allowed, True
    ) | dict.fromkeys(refused, False)
