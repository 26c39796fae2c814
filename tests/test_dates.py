import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.dates import DateError, When, contradicts, resolve, when, years_months

CASES = [
    [field.strip() for field in line.split("|")]
    for line in (Path(__file__).parent / "cases" / "dates.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SUNDAY = date(2018, 4, 22)

days = st.dates(date(1000, 1, 1), date(9000, 12, 31))
marks = st.sampled_from(["", "~", "?", "%"])
calendar = st.builds(
    lambda day, width, mark: day.isoformat()[:width] + mark, days, st.sampled_from([4, 7, 10]), marks
)
ordered = st.tuples(days, days).map(sorted).map(lambda pair: (pair[0].isoformat(), pair[1].isoformat()))
joined = st.builds(
    lambda pair, form: form.format(*pair), ordered, st.sampled_from(["{}/{}", "[{}..{}]", "[{},{}]"])
)
opened = st.builds(
    lambda one, form: form.format(one),
    calendar,
    st.sampled_from(["{}/..", "{}/", "../{}", "/{}", "[..{}]", "[{}..]"]),
)
plain = st.builds(lambda day, width: day.isoformat()[:width], days, st.sampled_from([4, 7, 10]))
shorthand = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["before", "after", "by", "about"]), plain),
    st.builds(
        lambda third, day, width: f"{third} {day.isoformat()[:width]}",
        st.sampled_from(["early", "mid", "late"]),
        days,
        st.sampled_from([4, 7]),
    ),
)
texts = st.one_of(calendar, joined, opened, shorthand)

TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def shown(text: str) -> list[str]:
    found = when(text)
    return [
        text,
        str(found.earliest or "-"),
        str(found.latest or "-"),
        found.words,
        found.datetime or "-",
    ]


def mistake(text: str) -> tuple[str, str]:
    with pytest.raises(DateError) as caught:
        when(text)
    return str(caught.value), caught.value.hint


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_date_has_these_bounds_words_and_time(case: list[str]) -> None:
    assert shown(case[0]) == case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_the_canonical_form_of_every_case_means_the_same(case: list[str]) -> None:
    found = when(case[0])
    again = when(found.edtf)
    assert (again.edtf, again.earliest, again.latest) == (found.edtf, found.earliest, found.latest)


@given(texts)
def test_bounds_are_ordered_and_the_canonical_form_means_the_same(text: str) -> None:
    found = when(text)
    again = when(found.edtf)
    assert found.text == text
    assert (again.edtf, again.earliest, again.latest) == (found.edtf, found.earliest, found.latest)
    assert found.earliest or found.latest
    if found.earliest and found.latest:
        assert found.earliest <= found.latest


@given(texts)
def test_the_time_attribute_is_valid_html_and_contains_the_date(text: str) -> None:
    found = when(text)
    if found.datetime is None:
        return
    assert TIME.fullmatch(found.datetime)
    value = when(found.datetime)
    start = found.parts[0] if found.parts and not found.latest else found
    assert value.earliest
    assert value.latest
    assert start.earliest
    assert start.latest
    assert value.earliest <= start.earliest <= start.latest <= value.latest


@given(calendar)
def test_our_fast_path_agrees_with_the_edtf_library(text: str) -> None:
    from edtf import parse_edtf

    parsed, found = parse_edtf(text), when(text)
    bounds = (date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))
    assert bounds == (found.earliest, found.latest)


