"""Further pages at /page/2 belong to the list, whether its own address ends in a slash or not."""

from crawler.assembling.listpages import first_pages


def test_a_page_by_number_leads_to_the_list_with_or_without_a_slash() -> None:
    for further in ("http://a.gov.cn/category/xw/page/2", "http://a.gov.cn/category/xw/page/2/"):
        assert {"http://a.gov.cn/category/xw/", "http://a.gov.cn/category/xw"} <= set(first_pages(further))
