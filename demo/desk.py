"""The editor's desk: builds a site's columns and articles, and keeps the book of what is wrong with them."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any
from urllib.parse import quote

import yaml

from checks.facts import Probe, Site
from demo.content import Article, Column, Content, Kind
from demo.dates import chinese, midnight, newest_due_report_year
from demo.manifest import Fault, LookAlike
from demo.resources import Host, Resource, file
from demo.sections import SECTIONS
from demo.styles.base import Style
from demo.wording import Voice, Writer

NEWS_AGES = (1, 3, 6, 9, 17, 31)
NOTICE_AGES = (5, 19, 46, 83)
CONSULTATION_AGE = 62  # days since a consultation was opened
CONSULTATION_DAYS = 30  # how long it stays open
RESULT_DAYS = 6  # days from closing to the published result; ten are allowed
ANSWER_DAYS = 4  # days from a message to its answer
MESSAGE_AGES = (15, 36, 71)
SELF_INSPECTION_DUE = ((2, 10, "一"), (5, 10, "二"), (8, 10, "三"), (11, 10, "四"))  # month, day, quarter
VISITED_DAYS, VISITS_A_DAY = 7, 20
REPORT_HASTE = 9  # days before its due day a report is published


@functools.cache
def _statics() -> dict[str, list[str]]:
    text = resources.files("demo").joinpath("statics.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[str]] = yaml.safe_load(text)
    return loaded


@dataclass
class Book:
    """The manifest in the making."""

    faults: list[Fault] = field(default_factory=list)
    look_alikes: list[LookAlike] = field(default_factory=list)


@dataclass
class Desk:
    """Everything needed to make one site. All sites of a city share writer, numbers and book."""

    site: Site
    voice: Voice
    family: type[Style]
    report_due: tuple[int, int]
    as_of: dt.date
    writer: Writer
    rng: random.Random
    numbers: Iterator[int]
    book: Book
    content: Content = field(init=False)
    style: Style = field(init=False)
    host: Host = field(init=False)
    visits: list[Probe] = field(default_factory=list)  # to the home page, in the week before

    def __post_init__(self) -> None:
        self.content = Content(self.site, self.voice, self.as_of)
        self.style = self.family(self.content)
        self.content.phone = f"0300-32{self.rng.randint(10000, 99999)}"
        self.content.address = f"{self.voice.area}云栖路{self.rng.randint(3, 98)}号"
        self.host = Host(self.content.host, self.style.not_found())
        self._column_numbers = itertools.count(self.style.first_column)

    def day(self, age: int) -> dt.date:
        """The date `age` days before the inspection."""
        return self.as_of - dt.timedelta(days=age)

    # -- columns ------------------------------------------------------------------------------------------------

    def column(
        self,
        name: str,
        slug: str,
        parent: Column | None = None,
        texts: str = "",
        ages: Sequence[int] = (),
        **more: Any,
    ) -> Column:
        """A list column with an article of kind `texts` for each age in days; `more` sets fields of the column."""
        kind = more.pop("kind", Kind.LIST)
        column = Column(name, next(self._column_numbers), slug, kind, parent, **more)
        (parent.children if parent else self.content.columns).append(column)
        for age in ages:
            self.article(column, texts, self.day(age))
        return column

    def text_column(self, name: str, slug: str, parent: Column | None, key: str, **more: Any) -> Column:
        """A column that is one text (a key of statics.yaml)."""
        column = self.column(name, slug, parent, kind=Kind.TEXT, **more)
        column.text = self.static(key)
        return column

    def link_column(self, name: str, url: str, parent: Column | None, **more: Any) -> Column:
        """A column that leads to another place."""
        return self.column(name, "", parent, kind=Kind.LINK, link=url, **more)

    def static(self, key: str) -> list[str]:
        """The paragraphs of a single text, in this site's words."""
        slots = {
            "area": self.voice.area,
            "org": self.voice.organization,
            "who": self.voice.short,
            "address": self.content.address,
            "phone": self.content.phone,
            "host": self.content.host,
            "topics": "、".join(self.voice.topics[:3]),
        }
        return [line.format(**slots) for line in _statics()[key]]

    def section(self, key: str, parent: Column | None, name: str = "", ages: Sequence[int] | None = None) -> Column:
        """The column of a disclosure section, filled as the rules want it; `name` is another name for it."""
        section = SECTIONS[key]
        name = name or section.name
        if key == "annual_report":
            column = self.column(name, section.slug, parent)
            self.annual_reports(column, newest_due_report_year(self.as_of, self.report_due))
        elif key == "consultation":
            column = self.column(name, section.slug, parent, tag_type="互动交流")
            self.consultation(column)
        elif key == "messages":
            column = self.column(name, section.slug, parent, tag_type="互动交流")
            self.messages(column)
        elif key == "interpretation":
            column = self.column(name, section.slug, parent, tag_type="政策解读")
        elif section.texts:
            column = self.column(name, section.slug, parent, section.texts, section.ages if ages is None else ages)
        else:
            column = self.text_column(name, section.slug, parent, key)
        return column

    # -- articles -----------------------------------------------------------------------------------------------

    def article(
        self, column: Column, kind: str, day: dt.date, title: str = "", body: Sequence[str] | None = None
    ) -> Article:
        """An article dated `day`; title and body are written if they are not given."""
        text = self.writer.write(kind, self.voice, day)
        clock = f"{self.rng.randint(8, 17):02d}:{self.rng.randint(0, 59):02d}"
        paragraphs = list(text.paragraphs if body is None else body)
        article = Article(next(self.numbers), title or text.title, day, paragraphs, self.voice.organization, clock)
        column.articles.append(article)
        return article

    def annual_reports(self, column: Column, newest: int) -> None:
        """Three years of disclosure reports, each published in time."""
        for year in range(newest, newest - 3, -1):
            day = dt.date(year + 1, *self.report_due) - dt.timedelta(days=REPORT_HASTE)
            title = f"{self.voice.organization}{year}年政府信息公开工作年度报告"
            made = self.rng.randint(310, 980)
            body = [
                f"本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。",
                f"一、总体情况。{year}年，主动公开政府信息{made}条，其中规范性文件{self.rng.randint(2, 9)}件。",
                f"二、主动公开情况。全年通过门户网站公开信息{made - 40}条，通过公开栏等其他方式公开40条。",
                f"三、收到和处理申请情况。全年收到申请{self.rng.randint(3, 30)}件，均在法定期限内答复。",
                "四、行政复议、行政诉讼情况。本年度未发生相关案件。",
                "五、存在的主要问题及改进情况。部分信息的可读性有待提高，下一步将加强业务培训。",
                "六、其他需要报告的事项。无。",
            ]
            self.article(column, "notice", day, title, body)

    def consultation(self, column: Column) -> None:
        """A consultation that is closed, with its result in time."""
        start = self.day(CONSULTATION_AGE)
        end = start + dt.timedelta(days=CONSULTATION_DAYS)
        asked = self.article(column, "consultation", start)
        asked.body.append(f"征集时间：{chinese(start)}至{chinese(end)}。")
        subject = asked.title
        answered = self.article(column, "consultation", end + dt.timedelta(days=RESULT_DAYS), f"“{subject}”的结果反馈")
        answered.body = [
            f"{chinese(start, False)}至{chinese(end, False)}，{self.voice.short}就“{subject}”公开征集意见。",
            f"活动期间共收到意见{self.rng.randint(11, 64)}条，经研究，采纳{self.rng.randint(3, 9)}条，"
            "其余意见已逐条说明理由。",
        ]

    def messages(self, column: Column) -> None:
        """Messages with their answers."""
        for age in MESSAGE_AGES:
            asked = self.day(age)
            answer = asked + dt.timedelta(days=ANSWER_DAYS)
            letter = self.article(column, "message", answer)
            letter.body[0] = f"来信时间：{asked:%Y-%m-%d}　{letter.body[0]}"
            letter.body.append(f"答复单位：{self.voice.organization}　答复时间：{answer:%Y-%m-%d}")

    def interpretations(self, policies: Column, column: Column) -> None:
        """Interprets every policy of a column a day or two after it, linked both ways. Needs addresses."""
        for policy in policies.rows:
            day = policy.date + dt.timedelta(days=self.rng.randint(0, 2))
            made = self.article(column, "interpretation", day, f"《{policy.title}》政策解读")
            self.style.address()
            policy.tail += f'<p>相关解读：<a href="{made.path}">{made.title}</a></p>'
            made.tail += f'<p>相关文件：<a href="{policy.path}">{policy.title}</a></p>'

    def website_reports(self, column: Column) -> None:
        """Last year's website report and a year of quarterly self-inspections, each in time."""
        year = newest_due_report_year(self.as_of, (1, 31))
        day = dt.date(year + 1, 1, 31) - dt.timedelta(days=REPORT_HASTE)
        title = f"{year}年度政府网站工作年度报表（{self.voice.organization}）"
        body = [
            f"填报单位：{self.voice.organization}。统计期限：{year}年1月1日至{year}年12月31日。",
            f"独立用户访问总量：{self.rng.randint(21000, 98000)}个。"
            f"网站总访问量：{self.rng.randint(110000, 880000)}次。",
            f"信息发布总数：{self.rng.randint(320, 990)}条。留言办理：收到{self.rng.randint(21, 60)}条，全部办结。",
        ]
        self.content.website_report = self.article(column, "notice", day, title, body)
        dues = [
            (dt.date(y, m, d), q) for y in (self.as_of.year, self.as_of.year - 1) for m, d, q in SELF_INSPECTION_DUE
        ]
        for due, quarter in sorted((pair for pair in dues if pair[0] < self.as_of), reverse=True)[:4]:
            checked = self.rng.randint(61, 140)
            self.article(
                column,
                "notice",
                due - dt.timedelta(days=REPORT_HASTE),
                f"{self.voice.short}{due.year}年第{quarter}季度政府网站自查情况",
                [
                    f"按照政府网站检查指标要求，{self.voice.short}对网站运行情况进行了自查，共检查栏目和页面{checked}个。",
                    "网站能够正常访问，栏目更新及时，未发现单项否决问题。",
                    f"自查中发现问题{self.rng.randint(2, 6)}个，已全部整改到位。下一步将继续加强日常监测。",
                ],
            )

    def attach(self, article: Article, label: str, name: str, body: bytes) -> str:
        """Adds an attachment to an article as its CMS would, and gives the attachment's path. Needs addresses."""
        target, link = self.style.attachment(article, label, name)
        article.tail += f"<p>附件：{link}</p>"
        stored = file(name, body)
        shown = f"attachment; filename*=UTF-8''{quote(label)}"
        self.host.add(target, replace(stored, headers=(("Content-Disposition", shown),)))
        return target

    def visited(self, failures: int, slowest: float) -> None:
        """A week of visits to the home page, twenty a day, so many of which failed; one took `slowest` seconds."""
        for number in range(VISITED_DAYS * VISITS_A_DAY):
            age, hour = divmod(number, VISITS_A_DAY)
            at = midnight(self.day(age + 1)) + dt.timedelta(minutes=30 * hour)
            failure = "timeout" if 0 < number <= failures else ""
            self.visits.append(Probe(at, 15.0 if failure else slowest if not number else 0.4, failure))

    # -- the book -----------------------------------------------------------------------------------------------

    def url(self, path: str) -> str:
        """A path of the site as an absolute URL; one that is absolute stays."""
        return path if path.startswith("http") else self.content.url(path)

    def fault(self, check: str, page: str, target: str | None, min_occurrences: int = 1, **detail: Any) -> None:
        """Records a planted fault seen on the page at the path `page`; a `target` that is a path is made absolute.

        `detail` holds fields of the finding's detail; `column_class` stands for `class`, which Python reserves.
        """
        absolute = self.url(target) if target is not None and target.startswith("/") else target
        if "column_class" in detail:
            detail["class"] = detail.pop("column_class")
        self.book.faults.append(Fault(check, self.site.code, self.url(page), absolute, detail, min_occurrences))

    def fine(self, check: str, page: str, target: str | None, reason: str) -> None:
        """Records a look-alike."""
        absolute = self.url(target) if target is not None and target.startswith("/") else target
        self.book.look_alikes.append(LookAlike(check, self.site.code, self.url(page), absolute, reason))

    def serve(self, target: str, resource: Resource) -> None:
        """Adds a resource of its own to the site's host."""
        self.host.add(target, resource)

    def publish(self) -> Host:
        """Renders the site in its style. Call once, when all is written."""
        self.style.address()
        self.style.render(self.host)
        return self.host
