"""What a response is, from outside."""

from __future__ import annotations

import msgspec
import pytest

from checks.facts import Block, Crumb, Page, PageType
from crawler.asking import Answer
from crawler.sniffing import challenge_of, extension, file_content, is_deep, is_front, is_html, is_login, lost_on_front
from crawler.soft404 import Contents, neighbour, other_record, reads_missing, same_answer, says_missing, signature
from crawler.verdicts import Content
from tests.crawler.harness import NOW

HTML = "<!DOCTYPE html><html><body>请登录</body></html>"


def answer(body: str | bytes = b"", status: int = 200, **headers: str) -> Answer:
    data = body.encode() if isinstance(body, str) else body
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(url="http://a.gov.cn/", status=status, headers=named, body=data, wire=data)


@pytest.mark.parametrize(
    ("url", "body", "content_type", "content"),
    [
        ("http://a.gov.cn/x.pdf", b"%PDF-1.4", "application/pdf", Content.USUAL),
        ("http://a.gov.cn/x.pdf", b"", "application/pdf", Content.EMPTY_FILE),
        ("http://a.gov.cn/x.pdf", HTML, "text/html", Content.HTML_FILE),
        ("http://a.gov.cn/x.pdf", "\ufeff <!-- x -->" + HTML, "application/pdf", Content.HTML_FILE),
        ("http://a.gov.cn/x.doc", HTML, "application/msword", Content.USUAL),
        ("http://a.gov.cn/x.doc", HTML, "text/html", Content.HTML_FILE),
        (
            "http://a.gov.cn/x.xls",
            "<html xmlns:x='urn:schemas-microsoft-com:office:excel'>",
            "text/html",
            Content.USUAL,
        ),
        ("http://a.gov.cn/down.jsp?filename=x.pdf", HTML, "text/html", Content.HTML_FILE),
        ("http://a.gov.cn/down.jsp?id=5", HTML, "text/html", Content.USUAL),
        ("http://a.gov.cn/x.txt", HTML, "text/html", Content.USUAL),
    ],
)
def test_attachment_is_the_file_its_address_promises(
    url: str, body: str | bytes, content_type: str, content: Content
) -> None:
    assert file_content(url, answer(body, content_type=content_type)) is content


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (answer("<script>document.cookie='__jsl_clearance=1'</script>", 521), "jiasule"),
        (answer("<script>$_ts=window['$_ts'];</script>", 412), "ruishu"),
        (answer("<title>Just a moment...</title>", 503), "cloudflare"),
        (answer("x", 403, cf_mitigated="challenge"), "cloudflare"),
        (answer("<p>您的访问请求被拦截，请联系管理员</p>", 403), "intercepted"),
        (answer("<p>县公安局成功拦截一起诈骗</p>"), ""),
        (answer("<title>404 Not Found</title>", 404), ""),
    ],
)
def test_challenge_is_known_by_its_marks(given: Answer, name: str) -> None:
    assert challenge_of(given) == name


@pytest.mark.parametrize(
    ("url", "front", "deep"),
    [
        ("http://a.gov.cn/", True, False),
        ("http://a.gov.cn", True, False),
        ("http://a.gov.cn/index.html", True, False),
        ("http://a.gov.cn/zwgk/", False, False),
        ("http://a.gov.cn/zwgk/index.shtml", False, False),
        ("http://a.gov.cn/zwgk", False, False),
        ("http://a.gov.cn/Content-123.html", False, True),
        ("http://a.gov.cn/show?id=3", False, True),
        ("http://a.gov.cn/?page_id=3", False, True),
    ],
)
def test_front_pages_and_deep_links(url: str, front: bool, deep: bool) -> None:
    assert (is_front(url), is_deep(url)) == (front, deep)


@pytest.mark.parametrize(
    ("linked", "final", "lost"),
    [
        ("http://a.gov.cn/art_1.html", "http://a.gov.cn/", True),
        ("http://a.gov.cn/art_1.html", "https://www.b.gov.cn/index.html", True),
        ("http://a.gov.cn/zwgk/", "http://zwgk.gov.cn/", False),
        ("http://a.gov.cn/index.html", "http://a.gov.cn/", False),
        ("http://a.gov.cn/art_1.html", "http://a.gov.cn/art_2.html", False),
        ("http://a.gov.cn/jump.jsp?to=http%3A%2F%2Fb.gov.cn%2F", "http://b.gov.cn/", False),
    ],
)
def test_redirect_to_a_front_page_is_a_loss_only_from_deep_inside(linked: str, final: str, lost: bool) -> None:
    assert lost_on_front(linked, final) is lost


def test_login_addresses_are_told_from_articles_about_login() -> None:
    assert is_login("http://a.gov.cn/sso/login?x=1")
    assert is_login("http://passport.a.gov.cn/")
    assert not is_login("http://a.gov.cn/cascade/x.html")
    assert not is_login("http://a.gov.cn/art/blogin.html")


