"""What the demo's site modules share: registry rows, usual blocks of columns, pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.facts import Site, SiteKind
from demo.content import Article, Column, Fill, Kind
from demo.desk import NEWS_AGES, NOTICE_AGES, Desk
from demo.files import docx, pdf, png, xlsx
from demo.resources import file
from demo.wording import Voice

CITY = "青云市"
DISTRICT = "990100"  # no such district: the prefix 99 is not assigned
PORTAL = "http://www.demo-qingyun.gov.cn"
HALL = "http://zwfw.demo-qingyun.gov.cn"  # the city's service hall, a platform outside the registry
CDN = "http://cdn.demo-qingyun.gov.cn"
RATE = 200.0  # requests/s: loopback need not be spared

VILLAGES = ("柳溪村", "竹园村", "新桥村", "松坪村", "茶山村", "石门村", "枫树村", "龙泉村", "向阳村", "清泉村")
TOWNS = ("青石镇", "白鹭镇", "东岭镇", "双河镇", "云溪镇", "南坪镇", "竹山镇", "石桥镇")


def site_row(number: int, code: str, organization: str, kind: SiteKind, host: str, **more: object) -> Site:
    """A registry row of the demo city. `number` makes the made-up registration numbers."""
    fields: dict[str, object] = {
        "code": code,
        "name": f"“{organization}”网",
        "kind": kind,
        "url": f"http://{host}/",
        "rate": RATE,
        "organization": organization,
        "site_id_code": f"{DISTRICT}{number:04d}",
        "icp": f"陕ICP备990000{number:02d}号-1",
        "public_security": f"陕公网安备 {DISTRICT}020000{number:02d}号",
        "district_code": DISTRICT,
        "notes": "demo",
    }
    return Site(**(fields | more))  # type: ignore[arg-type]


def department_voice(organization: str, topics: Sequence[str]) -> Voice:
    """The voice of a department of the city."""
    return Voice(CITY, organization, "市" + organization.removeprefix(CITY), "市", TOWNS, VILLAGES, tuple(topics))


def sections(
    desk: Desk, parent: Column | None, keys: Sequence[str], names: Mapping[str, str] | None = None
) -> dict[str, Column]:
    """Adds disclosure sections below a column, under other names where `names` has them."""
    return {key: desk.section(key, parent, (names or {}).get(key, "")) for key in keys}


def parent(desk: Desk, name: str, slug: str, under: Column | None = None) -> Column:
    """A column that only holds columns."""
    return desk.column(name, slug, under, kind=Kind.PARENT)


def news(
    desk: Desk, name: str, slug: str, under: Column | None, ages: Sequence[int] = NEWS_AGES, **more: object
) -> Column:
    """A news column."""
    return desk.column(name, slug, under, "news", ages, tag_type="动态要闻", **more)


def notices(desk: Desk, name: str, slug: str, under: Column | None, ages: Sequence[int] = NOTICE_AGES) -> Column:
    """A notice column with a box on the home page."""
    return desk.column(name, slug, under, "notice", ages, tag_type="通知公告", on_home=True)


def website_reports(desk: Desk) -> None:
    """The column of reports on the site itself, reached from the footer; last year's is linked from the home page."""
    column = desk.column("网站管理", "wzgl", None, in_nav=False)
    desk.website_reports(column)
    desk.style.address()
    report = desk.content.website_report
    assert report is not None
    desk.content.footer_extra += f'<p><a href="{column.path}">网站管理</a></p>'
    desk.content.home_extra += f'<p class="report"><a href="{desk.style.link("/", report.path)}">{report.title}</a></p>'


def picture(desk: Desk, article: Article, name: str) -> None:
    """A picture in an article."""
    path = f"/pictures/{article.number}_{name}.png"
    red, green, blue = desk.style.picture_colour
    desk.serve(path, file("p.png", png(320, 200, (red // 2 + 90, green // 2 + 90, blue // 2 + 60))))
    article.body.insert(1, f'<img src="{path}" alt="活动现场">')


def papers(desk: Desk, policies: Column, budget: Column | None = None) -> None:
    """Gives policies their text as docx and pdf, and budgets their table as xlsx."""
    for number, policy in enumerate(policies.rows):
        if number % 2:
            desk.attach(policy, f"{policy.title}.pdf", "zw.pdf", pdf([policy.title[:30]]))
        else:
            desk.attach(policy, f"{policy.title}.docx", "zw.docx", docx(policy.title, policy.body))
    for item in budget.rows if budget else ():
        table = [
            ["科目", "预算数（万元）"],
            ["一般公共服务", str(item.number % 977 + 120)],
            ["合计", str(item.number % 977 + 120)],
        ]
        desk.attach(item, "收支预算总表.xlsx", "ysb.xlsx", xlsx(table))


def guide(desk: Desk, *left_out: str) -> str:
    """The table of a service guide, without the rows `left_out`."""
    rows = {
        "设定依据": "《中华人民共和国水法》第四十八条", "申请条件": "有合理的用水需求和取水方案",
        "办理材料": "申请书原件一份", "办理地点": f"{desk.voice.area}便民服务中心二号窗口",
        "办理时间": "工作日上午9:00至12:00，下午2:00至5:00", "联系电话": desk.content.phone,
        "办理流程": "申请、受理、审查、决定、送达", "收费标准": "不收费",
        "办理时限": "二十个工作日",
    }  # fmt: skip
    cells = (f"<tr><th>{name}</th><td>{text}</td></tr>" for name, text in rows.items() if name not in left_out)
    return f"<table>{''.join(cells)}</table>"


def offsite_row(desk: Desk, column: Column, title: str, url: str, age: int) -> Article:
    """A row that leads to another site."""
    article = Article(next(desk.numbers), title, desk.day(age), [], "", external=url)
    column.articles.append(article)
    return article


def fill(column: Column, way: Fill) -> Column:
    """Sets how a column's rows reach the reader."""
    column.fill = way
    return column
