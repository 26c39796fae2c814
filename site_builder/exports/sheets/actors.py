"""The table of actors."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder import derive
from site_builder.exports.columns import Column, Sheet
from site_builder.exports.sheets.ends import closing, opening, stated
from site_builder.model import Actor, Ban


def _ids(records: Iterable[Ban]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


ACTORS: Sheet[Actor] = Sheet(
    Actor,
    "People, companies and bodies that act or are acted on, by name. Field names follow FollowTheMoney.",
    lambda site: derive.by_name(site.actors),
    (
        *opening("actor"),
        Column("schema", "FollowTheMoney schema."),
        Column("name", "Full name."),
        Column("short", "Short name used in sentences and tables."),
        Column("alias", "Other names it goes by.", type="texts"),
        Column(
            "names",
            "Names it bore for a time; the JSON has the dates.",
            lambda a, _: tuple(n.name for n in a.names),
            "texts",
        ),
        Column("country", "Country codes (ISO 3166-1 alpha-2, lower case, or 'eu').", type="ids"),
        Column("group", "Group in which its bans are listed; a key of the site's own list."),
        Column("summary", "Who or what it is.", lambda a, _: stated(a.summary)),
        Column(
            "positions",
            "Roles it holds or held, each as 'role, id of the organisation'.",
            lambda a, _: tuple(f"{position.role}, {position.org}" for position in a.positions),
            "texts",
        ),
        Column("website", "Its own website.", type="uri"),
        Column(
            "bans_imposed",
            "Ids of bans it imposed.",
            lambda a, view: _ids(derive.of_actor(view.site, a)["imposed"]),
            "ids",
            computed=True,
        ),
        Column(
            "bans_suffered",
            "Ids of bans imposed on it.",
            lambda a, view: _ids(derive.of_actor(view.site, a)["suffered"]),
            "ids",
            computed=True,
        ),
        *closing("actor"),
    ),
)
