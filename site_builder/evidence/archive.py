"""The Wayback Machine: whether it has a page, its bytes as they were, and a new copy on request.

Looking up needs no account. Saving does: keys come from the environment and go to web.archive.org alone.
Sources: https://archive.org/help/wayback_api.php, https://archive.org/developers, RFC 7089 (Memento).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from site_builder.evidence.fetch import Failed, Fetched, Fetcher
from site_builder.model import Archived

ACCESS_KEY, SECRET_KEY = "WAYBACK_ACCESS_KEY", "WAYBACK_SECRET_KEY"
"""The environment's names for what https://archive.org/account/s3.php gives."""
SERVICE = "Wayback Machine"
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_POLLS = 90  # looks at a job of saving, one pause of the fetcher apart: three minutes


@dataclass(frozen=True, slots=True)
class Keys:
    access: str
    secret: str

    def __repr__(self) -> str:
        return "Keys(…)"  # never in a log or a traceback

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Keys | None:
        access, secret = environment.get(ACCESS_KEY), environment.get(SECRET_KEY)
        return cls(access, secret) if access and secret else None


@dataclass(frozen=True, slots=True)
class Wayback:
    """The archive, through a fetcher. The addresses are parameters so that tests can stand in for it."""

    fetcher: Fetcher
    keys: Keys | None = None
    lookup: str = "https://archive.org/wayback/available"
    web: str = "https://web.archive.org"

    def closest(self, url: str, day: str = "") -> Archived | Failed | None:
        """The public copy made nearest to `day` (YYYYMMDD), or the latest; None if there is none."""
        asked = {"url": url, **({"timestamp": day} if day else {})}
        answer = _json(self.fetcher.get(f"{self.lookup}?{urlencode(asked)}"))
        if isinstance(answer, Failed):
            return answer
        found = _inside(answer, "archived_snapshots", "closest")
        if not isinstance(found, dict) or not found.get("available") or str(found.get("status")) != "200":
            return None
        return self._archived(str(found.get("timestamp", "")), url)

    def save(self, url: str) -> Archived | Failed:
        """A new copy; it takes the archive up to some minutes."""
        if self.keys is None:
            return Failed(url, f"saving needs {ACCESS_KEY} and {SECRET_KEY} in the environment")
        headers = {
            "Accept": "application/json",
            "Authorization": f"LOW {self.keys.access}:{self.keys.secret}",
        }
        form = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
        answer = _json(self.fetcher.post(f"{self.web}/save", urlencode({"url": url}).encode(), form))
        if isinstance(answer, Failed):
            return answer
        job = _inside(answer, "job_id")
        if not isinstance(job, str):
            return Failed(
                url, f"the archive will not save it: {_inside(answer, 'message') or 'no reason given'}"
            )
        for _ in range(_POLLS):
            answer = _json(self.fetcher.get(f"{self.web}/save/status/{job}", headers))
            if isinstance(answer, Failed):
                return answer
            status = _inside(answer, "status")
            if status == "success":
                return self._archived(str(_inside(answer, "timestamp")), url) or Failed(
                    url, "the archive gave no date"
                )
            if status != "pending":
                return Failed(url, f"the archive could not save it: {_inside(answer, 'message') or status}")
        return Failed(url, "the archive is still saving it; look again later")

    def original(self, archived: Archived) -> Fetched | Failed:
        """The bytes of a public copy as the page sent them, without the archive's additions."""
        return self.fetcher.get(re.sub(r"(/web/\d{14})/", r"\1id_/", archived.url, count=1))

    def _archived(self, stamp: str, url: str) -> Archived | None:
        parts = _STAMP.fullmatch(stamp)
        if parts is None:
            return None
        year, month, day, hour, minute, second = parts.groups()
        moment = f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"
        told = {"url": f"{self.web}/web/{stamp}/{url}", "datetime": moment, "service": SERVICE}
        return Archived.model_validate(told)


def _json(answer: Fetched | Failed) -> object | Failed:
    if isinstance(answer, Failed):
        return answer
    try:
        found: object = json.loads(answer.body)
    except ValueError:
        return Failed(answer.url, "the archive's answer is not JSON")
    return found


def _inside(value: object, *path: str) -> object:
    """What stands at a path of keys; None where it does not lead anywhere."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
