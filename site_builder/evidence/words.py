"""Where words begin and end, and which of them carry meaning.

A quote is matched in whole words: "art" is not in "party", "state actors" is not in "non-state actors", "500" is
not in "$1,500" and "we do" is not in "we don't".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from site_builder.evidence.folds import DASHES, HYPHENS, IGNORED, is_mark, typed

_NEAR = 4  # characters on either side of a place that tell whether it lies inside a word
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # hiragana, Han
)
_KINDS = (
    (re.compile("[不未非没沒無无勿莫别別]"), "n"),  # Chinese negations, which cling to the word they deny
    (re.compile(f"[{_UNSPACED}]"), "h"),
    (re.compile("[\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f]"), "k"),  # katakana: a run of it is one word
    (re.compile("['’‘ʼ׳´`]"), "'"),
    (re.compile(rf"[{re.escape(HYPHENS)}–−״]"), "-"),
    (re.compile("[%‰°]"), "%"),
    (re.compile("[+#]"), "+"),
    (re.compile("[\u00a0\u2007\u2009\u202f]"), "~"),  # the spaces that group digits
    (re.compile(r"\s"), " "),
    (re.compile("[.,:/&@_]"), ""),  # themselves
)
_INSIDE = r"""
    \|m                                        # before an accent
  | [aA9]\|[aA9]  | k\|k  | n\|[nh]
  | [aA9]\|['\-&/@_][aA9]  | [aA9][\-&/@_]\|[aA9]
  | [aA9]\|\.a  | [aA9]\.\|a                   # twitter.com
  | (?<![aA9])A\|\.A  | (?<![aA9])A\.\|A       # U.S.
  | 9\|[.,':/~]9  | 9[.,':/~]\|9               # 1,500
  | \$[ ~]?\|9  | 9\|[ ~]?\$(?!9)  | 9\|[ ~]?%  # $500, 500 €, 10 %
  | (?<![^ ~(])-\|9                            # minus five
  | [aA9]\|\+                                  # Google+
"""
_PLACE = re.compile(_INSIDE + r"| [aA9]'\|[aA9]", re.VERBOSE)
_PLACE_WITH_ELISION = re.compile(_INSIDE, re.VERBOSE)
_ELIDING = frozenset({"br", "ca", "fr", "it", "oc"})  # l’art: the word begins after the apostrophe


def inside_word(text: str, at: int, language: str) -> bool:
    """Whether cutting the text at offset `at` would cut a word, a name or a number."""
    left = "".join(_kind(each) for each in _seen(text[max(at - 4 * _NEAR, 0) : at]) if not is_mark(each))
    right = "".join(map(_kind, _seen(text[at : at + 4 * _NEAR])))
    place = _PLACE_WITH_ELISION if language.partition("-")[0] in _ELIDING else _PLACE
    return place.search(f"{left[-_NEAR:]}|{right[:_NEAR]}") is not None


def _seen(text: str) -> str:
    return IGNORED.sub("", text)


@lru_cache(maxsize=1 << 12)
def _kind(character: str) -> str:
    """One letter for what a character does at a word's edge; '?' for all that ends words."""
    for pattern, kind in _KINDS:
        if pattern.match(character):
            return kind or character
    if character.isdecimal():
        return "9"
    if character.isalnum():
        return "A" if character.isupper() else "a"
    return {"M": "m", "Sc": "$"}.get(unicodedata.category(character)[: 1 if is_mark(character) else 2], "?")


# ---------------------------------------------------------------- words

_DASH = rf"-{{2,3}}|[{re.escape(DASHES)}]"
WORD = (
    rf"[{_UNSPACED}]"
    r"|[$€£¥₽₹]?\d+(?:[.,:/'’–-]\d+)*(?:\s?[%‰])?"
    r"|(?:[^\W\d_]\.){2,}"
    rf"|(?:(?![{_UNSPACED}])[^\W_])+(?:[\u00ad'’ʼ&/@_{re.escape(HYPHENS)}]\n?(?:(?![{_UNSPACED}])[^\W_])+)*"
)
PIECE = re.compile(rf"(?:{WORD}|{_DASH}|\.(?:\s?\.){{2}}|\S)\s*")

_DENIALS = (
    "ain't aren't can't cannot couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't n't needn't",
    "neither never no nobody none nor not nothing nowhere shouldn't wasn't weren't without won't wouldn't",
    "aucun aucune jamais n ne ni nul nulle pas personne plus rien sans",
    "kein keine keinem keinen keiner keines nein nicht nichts nie niemals niemand ohne weder",
    "jamás ningún ninguna nunca sin tampoco",
    "mai né nessun nessuna nessuno niente non nulla senza",
    "без не нет нечего ни никогда никто ничего",
    "אין אינו אינה אינם בלי לא",
    "بدون دون غير لا لم لن ليس ليست ما",
    "不 未 非 没 沒 無 无",
)
_NEGATIONS = frozenset(word for words in _DENIALS for word in words.split())
_FUNCTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            # Narrow on purpose: no pronoun, no modal, no "or", "but", "for" and "against" turn a sentence round.
            "en": "a an the this that these which of in on at to by as and also so then is are was were be been has"
            " have had it its it's there",
            "fr": "à au aux ce cet cette ces dans de des du en est et l la le les que qui sont sur un une y d c",
            "de": "am an auch auf aus das dass dem den der des die diese dieser dieses ein eine einem einen einer"
            " eines im in ist sind so und von vom zu zum zur",
            "es": "a al de del el en es esta este la las lo los que se son un una y",
            "it": "a al alla che da dal dei del della di e è gli i il in la le lo nel nella sono un una uno",
            "ru": "а в во и к ко на о об с со то у что это",
        }.items()
    }
)


def is_negation(word: str) -> bool:
    """Whether the word denies, in one of the languages known here. `word` as it stands."""
    plain = typed(word).lower()
    return plain in _NEGATIONS or plain.endswith("n't") or plain.startswith("n'")


def is_content(word: str, language: str) -> bool:
    """Whether the piece carries meaning: neither mark nor space nor one of the language's function words."""
    plain = typed(word).lower()
    if not plain or all(unicodedata.category(each)[0] in "PZ" for each in plain):
        return plain in {"%", "‰", "&", "@", "#"}
    return is_negation(plain) or plain not in _FUNCTION_WORDS.get(language.partition("-")[0], frozenset())
