"""What every page repeats is content of no column; what only looks repeated is."""

from __future__ import annotations

from site_pages import HOME, address, article, build, by_name, column, link, page, row, rows

from checks.emptiness import is_empty
from checks.facts import LinkKind, PageType, Place

HOT = [row(f"c0/{number}.html", f"栏目甲{number}") for number in range(6)]


def site(hot_place: Place, hot_in_empty: Place, columns: int = 4) -> dict[str, object]:
    """`columns` filled columns and the column 空, all showing the hot list."""
    names = [f"栏目{chr(0x7532 + number)}" for number in range(columns)]
    pages = [
        column(
            f"c{number}/",
            name,
            lists=[
                rows(*(row(f"c{number}/{each}.html", f"{name}{each}", "2026-01-01") for each in range(6))),
                rows(*HOT, place=hot_place),
            ],
        )
        for number, name in enumerate(names)
    ]
    articles = [
        article(
            f"c{number}/{each}.html",
            f"{name}{each}",
            crumbs=[("首页", "/"), (name, f"c{number}/")],
            lists=[rows(*HOT, place=hot_place)],
        )
        for number, name in enumerate(names)
        for each in range(6)
    ]
    empty = column("kong/", "空", lists=[rows(*HOT, place=hot_in_empty)], text=["暂无信息"])
    home = page("/", PageType.HOME, lists=[rows(*HOT)])
    return {name: is_empty(each) for name, each in by_name(build(home, empty, *pages, *articles)).items()}


def test_a_side_list_is_no_content_wherever_it_was_placed() -> None:
    for hot, in_empty in ((Place.SIDE, Place.SIDE), (Place.SIDE, Place.MAIN), (Place.MAIN, Place.MAIN)):
        for columns in (1, 2, 3, 30):
            found = site(hot, in_empty, columns)
            assert [name for name, empty in found.items() if empty] == ["空"], (hot, in_empty, columns)


def test_a_list_that_parent_and_child_show_is_content_of_both() -> None:
    listed = rows(row("c/1.html", "一", "2026-01-01"), row("c/2.html", "二", "2026-01-01"))
    facts = build(
        column("p/", "公开", lists=[listed]),
        column("c/", "公告", lists=[listed], crumbs=[("首页", "/"), ("公开", "p/"), ("公告", "c/")]),
        column("d/", "其他", row("d/1.html", "三")),
        article("d/1.html", "三", crumbs=[("其他", "d/")]),
    )
    assert {name: len(each.items) for name, each in by_name(facts).items()} == {"公开": 2, "公告": 2, "其他": 1}


def test_two_columns_that_mirror_one_list_hold_it_both() -> None:
    listed = rows(row("c/1.html", "一", "2026-01-01"))
    facts = build(column("p/", "法规", lists=[listed]), column("c/", "政策法规", lists=[listed]))
    assert [len(each.items) for each in facts.columns] == [1, 1]


def test_a_column_shown_beside_all_others_keeps_its_list() -> None:
    notices = [row(f"n/{number}.html", f"公告第{number}号", "2026-01-01") for number in range(5)]
    others = [
        column(
            f"c{number}/",
            f"栏目{number}",
            lists=[rows(row(f"c{number}/1.html", "一", "2026-01-01")), rows(*notices, place=Place.SIDE)],
        )
        for number in range(5)
    ]
    facts = build(column("n/", "公告", *notices), *others)
    assert {name: len(each.items) for name, each in by_name(facts).items()} == {"公告": 5} | {
        f"栏目{number}": 1 for number in range(5)
    }


def test_a_short_column_whose_only_row_is_hot_news_keeps_it() -> None:
    pages = [
        column(
            f"c{number}/",
            f"栏目{number}",
            lists=[
                rows(row(f"c{number}/1.html", f"第{number}条", "2026-01-01")),
                rows(*(row(f"c{each}/1.html", f"第{each}条") for each in range(6)), place=Place.SIDE),
            ],
        )
        for number in range(6)
    ]
    assert [len(each.items) for each in build(*pages).columns] == [1] * 6


def test_rotating_side_lists_are_furniture_by_their_rows() -> None:
    pages = [
        column(
            f"c{number}/",
            f"栏目{number}",
            lists=[
                *([rows(row(f"c{number}/1.html", "一"))] if number < 4 else []),
                rows(*(HOT if number < 4 else HOT[::-1]), place=Place.SIDE),
            ],
        )
        for number in range(5)
    ]
    assert by_name(build(*pages))["栏目4"].items == ()


def test_repeated_text_position_pager_and_buttons_are_no_text_of_a_column() -> None:
    furniture = [
        "您当前的位置：首页 > 栏目",
        "共0条 第1/1页 首页 上一页 下一页 尾页",
        "【字体：大 中 小】 打印 关闭",
        "您访问的链接即将离开“示例县”门户网站 是否继续？",
        "示例县人民政府热线电话 12345 欢迎您",
    ]
    pages = [column(f"c{number}/", f"栏目{number}", text=[*furniture, f"栏目{number}"]) for number in range(5)]
    assert [each.text for each in build(*pages).columns] == [""] * 5


def test_the_notice_of_emptiness_is_kept_though_many_columns_show_it() -> None:
    pages = [column(f"c{number}/", f"栏目{number}", text=["暂无信息"]) for number in range(5)]
    assert {each.text for each in build(*pages).columns} == {"暂无信息"}


def test_a_single_column_site() -> None:
    facts = build(page("/", PageType.HOME), column("a/", "动态", row("a/1.html", "一", "2026-01-01")))
    assert [len(each.items) for each in facts.columns] == [1]
    assert facts.home_url == HOME
    assert facts.columns[0].url == address("a/")


def test_a_menu_that_leads_to_the_column_itself_is_no_content_of_it() -> None:
    menu = rows(row("p/a/", "养老服务"), row("p/b/", "义务教育"))
    facts = build(
        column("p/a/", "养老服务", lists=[menu]),
        column("p/b/", "义务教育", lists=[menu, rows(row("p/b/1.html", "一", "2026-01-01"))]),
    )
    assert {name: len(each.items) for name, each in by_name(facts).items()} == {"养老服务": 0, "义务教育": 1}


def test_a_list_with_one_row_back_to_its_column_is_content() -> None:
    listed = rows(row("a/1.html", "一", "2026-01-01"), row("a/", "已删除的文章"))
    assert len(build(column("a/", "动态", lists=[listed])).columns[0].items) == 2


def test_a_picture_that_every_page_shows_is_no_content_of_an_empty_column() -> None:
    banner, own = (link(name, "", kind=LinkKind.IMAGE) for name in ("top.jpg", "own.jpg"))
    filled = [column(f"c{n}/", f"栏目{n}", row(f"c{n}/1.html", "一", "2026-01-01"), links=[banner]) for n in range(4)]
    found = by_name(build(*filled, column("kong/", "空", links=[banner]), column("tu/", "图", links=[banner, own])))
    assert is_empty(found["空"])
    assert not is_empty(found["图"])
