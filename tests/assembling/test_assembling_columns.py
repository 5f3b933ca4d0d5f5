"""What is a column, what it is called, what is above it, what it holds."""

from __future__ import annotations

import datetime as dt

from site_pages import AS_OF, HOME, address, article, build, by_name, column, link, page, row, rows

from checks.emptiness import is_empty
from checks.facts import Heading, LinkKind, PageType, Place
from crawler.assembling import UrlState

NAV = Place.NAV


def home(*links: object, **fields: object) -> object:
    return page("/", PageType.HOME, title="示例县人民政府", links=links, **fields)  # type: ignore[arg-type]


def test_navigation_column_and_breadcrumb_are_one_column() -> None:
    facts = build(
        home(link("a/index.html", "新闻", NAV)),
        column("a/index.html", "动态要闻", row("a/1.html", "一", "2026-11-20")),
        article("a/1.html", "一", "2026-11-20", crumbs=[("首页", "/"), ("动态要闻", "a/index.html"), ("正文", "")]),
    )
    (found,) = facts.columns
    assert (found.name, found.aliases, found.path, found.depth) == ("动态要闻", ("新闻",), ("动态要闻",), 1)
    assert found.in_nav
    assert found.newest == dt.date(2026, 11, 20)
    assert {each.url: each.column for each in facts.pages}[address("a/1.html")] == found.url


def test_functions_of_the_navigation_are_no_columns() -> None:
    names = [
        "首页",
        "网站首页",
        "登录",
        "注册",
        "无障碍",
        "长者模式",
        "English",
        "网站地图",
        "智能搜索",
        "手机版",
        "RSS",
        "繁体",
    ]
    links = [link(f"x{number}.html", name, NAV) for number, name in enumerate(names)]
    pages = [page(f"x{number}.html", PageType.COLUMN, title=name) for number, name in enumerate(names)]
    assert build(home(*links), *pages).columns == ()


def test_a_breadcrumb_ancestor_is_a_column_and_a_parent() -> None:
    facts = build(
        home(),
        article("c/1.html", "一", crumbs=[("首页", "/"), ("政务公开", "p/"), ("财政", "c/"), ("正文", "")]),
        page("p/", PageType.OTHER, title="政务公开"),
        column("c/", "财政", row("c/1.html", "一"), crumbs=[("首页", "/"), ("政务公开", "p/"), ("财政", "")]),
    )
    found = by_name(facts)
    assert found["财政"].path == ("政务公开", "财政")
    assert found["财政"].depth == 2
    assert found["政务公开"].children == (address("c/"),)
    assert found["政务公开"].depth == 1


def test_a_parent_by_the_folders_of_the_address() -> None:
    facts = build(
        home(link("zwgk/", "政务公开", NAV)),
        page("zwgk/", PageType.COLUMN, title="政务公开_示例县"),
        page("zwgk/tzgg/index.html", PageType.COLUMN, title="通知公告_示例县"),
        page("xw.htm", PageType.COLUMN, title="新闻_示例县"),
        page("xw/tp.htm", PageType.COLUMN, title="图片_示例县"),
    )
    found = by_name(facts)
    assert found["政务公开"].children == (address("zwgk/tzgg/index.html"),)
    assert found["通知公告"].path == ("政务公开", "通知公告")
    assert found["图片"].path == ("新闻", "图片")


def test_breadcrumbs_that_lead_in_a_circle_end() -> None:
    facts = build(
        home(),
        page("a/", PageType.COLUMN, crumbs=[("乙", "b/"), ("甲", "a/")]),
        page("b/", PageType.COLUMN, crumbs=[("甲", "a/"), ("乙", "b/")]),
    )
    found = by_name(facts)
    assert len(found["甲"].children) + len(found["乙"].children) == 1


def test_a_page_of_the_navigation_without_a_list_is_a_column_with_text() -> None:
    facts = build(
        home(link("Content-5.html", "机构职能", NAV)),
        article("Content-5.html", "机构职能", text=["贯彻执行国家方针政策。" * 5]),
    )
    (found,) = facts.columns
    assert found.name == "机构职能"
    assert found.text.startswith("贯彻执行")
    assert found.items == ()


def test_the_more_link_of_a_block_on_the_home_page_leads_to_a_column() -> None:
    facts = build(
        home(link("b/list.html", "更多>>"), link("b/9.html", "更多")),
        page("b/list.html", title="招商引资_示例县", lists=[rows(row("b/1.html", "一", "2026-01-01"))]),
        article("b/9.html", "九"),
    )
    assert [(each.name, each.depth) for each in facts.columns] == [("招商引资", 1)]


