"""A site of any size, made of invented records: the stress site of the benchmarks and of the page budgets.

The same numbers give the same files, byte for byte.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

WORDS = [
    "harbour",
    "ledger",
    "winter",
    "notice",
    "council",
    "letter",
    "signal",
    "market",
    "border",
    "record",
    "office",
    "morning",
    "device",
    "company",
    "minister",
    "question",
    "paper",
    "station",
    "network",
    "product",
    "answer",
    "summer",
    "region",
    "report",
    "courier",
    "meeting",
    "statement",
    "contract",
    "engine",
]
KINDS = ("disclosure", "law", "statement", "restriction", "court")
BAN_KINDS = ("ad-ban", "use-ban", "sales-ban", "delisting")
SITE = """\
title: Stress site
description: Invented records, to see how the site bears size.
base_url: https://example.org/stress/
navigation:
  - {label: Explainers, path: /explainers/}
  - {label: Timeline, path: /timeline/}
  - {label: Bans, path: /bans/}
  - {label: Quotes, path: /quotes/}
  - {label: Sources, path: /sources/}
groups: {platforms: Platforms, governments: Governments, shops: Shops}
"""


@dataclass(frozen=True)
class Size:
    """How many records of each kind; an explainer has about 900 words."""

    events: int = 1_000
    bans: int = 300
    quotes: int = 500
    sources: int = 400
    actors: int = 60
    explainers: int = 20


def make(root: Path, size: Size) -> None:
    """Write the content files of a stress site below `root`."""
    chance = random.Random(2018)
    files = {
        "site.yaml": SITE,
        "content/sources.yaml": "".join(_source(chance, n) for n in range(size.sources)),
        "content/actors.yaml": "".join(_actor(chance, n, size) for n in range(size.actors)),
        "content/events.yaml": "".join(_event(chance, n, size) for n in range(size.events)),
        "content/bans.yaml": "".join(_ban(chance, n, size) for n in range(size.bans)),
        "content/quotes.yaml": "".join(_quote(chance, n, size) for n in range(size.quotes)),
    }
    files |= {f"content/explainers/x{n}.md": _explainer(chance, n, size) for n in range(size.explainers)}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def make_snapshots(root: Path, folder: Path, size: Size, letters: int = 30_000) -> None:
    """Write to `folder` a text of about `letters` characters for each source of the site, the quotes that cite it inside."""
    chance = random.Random(2017)
    quoted: dict[str, list[str]] = {f"s{n}": [] for n in range(size.sources)}
    written = (root / "content/quotes.yaml").read_text(encoding="utf-8")
    for text, source in re.findall(r"text: (.*)\n  witnesses: \[\{source: (s\d+)", written):
        quoted[source].append(text)
    folder.mkdir(parents=True, exist_ok=True)
    for source, texts in quoted.items():
        parts = [_words(chance, 120) + "." for _ in range(letters // 900)]
        for text in texts:
            parts.insert(chance.randrange(len(parts)), f"“{text},” it said.")
        (folder / f"{source}.txt").write_text("\n\n".join(parts), encoding="utf-8")


def _words(chance: random.Random, count: int) -> str:
    text = " ".join(chance.choice(WORDS) for _ in range(count))
    return text[0].upper() + text[1:]


def _day(chance: random.Random) -> str:
    year, month, day = chance.randint(2009, 2025), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(
        (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}~")
    )


def _pick(chance: random.Random, kind: str, count: int) -> str:
    return f"{kind}{chance.randrange(count)}"


def _source(chance: random.Random, n: int) -> str:
    return (
        f"- id: s{n}\n  type: article-newspaper\n  kind: report\n  title: {_words(chance, 9)}\n"
        f"  container-title: The {WORDS[n % len(WORDS)].capitalize()}\n  issued: 2025-12-31\n"
        f"  URL: https://example.org/{n}\n"
    )


def _actor(chance: random.Random, n: int, size: Size) -> str:
    group = ("platforms", "governments", "shops")[n % 3]
    return (
        f"- id: a{n}\n  schema: Company\n  name: {_words(chance, 2)} {n}\n  group: {group}\n"
        f"  summary: {_words(chance, 10)}\n  sources: {_pick(chance, 's', size.sources)}\n"
    )


def _event(chance: random.Random, n: int, size: Size) -> str:
    return (
        f'- id: e{n}\n  date: "{_day(chance)}"\n  title: {_words(chance, 8)}\n  summary: {_words(chance, 32)}\n'
        f"  kind: {chance.choice(KINDS)}\n  weight: {chance.choice((1, 2, 2, 3))}\n"
        f"  actors: [{_pick(chance, 'a', size.actors)}]\n"
        f"  sources: [{_pick(chance, 's', size.sources)}, {_pick(chance, 's', size.sources)}]\n"
    )


def _ban(chance: random.Random, n: int, size: Size) -> str:
    year = chance.randint(2009, 2024)
    imposer, source = chance.randrange(size.actors), _pick(chance, "s", size.sources)
    end = chance.choice(("reversed", "unknown", "in-force"))
    return (
        f"- id: b{n}\n  kind: {chance.choice(BAN_KINDS)}\n  verb: shut out\n  imposed_by: a{imposer}\n"
        f"  target: a{(imposer + 1 + chance.randrange(size.actors - 1)) % size.actors}\n"
        f"  scope: {_words(chance, 14)}\n  history:\n"
        f'    - {{date: "{year}-03-01", kind: announced, to: announced, sources: {source}}}\n'
        f'    - {{date: "{year}-06-01", kind: effective, to: in-force, sources: {source}}}\n'
        f'    - {{date: "{year + 1}", kind: ended, to: {end}, sources: {source}}}\n'
        f"  sources: [{source}]\n"
    )


def _quote(chance: random.Random, n: int, size: Size) -> str:
    text, source = _words(chance, 26), _pick(chance, "s", size.sources)
    return (
        f"- id: q{n}\n  speaker: {_pick(chance, 'a', size.actors)}\n  said: {{date: '{_day(chance)}'}}\n"
        f"  text: {text}\n  witnesses: [{{source: {source}, selector: {{exact: {text}}}}}]\n"
    )


def _explainer(chance: random.Random, n: int, size: Size) -> str:
    source = f"[@s{n}]"
    head = (
        f"---\ntitle: {_words(chance, 6)}\ndescription: {_words(chance, 16)}\ndate: 2026-01-01\norder: {n}\n"
        f"short_version:\n" + "".join(f'  - "{_words(chance, 14)}. {source}"\n' for _ in range(4)) + "---\n"
    )
    paragraphs = []
    for index in range(18):
        cited = " ".join(f"{_words(chance, 16)}. [@{_pick(chance, 's', size.sources)}]" for _ in range(3))
        heading = f"## {_words(chance, 4)}\n\n" if index % 3 == 0 else ""
        embed = f"\n![](quote:{_pick(chance, 'q', size.quotes)})\n" if index % 6 == 5 else ""
        paragraphs.append(f"{heading}{cited}\n{embed}")
    return head + "\n".join(paragraphs)