@given(st.text(alphabet="0123456789-/.X~?%[],TZ: earlybfo", max_size=24))
def test_any_text_is_a_date_or_a_date_error_with_a_hint(text: str) -> None:
    try:
        outcome = when(text).words
    except DateError as error:
        outcome = error.hint.removeprefix("write ")
    assert outcome


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the date is empty"),
        ("2018-13-45", "'2018-13-45' has no month 13"),
        ("2018-02-30", "'2018-02-30' has no day 30: February 2018 has 28 days"),
        ("2018-04-00", "'2018-04-00' has no day 00: April 2018 has 30 days"),
        ("0000", "'0000' has year 0; years run from 0001 to 9999"),
        ("12:30:45", "'12:30:45' is a time without a day"),
        ("010", "'010' is not a year of four digits"),
        ("unknown", "'unknown' is not a date we can read"),
        ("٢٠١٨", "'٢٠١٨' is not a date we can read"),
        ("XXXX", "'XXXX' is not a date we can read"),
        ("20XX-02-30", "'20XX-02-30' is not a date we can read"),
        ("2018-04-20T24:00:00Z", "'2018-04-20T24:00:00Z' is not a date we can read"),
        ("../..", "'../..' has neither a start nor an end"),
        ("[..]", "a set of dates needs at least one"),
        ("[2018..,2019]", "'[2018..,2019]' is open after a date that is not its last"),
        ("[2018,..2019]", "'[2018,..2019]' is open before a date that is not its first"),
        ("before 2018~", "'before' wants a plain day, month or year, not '2018~'"),
        ("before 0001", "'0001' reaches beyond the years 0001 to 9999"),
        ("early 2018-22", "'early 2018-22' is not a part of a month or year"),
    ],
)
def test_a_text_that_is_no_date_is_told_in_an_editors_words(text: str, message: str) -> None:
    assert mistake(text) == (message, "write 2018-04-20, 2018-04, 2018, early 2018-01 or before 2018-04-20")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2018-4-20", "write 2018-04-20"),
        ("2018-31-12", "write 2018-12-31"),
        ("20 April 2018", "write 2018-04-20"),
        ("April 20, 2018", "write 2018-04-20"),
        ("Sept. 3rd, 2018", "write 2018-09-03"),
        ("april 2018", "write 2018-04"),
        ("late January 2018", "write late 2018-01"),
        ("2018/04/20", "write 2018-04-20"),
        ("2018/04", "write 2018-04"),
        ("04/20/2018", "write 2018-04-20"),
        ("04/05/2018", "write 2018-04-05 or 2018-05-04"),
        ("20.04.2018", "write 2018-04-20"),
        ("20180420", "write 2018-04-20"),
        ("2018-04-20 22:49", "write 2018-04-20T22:49:00"),
        ("2018-04-20T22:49Z", "write 2018-04-20T22:49:00Z"),
        ("2018-04-20 to 2018-04-22", "write 2018-04-20/2018-04-22 or [2018-04-20..2018-04-22]"),
        ("between 2017 and 2018", "write [2017..2018]"),
        ("c. 2018", "write 2018~"),
        ("2018?~", "write 2018%"),
        ("2010s", "write 201X"),
        ("201u", "write 201X"),
        ("spring 2018", "write 2018-21"),
        ("Q3 2018", "write 2018-35"),
        ("since 2018-01", "write 2018-01/.."),
        ("2018-01/unknown", "write 2018-01/"),
        ("[2018-01-01 .. 2018-01-10]", "write [2018-01-01..2018-01-10]"),
        ("2018-02/2018-01", "write 2018-01/2018-02"),
        ("[2018-02..2018-01]", "write [2018-01..2018-02]"),
    ],
)
def test_the_hint_names_the_form_that_was_probably_meant(text: str, hint: str) -> None:
    assert mistake(text)[1] == hint


def test_an_interval_that_ends_before_it_starts_is_refused() -> None:
    assert mistake("2018-02/2018-01")[0] == "'2018-02/2018-01' has its end before its start"
    assert mistake("2018-04-20T10:00:00Z/2018-04-20T11:00:00+02:00")[0].endswith(
        "has its end before its start"
    )


def test_oldest_first_puts_the_wider_of_two_dates_first_and_an_unknown_start_at_its_end() -> None:
    right = [
        "[..2017-12-31]",
        "2018/..",
        "2018",
        "2018-01/2018-03",
        "2018-01",
        "[2018-01-01..2018-01-10]",
        "2018-01-01",
        "2018-01-01T11:00:00+02:00",
        "2018-01-01T10:00:00Z",
        "2018-01-02",
        "[..2018-01-31]",
    ]
    mixed = right[::-1]
    assert sorted(mixed, key=lambda text: when(text).sort_key) == right


def test_newest_first_mirrors_the_latest_bound() -> None:
    right = [
        "2018",
        "2018-12-31",
        "2018-12-31T10:00:00Z",
        "2018-12-31T09:00:00Z",
        "2018-12-30",
        "2018-03/..",
        "[..2018-02-28]",
        "2018-02",
        "2017",
    ]
    mixed = right[::-1]
    assert sorted(mixed, key=lambda text: when(text).latest_key) == right


