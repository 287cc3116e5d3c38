"""Pages of a review and of trends: one file, the figures of the JSON, words escaped."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, night, session_at, write
from modelway.domain.days.periods import Weekday, parse_period, parse_week, week_of
from modelway.domain.lookback import sharing, trends_report
from modelway.domain.lookback.trends import trends_of
from modelway.services.lookback import trends as trends_service
from modelway.services.lookback.review import review
from modelway.services.loop.record import record
from modelway.services.session import Session
from modelway.views.html.drawing import Chart, label
from modelway.views.html.page import Card, GapLine, Page, PracticeCard, Told, render
from modelway.views.html.rate_charts import rate_line
from modelway.views.html.ruler import ruler
from modelway.views.lookback.pages.review import review_html
from modelway.views.lookback.pages.trends import trends_html
from modelway.views.lookback.review_data import review_data
from modelway.views.lookback.trends.overview import trends_data
from modelway.views.screen.figures import format_rate
from modelway.views.screen.theme import UNICODE
from pages import AHEAD, NAMES, numbered, twelve_weeks
from weeks import START, a_leaders_weeks

WEEK = parse_week("2026-W47")
VOID = {"meta"}
FORMS = ("this week", "a past week", "a month", "a quarter", "trends", "all trends")
every_form = pytest.mark.parametrize("form", FORMS)


class Element:
    """An element with what it holds."""

    def __init__(self, tag: str, attributes: dict[str, str | None], above: "Element | None") -> None:
        self.tag, self.attributes, self.above = tag, attributes, above
        self.inside: list[Element | str] = []

    def all(self, tag: str, style: str = "") -> "list[Element]":
        found = [one for one in self.inside if isinstance(one, Element)]
        return [
            hit
            for one in found
            for hit in ([one] if one.tag == tag and style in str(one.attributes.get("class", "")) else [])
            + one.all(tag, style)
        ]

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)


class Tree(HTMLParser):
    """A parser that minds that every element is closed where it was opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root = self.open = Element("", {}, None)
        self.feed(page)
        self.close()
        assert self.open is self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.open)
        self.open.inside.append(element)
        if tag not in VOID:
            self.open = element

    def handle_endtag(self, tag: str) -> None:
        assert self.open.tag == tag
        assert self.open.above
        self.open = self.open.above

    def handle_data(self, data: str) -> None:
        self.open.inside.append(data)


def parsed(page: str) -> Element:
    return Tree(page).root


def page_of(session: Session, form: str, *, shared: bool = False) -> str:
    if "trends" in form:
        report = trends_service.report(session, None if "all" in form else 12)
        return trends_html(trends_report.without_words(report) if shared else report)
    periods = {"this week": WEEK, "a past week": parse_week("2026-W46"), "a month": parse_period("2026-11")}
    found = review(session, periods.get(form) or parse_period("2026-Q4"))
    return review_html(sharing.without_words(found) if shared else found)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("pages") / "journal.db"
    twelve_weeks(store, numbered("geheim"))
    return store


@pytest.fixture
def session(store: Path) -> Iterator[Session]:
    with session_at(store) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        yield opened


# One file


@every_form
def test_nothing_lies_outside_of_it_and_nothing_in_it_runs(session: Session, form: str) -> None:
    page = page_of(session, form)
    assert not re.search(r"<script|https?://|url\(|@import|//\w|javascript:|\bon\w+=", page, re.IGNORECASE)
    tree = parsed(page)
    assert not any(
        tree.all(tag) for tag in ("script", "link", "img", "iframe", "object", "embed", "a", "form")
    )
    references = [
        value for use in tree.all("use") for name, value in use.attributes.items() if name == "href"
    ]
    assert references
    assert all(str(one).startswith("#") for one in references)
    policy = [one for one in tree.all("meta") if one.attributes.get("http-equiv")]
    assert policy[0].attributes == {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    }


@every_form
def test_it_has_one_title_sections_and_names_for_every_picture(session: Session, form: str) -> None:
    tree = parsed(page_of(session, form))
    assert [one.attributes["lang"] for one in tree.all("html")] == ["en"]
    assert tree.all("title")[0].text == tree.all("h1")[0].text
    ids = [
        value
        for tag in ("title", "desc", "h2", "symbol")
        for one in tree.all(tag)
        if (value := one.attributes.get("id"))
    ]
    assert len(ids) == len(set(ids))
    for section in tree.all("section"):
        assert section.attributes["aria-labelledby"] in ids
    pictures = [one for one in tree.all("svg") if one.attributes.get("role") == "img"]
    assert pictures
    for one in pictures:
        assert one.attributes["aria-labelledby"] == one.all("title")[0].attributes["id"]
        assert one.attributes["aria-describedby"] == one.all("desc")[0].attributes["id"]
        assert one.all("title")[0].text.strip()
        assert one.all("desc")[0].text.strip()
    signs = {one.attributes["id"] for one in tree.all("symbol")}
    assert {str(one.attributes["href"])[1:] for one in tree.all("use")} <= signs