def test_offsite_columns() -> None:
    facts = build(
        home(link("http://zwfw.sn.gov.cn/", "办事服务", NAV, LinkKind.EXTERNAL), link("go.html", "公共资源", NAV)),
        urls=[UrlState(url=address("go.html"), final_url="http://ggzy.sn.gov.cn/", state="skipped", reason="offsite")],
    )
    assert {each.name: each.offsite for each in facts.columns} == {"办事服务": True, "公共资源": True}
    assert all(each.unread == "" for each in facts.columns)


def test_a_column_that_could_not_be_read_says_why() -> None:
    facts = build(
        home(*(link(f"{name}/", name, NAV) for name in "abcde")),
        page("a/", PageType.COLUMN, title="a", unread="challenge"),
        page("e/", PageType.COLUMN, title="e", lists=[rows(row("e/1.html", "一"))], unread="render:no_browser"),
        urls=[
            UrlState(url=address("b/"), state="failed", reason="http_404", status=404),
            UrlState(url=address("c/"), state="pending"),
        ],
    )
    unread = {each.name: (each.unread, each.status) for each in facts.columns}
    assert unread == {
        "a": ("challenge", 200),
        "b": ("http_404", 404),
        "c": ("pending", None),
        "d": ("not_fetched", None),
        "e": ("", 200),
    }


def test_the_pages_of_a_list_are_one_column_with_all_items() -> None:
    families = {
        "trs": ["a/index.html", "a/index_1.html", "a/index_2.html"],
        "node": ["Node-7.html", "Node-7_2.html", "Node-7_3.html"],
        "static": ["a/", "a/page/2/", "a/page/3/"],
        "query": ["list.jsp?id=3", "list.jsp?id=3&page=2", "list.jsp?page=3&id=3"],
        "visual": ["xwdt.htm", "xwdt/2.htm", "xwdt/1.htm"],
        "shtml": ["c/column-index.shtml", "c/column-index-2.shtml", "c/column-index-3.shtml"],
    }
    for family, paths in families.items():
        pages = [column(each, "动态", row(f"{number}.html", each, "2026-01-01")) for number, each in enumerate(paths)]
        (found,) = build(home(), *pages).columns
        assert found.url == address(paths[0]), family
        assert len(found.items) == 3, family


def test_a_pager_joins_pages_whatever_their_address() -> None:
    pages = [
        column(
            f"l/{key}.html",
            "动态",
            row(f"{key}1.html", key, "2026-01-01"),
            links=[link(f"l/{other}.html", "2", Place.PAGER)],
        )
        for key, other in (("aa", "bb"), ("bb", "aa"))
    ]
    (found,) = build(home(), *pages).columns
    assert len(found.items) == 2


def test_numbers_that_are_ids_of_columns_do_not_join_them() -> None:
    facts = build(
        home(),
        column("list_12.html", "要闻", row("1.html", "一")),
        column("list_15.html", "公告", row("2.html", "二")),
        page("list_16.html", PageType.COLUMN, title="甲", lists=[rows(row("3.html", "三"))]),
        page("list_17.html", PageType.COLUMN, title="乙", lists=[rows(row("4.html", "四"))]),
    )
    assert sorted(each.name for each in facts.columns) == sorted(["公告", "要闻", "甲", "乙"])


def test_dates_come_from_articles_where_the_list_shows_none() -> None:
    facts = build(
        home(),
        column(
            "a/",
            "动态",
            row("1.html", "一"),
            row("2.html", "二", "2026-01-02"),
            row("3.html", "三"),
            row("4.html", "四", "2026-12-31"),
        ),
        article("1.html", "一", "2026-05-01"),
        article("2.html", "二", "2026-06-01"),
    )
    (found,) = facts.columns
    assert [item.date for item in found.items] == [
        dt.date(2026, 5, 1),
        dt.date(2026, 1, 2),
        None,
        dt.date(2026, 12, 31),
    ]
    assert found.newest == dt.date(2026, 5, 1)  # the last row is of the future


def test_an_offsite_row_is_an_update_and_a_pinned_one_counts() -> None:
    facts = build(
        home(),
        column(
            "a/",
            "动态",
            row("1.html", "置顶", "2026-11-01", pinned=True),
            row("https://mp.weixin.qq.com/s/x", "微信", "2026-11-20"),
        ),
    )
    assert facts.columns[0].newest == dt.date(2026, 11, 20)


