"""Title, date and source in the templates of many systems."""

from __future__ import annotations

import datetime as dt

import pytest
from article_templates import ARTICLES, Article

from checks.facts import PageType
from crawler.reading import RawResponse, read_page
from crawler.urls import SiteScope

TEXT = "<p>　　为做好防汛备汛工作，县水利局近日开展了汛前检查，对水库、河道逐一排查，发现问题立即整改。</p>" * 6
MENU = "".join(f'<li><a href="/c{n}/">栏目之{n}</a></li>' for n in range(6))
FOOT = '<div class="footer"><p>主办：某县人民政府办公室 备案号：陕ICP备05010980号</p></div>'


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.path)
def test_title_date_and_source(article: Article) -> None:
    head = f"<head><title>{article.document_title}</title>{article.tags}</head>"
    main = article.main.replace("{TEXT}", TEXT)
    html = f"<html>{head}<body><div class='nav'><ul>{MENU}</ul></div>{main}{FOOT}</body></html>"
    url = "http://www.test.gov.cn" + article.path
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    raw = RawResponse(url=url, final_url=url, status=200, body=html.encode(), fetched_at=now)
    page = read_page(raw, SiteScope("http://www.test.gov.cn/")).page
    assert (page.type, page.title, str(page.published)) == (PageType.ARTICLE, article.title, article.published)
    assert article.source in (None, page.source)