@pytest.mark.parametrize(
    ("earlier", "later", "answer"),
    [
        ("2018-04-20", "2018-04-19", True),
        ("2018-04-20", "2018-04-20", False),
        ("2018-04-20", "2018-04", False),
        ("2018-04-20", "2018-03", True),
        ("2018-04-20", "2018-03?", False),
        ("2018-04-20", "2018-03~", False),
        ("2018-04-20", "2018-01~", True),
        ("2018-04-20", "[..2018-01-31]", True),
        ("2018-04-20", "2018-01/..", False),
        ("2018-04-20", "2018-01/", False),
        ("[..2018-04-20]", "2017", False),
        ("2018-04-20T22:49:00Z", "2018-04-20T22:48:00Z", True),
        ("2018-04-20T22:49:00Z", "2018-04-20", False),
        ("0001~", "0001", False),
    ],
)
def test_dates_contradict_only_if_the_later_is_certainly_before(
    earlier: str, later: str, *, answer: bool
) -> None:
    assert contradicts(when(earlier), when(later)) is answer


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("2018-04-20", (2018, 4)),
        ("2018-04", (2018, 4)),
        ("2018", (2018, None)),
        ("2017-23", (2017, None)),
        ("201X", (2010, None)),
        ("early 2018-01", (2018, 1)),
        ("[2018-01-20..2018-02-05]", (2018, None)),
        ("2017-10/2018-01", (2017, 10)),
        ("2018-01/..", (2018, 1)),
        ("../2018-01", (2018, 1)),
        ("before 2018-04-20", (2018, 4)),
        ("by 2018", (2018, None)),
        ("after 2018-12", (2019, 1)),
    ],
)
def test_the_timeline_files_a_date_where_it_is_known_to_be(text: str, filed: tuple[int, int | None]) -> None:
    assert years_months(when(text)) == filed


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("on Friday", "2018-04-20"),
        ("on Friday evening", "2018-04-20"),
        ("on Sunday", "2018-04-22"),
        ("last Sunday", "2018-04-15"),
        ("next Friday", "2018-04-27"),
        ("today", "2018-04-22"),
        ("Yesterday.", "2018-04-21"),
        ("the day before yesterday", "2018-04-20"),
        ("in October last year", "2017-10"),
        ("in October of last year", "2017-10"),
        ("last October", "2017-10"),
        ("in January", "2018-01"),
        ("in April", "2018-04"),
        ("last April", "2017-04"),
        ("in May", "2017-05"),
        ("in late October", "[2017-10-21..2017-10-31]"),
        ("in March 2016", "2016-03"),
        ("last month", "2018-03"),
        ("early last month", "[2018-03-01..2018-03-10]"),
        ("last year", "2017"),
        ("late last year", "[2017-09..2017-12]"),
        ("next year", "2019"),
        ("this week", "[2018-04-16..2018-04-22]"),
        ("last week", "[2018-04-09..2018-04-15]"),
        ("earlier this month", "[2018-04-01..2018-04-22]"),
        ("earlier this year", "[2018-01-01..2018-04-22]"),
        ("later this month", "[2018-04-22..2018-04-30]"),
        ("on April 20", "2018-04-20"),
        ("on 23 April", "2017-04-23"),
        ("Friday, April 20", "2018-04-20"),
        ("on 20 April last year", "2017-04-20"),
        ("three days ago", "2018-04-19"),
        ("two weeks ago", "2018-04-08~"),
        ("4 months ago", "2017-12~"),
        ("a year ago", "2017~"),
        ("in 2017", "2017"),
    ],
)
def test_news_dates_are_told_from_the_day_of_the_article(text: str, answer: str) -> None:
    found = resolve(text, SUNDAY)
    assert found
    assert found.edtf == answer


@pytest.mark.parametrize(
    "text", ["", "soon", "on 31 April", "Monday, April 20", "earlier last month", "in spring"]
)
def test_news_dates_that_cannot_be_told_are_none(text: str) -> None:
    assert resolve(text, SUNDAY) is None


def test_news_before_the_calendar_begins_cannot_be_told() -> None:
    assert resolve("yesterday", date.min) is None
    assert resolve("last year", date.min) is None


def test_an_interval_keeps_its_ends_and_says_whether_it_is_open() -> None:
    closed, going_on, unknown, doubt = map(
        when, ["2017-10/2018-01~", "2018-01/..", "2018-01/", "[2017..2018]"]
    )
    assert closed.parts == (when("2017-10"), when("2018-01~"))
    assert closed.approximate
    assert [each.open_end for each in (closed, going_on, unknown, doubt)] == [False, True, False, False]
    assert [each.precision for each in (closed, going_on, unknown, doubt)] == ["span", "span", "span", "set"]
    assert doubt.parts == ()


def test_a_date_keeps_the_editors_text_and_has_short_words() -> None:
    found: When = when("  about 2018-04-20 ")
    assert (found.text, found.edtf, found.short) == (
        "  about 2018-04-20 ",
        "2018-04-20~",
        "about 20 Apr 2018",
    )


def test_plain_days_never_wait_for_the_edtf_library() -> None:
    script = (
        "import sys; from site_builder.dates import when; "
        "when('early 2018-01'); when('2018-04-20/..'); sys.exit('edtf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_ten_thousand_days_are_read_in_a_blink() -> None:
    texts = [(date(1990, 1, 1) + timedelta(days=each)).isoformat() for each in range(10_000)]
    when.cache_clear()
    start = perf_counter()
    for text in texts:
        when(text)
    assert perf_counter() - start < 1.0  # about 0.1 s on an idle machine; the library would take a minute
