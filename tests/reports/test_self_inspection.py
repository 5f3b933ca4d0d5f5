"""The content of the self-inspection report: every number computed, every finding referred to, gaps said."""

from __future__ import annotations

import datetime as dt

from reports.annexes import MAX_LISTED, unchecked_items
from reports.document import Document, DocumentTable, Heading, Paragraph, spans
from reports.material import Coverage, by_points_to_gain, coverage, quarter_of
from reports.self_inspection import organization_of, self_inspection
from reports.texts import date_text, numeral, quarter_text, reason_text
from reports.wording import clause
from tests.reports.factories import AS_OF, HOME, Result, dead_links, page, record, results
from tests.reports.materials import SITE, faulty, material
from tests.reports.test_tables import url_row

DAY = dt.date(2026, 11, 6)


def words(document: Document) -> str:
    return "\n".join(
        block.text if isinstance(block, Heading) else block.lead + block.text
        for block in document.blocks
        if not isinstance(block, DocumentTable)
    )


def table(document: Document, title: str) -> DocumentTable:
    annex = next(annex for annex in document.annexes if annex.title == title)
    return next(block for block in annex.blocks if isinstance(block, DocumentTable))


def test_title_introduction_and_parts() -> None:
    document = self_inspection(faulty(), written_on=DAY)
    assert document.title == "汉阴县人民政府关于2026年第四季度政府网站自查情况的报告"
    assert (document.signature, document.date) == ("汉阴县人民政府", DAY)
    said = words(document)
    assert "以2026年11月1日为监测时间点" in said
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["一、总体情况", "二、存在问题", "三、整改措施"]
    assert "共发现网址1240个，其中读取页面1105个、读取失败12个、被访问防护拦截3个、按规则未读取120个" in said
    assert "核验链接4321条，其中确认无法打开9条，暂不能确认4条" in said


def test_findings_are_told_with_column_date_and_days() -> None:
    said = words(self_inspection(faulty(), written_on=DAY))
    assert "“部门动态”栏目最后更新日期为2026年9月1日，距监测时间点61天，超过14天的更新时限" in said
    assert "“人事任免”栏目未见有效的更新日期，更新时限为1年" in said
    assert "首页信息最后更新日期为2026年10月10日，距监测时间点22天" in said
    assert "“布署”应为“部署”" in said
    assert "“政务公开 > 数据发布”栏目无内容" in said
    assert "未设置“政府信息公开指南”栏目" in said
    assert "等7处" in said


def test_each_reference_leads_to_the_findings_of_its_paragraph() -> None:
    document = self_inspection(faulty(), written_on=DAY)
    rows = table(document, "问题清单").rows
    assert [row[0] for row in rows] == [str(number) for number in range(1, 18)]
    referred = {
        number
        for block in document.blocks
        if isinstance(block, Paragraph)
        for first, last in block.references
        for number in range(first, last + 1)
    }
    assert referred == set(range(1, 18))
    stale = next(block for block in document.blocks if isinstance(block, Paragraph) and "部门动态" in block.text)
    ((number, _),) = stale.references
    assert "部门动态" in rows[number - 1][2]


def test_the_list_and_the_measures_are_in_the_order_of_points_to_gain() -> None:
    given = faulty()
    ordered = by_points_to_gain(given.findings, given.score)
    assert [one.check for one in ordered[:8]] == ["dead_link"] * 7 + ["stale_home"]
    assert ordered[-1].severity == "warn"
    document = self_inspection(given, written_on=DAY)
    measures = [
        block
        for block in document.blocks
        if isinstance(block, Paragraph) and "后可挽回" in block.text and "下表" not in block.text
    ]
    gains = [float(block.text.split("后可挽回")[1].split("分")[0]) for block in measures]
    assert gains == sorted(gains, reverse=True)
    assert sum(gains) == float(given.score.lost)
    rows = table(document, "问题清单").rows
    assert rows[0][5] == "7处合计6.00（首页链接可用）"
    assert {row[5] for row in rows if row[1] == "首页更新不及时"} == {"4.00（信息更新及时）"}


def test_the_score_says_what_it_covers() -> None:
    document = self_inspection(faulty(), written_on=DAY)
    said = words(document)
    assert "已测指标满分56.00分，得36.90分，扣19.10分，为暂定得分" in said
    assert "系本程序默认设置，非通报公布的标准" in said
    assert "得分暂定的原因：被网站的访问防护拦截，未能读取（3个网址）" in said
    dimensions = next(block for block in document.blocks if isinstance(block, DocumentTable))
    assert [row[0] for row in dimensions.rows][-1] == "合计"
    assert dimensions.rows[2] == ("服务公开", "20.00", "—", "—", "—", "未测（需人工评价）")
    annex = next(annex for annex in document.annexes if annex.title == "评分明细")
    scheme = dict(annex.blocks[1].rows)  # type: ignore[union-attr]
    assert scheme["文件校验值（SHA-256）"] == faulty().score.scheme.sha256