@every_form
def test_strengths_come_before_gaps_before_tomorrow(session: Session, form: str) -> None:
    titles = [one.text for one in parsed(page_of(session, form)).all("h2")]
    assert titles[0] == "Strengths"
    assert titles[-1] in ("Ahead", "The week after")
    assert titles.index("Gaps") < titles.index("Words into actions") < len(titles) - 1


# Figures


def told(one: dict[str, Any]) -> str:
    n = one["demonstrated"] + one["fell_short"] + one["missed"]
    return f"{one['demonstrated']} of {n}, {format_rate(one['rate'], one['low'], one['high'], UNICODE)}"


@every_form
def test_the_figures_are_those_of_the_json(session: Session, form: str) -> None:
    if "trends" in form:
        data: dict[str, Any] = trends_data(trends_service.trends(session, None if "all" in form else 12))
    else:
        period = {"this week": "2026-W47", "a past week": "2026-W46"}.get(form)
        wanted = parse_week(period) if period else parse_period("2026-11" if "month" in form else "2026-Q4")
        data = review_data(review(session, wanted))
    articles = parsed(page_of(session, form)).all("article")
    assert [one.all("h3")[0].text for one in articles] == list(NAMES)
    for article, value in zip(articles, data["values"], strict=True):
        assert article.all("p", "figures")[0].text == told(value)
        ends = [float(str(one.attributes["x1"])) for one in article.all("line", "interval")[1:]]
        assert ends == [round(12 + 276 * value[end], 1) for end in ("low", "high")]
        assert float(str(article.all("circle", "point")[0].attributes["cx"])) == round(
            12 + 276 * value["rate"], 1
        )
        assert article.all("title")[0].text.endswith(told(value))


def test_the_line_has_a_dot_for_each_week_with_an_answer(session: Session) -> None:
    data: dict[str, Any] = trends_data(trends_service.trends(session, 12))
    for article, value in zip(parsed(page_of(session, "trends")).all("article"), data["values"], strict=True):
        line = article.all("svg")[1]
        rates = [week["rate"] for week in value["weeks"] if week["rate"] is not None]
        dots = [float(str(one.attributes["cy"])) for one in line.all("circle")]
        assert dots == [round(74 - 64 * share, 1) for share in rates]
        counts = [
            f"{week['demonstrated']} of {week['opportunities']}"
            for week in value["weeks"]
            if week["opportunities"]
        ]
        assert re.findall(r"\d+ of \d+", line.all("desc")[0].text) == counts


def test_the_grid_shows_a_sign_for_each_answer(session: Session) -> None:
    found = review(session, WEEK)
    grid = parsed(page_of(session, "this week")).all("div", "overview")[0].all("svg")[0]
    shown = [str(one.attributes["href"])[1:] for one in grid.all("use")]
    assert shown == [
        state.value.replace("_", "-")
        for one in found.values
        for state in one.states.values()
        if state.value != "rest"
    ]


def test_a_change_is_told_with_its_interval_and_its_word(session: Session) -> None:
    for article, one in zip(
        parsed(page_of(session, "this week")).all("article"), review(session, WEEK).values, strict=True
    ):
        assert one.change
        assert (
            f"Against the 11 weeks before: after {one.before.demonstrated if one.before else ''} of"
            in article.text
        )
        assert re.search(r"points \(.+ to .+\), (up|down|no clear change)\.", article.text)


def test_a_long_line_is_put_together() -> None:
    weeks = trends_of(a_leaders_weeks()).values[0].weeks * 100
    assert len([one for one in rate_line("k", "t", weeks, until=START).marks if one.tag == "circle"]) <= 104


def test_names_along_a_chart_never_touch_and_the_first_column_gives_way() -> None:
    def along(weeks: int, step: float, *, by_year: bool = False) -> list[tuple[str, float]]:
        lasts = [date(2026, 1, 4) + timedelta(weeks=number - 1) for number in range(weeks)]
        marks = ruler(lasts, left=0, step=step, y=0, right=weeks * step, by_year=by_year)
        return [(one.text, float(one.attributes["x"])) for one in marks]

    assert along(8, 20) == [("Jan", 20), ("Feb", 100)]
    assert along(8, 40) == [("Dec", 0), ("Jan", 40), ("Feb", 200)]
    assert along(60, 2, by_year=True) == [("2026", 2), ("2027", 106)]
    for step in (0.5, 3, 12):
        starts = [x for _, x in along(53, step)]
        assert all(later - earlier >= 28 for earlier, later in pairwise(starts))


# Words