def test_extension_and_type() -> None:
    assert extension("http://a.gov.cn/x.PDF?v=1") == "pdf"
    assert extension("http://a.gov.cn/x.html") == ""
    assert is_html(answer(HTML))
    assert is_html(answer("x", content_type="text/html; charset=gbk"))
    assert not is_html(answer(HTML, content_type="application/pdf"))


def a_page(title: str, *texts: str, url: str = "http://a.gov.cn/x.html", content_hash: str = "") -> Page:
    blocks = tuple(Block(text) for text in texts)
    return Page(
        url=url, final_url=url, status=200, fetched_at=NOW, title=title, blocks=blocks, content_hash=content_hash
    )


@pytest.mark.parametrize(
    ("page", "missing"),
    [
        (a_page("404 Not Found"), True),
        (a_page("提示", "对不起，您访问的页面可能已经删除、更名或暂时不可用"), True),
        (a_page("提示", "您访问的页面不存在 请转到首页进入"), True),
        (a_page("关于废止部分文件的通知", "有关内容已被删除的条款，" + "按照规定执行。" * 100), False),
        (a_page("我县建成404公里公路"), False),
        (a_page("机构职能", "负责全县水利工作。"), False),
    ],
)
def test_page_reads_missing(page: Page, missing: bool) -> None:
    assert reads_missing(page) is missing


def test_an_empty_list_of_a_column_that_is_named_is_no_missing_page() -> None:
    trail = (Crumb("首页", "/"), Crumb("领导之窗", "/ld/"))
    said = a_page("领导之窗", "Sorry，没有找到相关记录！")
    column = msgspec.structs.replace(said, type=PageType.COLUMN, breadcrumb=trail)
    assert reads_missing(said)
    assert not reads_missing(column)
    assert reads_missing(msgspec.structs.replace(column, blocks=(Block("您访问的页面不存在或已删除"),)))


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (a_page("页面不存在", "404", "对不起，您访问的页面可能已经删除、更名或暂时不可用。", "返回首页"), True),
        (a_page("示例县人民政府", "抱歉，您要访问的网页不存在"), True),
        (a_page("404 Not Found", "负责全县水利工作。"), False),
        (a_page("关于清理网站栏目的说明", "栏目已删除。"), False),
        (a_page("页面不存在", "您访问的页面不存在，" + "以下是推荐给您的新闻。" * 30), False),
    ],
)
def test_page_says_missing_and_nothing_else(page: Page, says: bool) -> None:
    assert says_missing(page) is says


def test_pages_are_compared_by_title_text_and_redirect() -> None:
    nav, text = "首页 政务公开 互动交流 办事服务", "您访问的页面不存在，请检查地址"
    gone = signature(a_page("出错了", nav, text), "http://a.gov.cn/x.html")
    assert same_answer(gone, signature(a_page("出错了", nav, text), "http://a.gov.cn/x.html"))
    assert not same_answer(
        gone, signature(a_page("出错了", nav, "这是一篇有自己正文的文章。" * 3), "http://a.gov.cn/x.html")
    )
    assert not same_answer(gone, signature(a_page("另一页", nav, text), "http://a.gov.cn/x.html"))
    assert not same_answer(
        signature(a_page(""), "http://a.gov.cn/x.html"), signature(a_page(""), "http://a.gov.cn/x.html")
    )
    led = signature(a_page("甲", "一"), "http://a.gov.cn/from.html")
    assert same_answer(led, signature(a_page("乙", "二"), "http://a.gov.cn/elsewhere.html"))


def test_neighbour_lies_in_the_same_folder_with_the_same_extension() -> None:
    assert neighbour("http://a.gov.cn/b/c.shtml?x=1", "zz") == "http://a.gov.cn/b/zz.shtml"
    assert neighbour("http://a.gov.cn/b/show?id=1", "zz") == "http://a.gov.cn/b/zz"


def test_content_is_repeated_when_another_address_had_it() -> None:
    contents = Contents()
    assert not contents.repeated(a_page("", content_hash="h"))
    assert not contents.repeated(a_page("", content_hash="h"))
    assert contents.repeated(a_page("", content_hash="h", url="http://a.gov.cn/y.html"))
    assert not contents.repeated(a_page("", url="http://a.gov.cn/z.html"))


def test_another_record_of_the_same_script_is_one_that_cannot_exist() -> None:
    assert other_record("http://a.gov.cn/view.jsp?cid=3&id=12", "0a1b2cdd") == (
        "http://a.gov.cn/view.jsp?cid=3&id=2000662316"
    )
    assert other_record("http://a.gov.cn/list.jsp?page=2", "0a1b2cdd") == ""


def test_numbers_and_addresses_in_a_message_are_no_difference() -> None:
    one, other = (
        signature(a_page("出错了", f"您访问的地址 /x/{name}.html 不存在，编号 {name}"), "http://a.gov.cn/x.html")
        for name in ("8a7f", "1c00")
    )
    assert same_answer(one, other)


@pytest.mark.parametrize("text", ["如果提示您访问的页面不存在，请刷新后重试。", "您访问的页面不存在怎么办？"])
def test_page_that_tells_of_the_message_does_not_say_it(text: str) -> None:
    assert not says_missing(a_page("常见问题", text))