def test_what_was_not_checked_is_listed_with_plain_reasons() -> None:
    items = dict(unchecked_items(faulty()))
    assert items["链接无法打开"] == "网站的访问防护要求验证（1处）；连接超时（1处）；未能判定（2处）"
    assert items["错别字"] == (
        f"检查程序在5个页面上出错，没有得出结果：{page(6)}等。只缺该项检查在这些页面上的结果，其他页面和其他检查不受影响"
    )
    assert items["服务公开"] == "未测（需人工评价）"
    left_out = [reason for item, reason in unchecked_items(faulty()) if item == "部分页面或文件"]
    assert "运行环境没有浏览器，未能读取由脚本生成的内容（2个网址）" in left_out
    missing = material([], results(typo=None))
    assert dict(unchecked_items(missing))["错别字"] == "本次未运行该项检查"


def test_what_a_site_does_not_owe_is_named_and_leaves_the_score_final() -> None:
    hints = [{"reason": "hint", "target": "plans", "url": HOME}, {"reason": "hint", "target": "fees", "url": HOME}]
    unowed = Result(check="missing_section", not_evaluated=2, notes={"not_evaluated": hints})
    given = material([], results(missing_section=unowed))
    assert not given.score.provisional
    told = dict(unchecked_items(given))["应公开栏目缺失或无有效内容"]
    assert told == "该类网站不要求必设，仅作提示（2处：规划计划、行政事业性收费）"


def test_a_clean_site_claims_no_more_than_was_checked() -> None:
    document = self_inspection(material([]), written_on=DAY)
    said = words(document)
    assert "在本次检查范围内未发现问题。" in said
    assert "在本次检查范围内，未发现站点无法访问、首页不更新" in said
    assert "另行核实" in said
    assert "为暂定得分" not in said
    assert [annex.title for annex in document.annexes] == ["评分明细", "未检查事项"]
    assert "详见附件2" in said


def test_an_open_veto_is_not_called_clear() -> None:
    blind = results(stale_home=Result(check="stale_home", state="not_evaluated", judged=0, not_evaluated=1))
    said = words(self_inspection(material([], blind), written_on=DAY))
    assert "不能据此认定不存在" in said


def test_a_failed_inspection_is_said_to_have_failed() -> None:
    said = words(self_inspection(material([], [], failure="unreachable"), written_on=DAY))
    assert "检查未完成（网站无法访问）" in said
    assert "已测指标满分0.00分" in said
    assert "不能据此认定不存在问题" in said
    assert "在本次检查范围内未发现" not in said


def test_findings_outside_the_scheme_are_still_told() -> None:
    other = record("suspicious_date", HOME, None, message="页面显示的发布日期晚于检查日。")
    said = words(self_inspection(material([other]), written_on=DAY))
    assert "页面显示的发布日期晚于检查日" in said
    assert "仍须整改" in said


def test_a_long_list_is_cut_in_the_document_and_says_so() -> None:
    document = self_inspection(material(dead_links(MAX_LISTED + 5)), written_on=DAY)
    annex = document.annexes[0]
    assert isinstance(annex.blocks[0], Paragraph)
    assert f"问题共{MAX_LISTED + 5}项，本表列出前{MAX_LISTED}项" in annex.blocks[0].text
    assert len(table(document, "问题清单").rows) == MAX_LISTED


def test_a_detail_that_lacks_something_falls_back_to_the_message() -> None:
    assert clause(record("missing_section", HOME, "guide", message="缺栏目。", detail={})) == "缺栏目"
    assert clause(record("empty_column", HOME, None, message="空。", detail={"path": "x"})) == "空"
    assert clause(record("stale_column", HOME, None, message="旧。")) == "旧"


def test_who_reports() -> None:
    assert organization_of(material([])) == "汉阴县人民政府"
    plain = type(SITE)(code="slj", name="“安康市水利局”网", url=HOME)
    assert organization_of(material([], site=plain)) == "安康市水利局"


def test_coverage_counts_pages_links_and_gaps() -> None:
    rows = [
        url_row(),
        url_row(url=page(1), page_type="article", verdict="alive"),
        url_row(url=page(2), page_type="", verdict="dead", state="failed", reason="http_404"),
        url_row(url=page(3), page_type="", state="blocked", verdict="blocked"),
        url_row(url=page(4), page_type="", state="skipped", reason="limit:pattern"),
        url_row(url="http://other.example/", kind="external", page_type="", state="skipped", reason="robots"),
        url_row(url=page(5), page_type="", state="pending"),
    ]
    assert coverage(rows) == Coverage(
        known=7, pages_read=2, failed=1, blocked=1, skipped=2, pending=1, links_checked=3, links_dead=1,
        links_uncertain=1,
        gaps=(("blocked", 1), ("limit:pattern", 1), ("pending", 1)), home_urls=(HOME,),
    )  # fmt: skip


def test_small_words() -> None:
    assert [numeral(n) for n in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]
    assert date_text(dt.date(2026, 3, 5)) == "2026年3月5日"
    assert quarter_text("2026Q4") == "2026年第四季度"
    assert [quarter_of(day) for day in (dt.date(2026, 1, 1), dt.date(2026, 3, 31), AS_OF)] == [
        "2026Q1",
        "2026Q1",
        "2026Q4",
    ]
    assert spans([3, 1, 2, 7, 5, 5]) == ((1, 3), (5, 5), (7, 7))
    assert reason_text("http_502") == "服务器暂时无法提供服务（502）"
    assert reason_text("limit:entries") == "达到检查上限（entries）"
    assert reason_text("栏目由下级单位维护") == "栏目由下级单位维护"