@pytest.mark.parametrize("form", ["this week", "trends"])
def test_words_are_no_markup(tmp_path: Path, form: str) -> None:
    evil = "<script>alert('x')</script> {{ 7 * 7 }} & \"q\" \x1b[31m\u202ered"
    with session_at(tmp_path / "journal.db") as session:
        define(session, "<img src=x onerror=alert(1)>", "Courage")
        record(session, [night(FRIDAY, "DD", texts={"1": evil, "2": "ok"}, plans={"1": "<b>bold</b>"})])
        page = page_of(session, form)
    assert "<script" not in page
    assert "<img" not in page
    assert "49" not in parsed(page).all("main")[0].text.replace("−49", "")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", page)
    if form == "this week":
        assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; {{ 7 * 7 }} &amp; &#34;q&#34;" in page
        assert "<script>alert('x')</script> {{ 7 * 7 }} & \"q\"" in parsed(page).text
    assert "I will <b>bold</b>." in parsed(page).text


def test_no_control_character_reaches_a_page_from_anywhere() -> None:
    foul = "a\x1b[31mb\u202ec\x07<i>"
    page = Page(
        title=foul,
        lead=(foul,),
        strengths=(foul,),
        evidence=(Told(foul, ((foul, foul),)),),
        cards=(Card(foul, foul, (Chart("key", foul, foul, 1, 1, (label(0, 0, foul),)),), foul, (foul,)),),
        gaps=(GapLine(foul, foul, foul),),
        kept=(foul,),
        practices=(PracticeCard("kept", foul, foul, foul, foul),),
        written=((foul, foul),),
        step=(foul, foul),
    )
    written = render(page)
    assert written.count("a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}c") > 20
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]|<i>", written)


# Shared


@every_form
def test_a_shared_page_holds_no_word_but_names_and_the_practice_ahead(session: Session, form: str) -> None:
    own, shared = page_of(session, form), page_of(session, form, shared=True)
    assert own.count("geheim") >= 5
    ahead = parsed(shared).all("section")[-1].text
    for practice in session.journal.practices_due(FRIDAY - (FRIDAY - WEEK.start), WEEK.end):
        if practice.sentence in ahead:
            shared = shared.replace(practice.sentence, "")
    assert "geheim" not in shared
    if form != "a past week":
        assert all(part in own and part in ahead for part in AHEAD)
    assert all(name in shared for name in NAMES)
    assert "modelway " not in parsed(shared).all("footer")[0].text


@every_form
def test_two_journals_that_differ_in_their_words_alone_make_the_same_shared_page(
    tmp_path: Path, session: Session, form: str
) -> None:
    other_store = tmp_path / "journal.db"
    twelve_weeks(other_store, numbered("a far longer text in several words "))
    with session_at(other_store) as other:
        one, two = page_of(other, form, shared=True), page_of(session, form, shared=True)
    ahead = r"When (a far longer text in several words |geheim)\d+x, I will (?:\1)\d+x\."
    assert re.sub(ahead, "", one) == re.sub(ahead, "", two)


# Nothing, or little


@every_form
def test_an_empty_journal_is_said_to_be_empty(empty: Session, form: str) -> None:
    tree = parsed(page_of(empty, form))
    assert not tree.all("section")
    assert "nothing to look back on" in tree.text
    assert tree.all("code")[0].text == "modelway values define"
    assert not parsed(page_of(empty, form, shared=True)).all("code")


@pytest.mark.parametrize("letters", ["N", "F", "D"])
@every_form
def test_one_night_is_enough(empty: Session, form: str, letters: str) -> None:
    define(empty, "Honesty")
    write(empty, {FRIDAY: letters})
    tree = parsed(page_of(empty, form))
    if form == "a past week":
        assert "Nothing was written then" in tree.text
        return
    figures = tree.all("p", "figures")[0].text
    assert (
        figures
        == {"N": "no opportunity", "F": "0 of 1, 0 % (0–98 %)", "D": "1 of 1, 100 % (3–100 %)"}[letters]
    )
    assert bool(tree.all("article")[0].all("svg")) is (letters != "N")


def test_sheets_begin_on_the_leaders_first_day_of_the_week(session: Session) -> None:
    found = review(session, parse_period("2026-Q4"))
    page = parsed(review_html(found, week_starts_on=Weekday.SUNDAY))
    labels = [one.text for one in page.all("div", "overview")[0].all("text")]
    assert labels[:4] == ["Su", "Tu", "Th", "Sa"]


def test_weeks_beyond_a_year_are_named_not_drawn(session: Session) -> None:
    found = review(session, week_of(FRIDAY))
    long_ago = found._replace(period=parse_period("2026"))
    states = {
        FRIDAY.replace(year=2025 - year, month=month, day=5): state
        for year in range(3)
        for month in range(1, 13)
        for state in [next(iter(found.values[0].states.values()))]
    }
    long_ago = long_ago._replace(
        values=(found.values[0]._replace(states={**states, **found.values[0].states}),)
    )
    page = parsed(review_html(long_ago))
    assert re.search(r"\d+ earlier weeks are not drawn; the figures count them\.", page.text)
