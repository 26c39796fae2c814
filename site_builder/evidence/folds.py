"""What may differ between our letters and theirs: each rung's fold, declared here and nowhere else.

A passage is found by its bare letters and digits (`Skeleton`) and then judged against the quote character by
character (`rung`). So a snapshot is folded once, whatever the rung, and nothing the search overlooks can pass.

N1, spacing: Unicode NFC; any run of white space is one space; soft hyphens, zero-width characters, variation
selectors and direction marks are not there.
N2, typography: the forms of quotation marks, apostrophes and primes; the forms of dashes; three dots; ligatures,
Arabic and Hebrew presentation forms, tatweel; spaces inside guillemets, around an ellipsis, and before ! ? ; : %.

Never folded: case, digits (² is not 2), ½, currency, any letter. NFKC touches glyph variants only.
Source: Unicode 15, UAX 15 (normalisation) and chapter 6.2 (quotation marks and dashes).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

# Not there: soft hyphen, grapheme joiner, direction marks, zero-width characters, variation selectors.
IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
HYPHENS = "-‐‑־"
LONG_DASHES = "—―"
DASHES = HYPHENS + LONG_DASHES + "‒–−﹘﹣－"
SINGLE_MARKS = "'’‘‚‛‹›`´′׳＇『』"
DOUBLE_MARKS = '"“”„‟«»″״＂「」〝〞'
_GLYPHS = (*range(0xFB00, 0xFB07), *range(0xFB1D, 0xFC00), *range(0xFE70, 0xFEFD))
_GLYPH_FORMS = {code: unicodedata.normalize("NFKC", chr(code)) for code in _GLYPHS} | {
    ord("ʼ"): "’",  # the letter apostrophe is a letter to Unicode, not to a reader
    ord("ـ"): "",  # tatweel stretches an Arabic word and says nothing
}
_TOKEN = re.compile(
    rf"""
    (?P<dash>  \s*(?:-{{2,3}}|[{re.escape(DASHES)}])\s* )
  | (?P<dots>  \s*(?:…|\.(?:\s?\.){{2}})\s* )
  | (?P<mark>  (?<![^\s(\[—–'’“"-])[«‹]\s+            # French: « mot »; German »Wort« has its spaces outside
             | \s+[»›](?![^\s.,;:!?…)\]—–'’”"-])
             | ''|``|[{re.escape(SINGLE_MARKS + DOUBLE_MARKS)}] )
  | (?P<silent> \s+(?=[!?;:%‰]) )
  | (?P<space> \s+ )
  | (?P<text>  \w+|. )
    """,
    re.VERBOSE | re.DOTALL,
)


# ---------------------------------------------------------------- finding


class _Bases(dict[str, str]):
    """What a lower-case character is in a skeleton: its letters or digits without marks, or nothing."""

    def __missing__(self, character: str) -> str:
        forms = _GLYPH_FORMS.get(ord(character), character)
        base = "".join(part for part in unicodedata.normalize("NFD", forms) if part.isalnum())
        self[character] = base
        return base


_BASES = _Bases()


@dataclass(frozen=True)
class Skeleton:
    """A text as bare lower-case letters and digits, each knowing where in the text it stands.

    Looser than every rung: whatever a rung accepts is found in it, and being found in it proves nothing.
    """

    text: str

    @cached_property
    def letters(self) -> str:
        return "".join(self._bases())

    @cached_property
    def offsets(self) -> array[int]:
        """For each letter, the offset of its character in the text."""
        bases = list(self._bases())
        if len(self.letters) + bases.count("") == len(bases):
            return array(
                "I", compress(range(len(bases)), bases)
            )  # no character is two letters: four times as fast
        return array("I", (at for at, base in enumerate(bases) for _ in base))

    def _bases(self) -> Iterator[str]:
        return map(_BASES.__getitem__, self._lower)

    @cached_property
    def _lower(self) -> str:
        # Two letters would shift every offset or depend on their neighbours: dotted capital I and final sigma.
        return self.text.replace("İ", "i").lower().replace("ς", "σ")

    def span(self, first: int, count: int) -> tuple[int, int]:
        """Where `count` letters from `first` on stand in the text, half-open, with the marks on the last one."""
        end = self.offsets[first + count - 1] + 1
        while end < len(self.text) and is_mark(self.text[end]):
            end += 1
        return self.offsets[first], end


def is_mark(character: str) -> bool:
    """Whether it belongs to the letter before it: an accent, a vowel point."""
    return unicodedata.category(character)[0] == "M"


# ---------------------------------------------------------------- judging


def rung(ours: str, theirs: str) -> int | None:
    """The lowest of N0, N1 and N2 at which the two are one text, as 0, 1 or 2; None where they are not."""
    if ours == theirs:
        return 0
    if spaced(ours) == spaced(theirs):
        return 1
    one, other = _tokens(ours), _tokens(theirs)
    if len(one) == len(other) and all(_agree(mine, yours) for mine, yours in zip(one, other, strict=True)):
        return 2
    return None


def spaced(text: str) -> str:
    """The text at N1."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", IGNORED.sub("", text)))


def typed(text: str) -> str:
    """The text as a plain typewriter has it: N1, straight marks, one dash for all, dots, no ligatures.

    For comparing words. It says less than `rung`, which also asks how a dash is spaced.
    """
    return "".join(token.form for token in _tokens(text)).strip()


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of text in its N2 form; a dash and a quotation mark also keep what must still agree.

    `before` and `after` say whether a dash has space there: None at an edge, where nobody knows. `long`: too long
    to be a hyphen. `bound`: a mark that stands between letters or after a digit, so no quotation mark.
    """

    form: str
    before: bool | None = None
    after: bool | None = None
    long: bool = False
    double: bool = False
    bound: bool = False


def _tokens(text: str) -> tuple[_Token, ...]:
    plain = unicodedata.normalize("NFC", IGNORED.sub("", text)).translate(_GLYPH_FORMS)
    return tuple(_token(match) for match in _TOKEN.finditer(plain) if match.lastgroup != "silent")


def _token(match: re.Match[str]) -> _Token:
    if match.lastgroup == "dash":
        return _dash(match)
    if match.lastgroup == "mark":
        return _mark(match)
    return _Token({"dots": "...", "space": " "}.get(match.lastgroup or "", match[0]))


def _dash(match: re.Match[str]) -> _Token:
    dash = match[0].strip()
    left, right = match[0].split(dash)
    # A line may break after the hyphen of a compound: "state-⏎owned" is "state-owned".
    broken = not left and dash in HYPHENS and "\n" in right
    before = bool(left) if match.start() else None
    after = bool(right) and not broken if match.end() < len(match.string) else None
    closed = not before and not after
    return _Token("-", before, after, long=len(dash) > 1 or dash in LONG_DASHES or (dash == "–" and closed))


def _mark(match: re.Match[str]) -> _Token:
    mark, text = match[0].strip(), match.string
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    bound = before.isdecimal() or (before.isalnum() and after.isalnum())
    return _Token("'", double=len(mark) > 1 or mark in DOUBLE_MARKS, bound=bound)


def _agree(ours: _Token, theirs: _Token) -> bool:
    if ours.form != theirs.form:
        return False
    if ours.double != theirs.double:
        return not (ours.bound or theirs.bound)  # a nested quotation's marks, never 6' for 6"
    return _spaced_alike(ours, theirs)


def _spaced_alike(ours: _Token, theirs: _Token) -> bool:
    """Any dash for any other where the spaces agree; a spaced one for a closed one only where that is no hyphen.

    So "rules—or" is "rules – or", and "well-known" is not "well - known".
    """
    pairs = ((ours.before, theirs.before), (ours.after, theirs.after))
    if all(None in pair or pair[0] == pair[1] for pair in pairs):
        return True
    closer = min(ours, theirs, key=lambda token: bool(token.before) + bool(token.after))
    return closer.long