def test_links_stand_for_rows_where_a_column_has_no_list() -> None:
    tiles = [
        link("s/1.html", "社会保险"),
        link("http://zwfw.gov.cn/x", "婚姻登记", kind=LinkKind.EXTERNAL),
        link("/", "首页"),
    ]
    facts = build(home(), page("s/", PageType.COLUMN, title="便民_县", links=tiles))
    assert [item.title for item in facts.columns[0].items] == ["社会保险", "婚姻登记"]


def test_an_image_is_media_of_the_column() -> None:
    facts = build(
        home(), page("s/", PageType.COLUMN, title="组织架构_县", links=[link("a.png", "", kind=LinkKind.IMAGE)])
    )
    assert facts.columns[0].media == 1


def test_rows_of_the_home_page_are_dated_from_their_articles() -> None:
    facts = build(
        home(link("2.html", "轮播大图"), lists=[rows(row("1.html", "一"), row("3.html", "三", "2026-11-01"))]),
        article("1.html", "一", "2026-11-20"),
        article("2.html", "二", "2026-11-22"),
    )
    assert {item.title: str(item.date) for item in facts.home_items} == {
        "一": "2026-11-20",
        "三": "2026-11-01",
        "轮播大图": "2026-11-22",
    }
    assert facts.home_url == HOME
    assert facts.as_of == AS_OF


def test_headed_parts_of_pages() -> None:
    facts = build(
        home(lists=[rows(row("1.html", "2025年报", "2026-01-01"), heading="信息公开年报")]),
        column("g/", "公开", text=["主要职责", "贯彻执行国家关于水行政工作的方针政策，拟订地方性政策。"]),
    )
    assert facts.headings == (
        Heading("主要职责", address("g/"), text="贯彻执行国家关于水行政工作的方针政策，拟订地方性政策。"),
        Heading("信息公开年报", HOME, items=1, newest=dt.date(2026, 1, 1)),
    )


def test_a_page_titled_as_the_site_is_called_what_its_row_says() -> None:
    facts = build(
        home(),
        column("a/", "征集", row("a/1.html", "关于征求意见的公告", "2026-11-20")),
        article("a/1.html", "示例县人民政府", "2026-11-20", crumbs=[("首页", "/"), ("征集", "a/")]),
    )
    assert {page.url: page.title for page in facts.pages}[address("a/1.html")] == "关于征求意见的公告"


def test_loose_links_of_a_menu_are_no_content_of_an_empty_column() -> None:
    names = {"t/a/": "来信选登", "t/b/": "意见征集", "t/c/": "在线访谈"}
    menu = [link(path, name) for path, name in names.items()]
    pages = [
        page(
            path,
            PageType.COLUMN,
            title=name,
            crumbs=[("首页", "/"), ("政民互动", "t/"), (name, "")],
            text=[
                "来信选登意见征集在线访谈",
                *(["暂无相关信息"] if name == "在线访谈" else ["共收到来信三封，已全部答复。"]),
            ],
            links=menu,
        )
        for path, name in names.items()
    ]
    others = [column(f"o{n}/", f"栏目{n}", row(f"o{n}/1.html", f"第{n}件", "2026-11-20")) for n in range(16)]
    head = home(link("t/", "政民互动", NAV), *(link(f"o{n}/", f"栏目{n}", NAV) for n in range(16)))
    found = by_name(build(head, page("t/", PageType.COLUMN, title="政民互动"), *pages, *others))
    assert is_empty(found["在线访谈"])
    assert not is_empty(found["来信选登"])


def test_loose_links_to_other_columns_are_content_where_none_leads_to_the_column_itself() -> None:
    links = [link("t/a/", "来信选登"), link("t/b/", "意见征集")]
    pages = [page(path, PageType.COLUMN, title=name, crumbs=[("首页", "/"), ("政民互动", "t/"), (name, "")])
             for path, name in (("t/a/", "来信选登"), ("t/b/", "意见征集"))]  # fmt: skip
    here = page(
        "t/c/",
        PageType.COLUMN,
        title="互动导航",
        crumbs=[("首页", "/"), ("政民互动", "t/"), ("互动导航", "")],
        links=links,
    )
    found = by_name(
        build(home(link("t/", "政民互动", NAV)), page("t/", PageType.COLUMN, title="政民互动"), here, *pages)
    )
    assert [item.title for item in found["互动导航"].items] == ["来信选登", "意见征集"]
