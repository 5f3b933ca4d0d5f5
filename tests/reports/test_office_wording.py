"""An office's own wording: taken where it fits, refused with a sentence where it does not, proofread like ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import office_wording
from reports.notice import rectification_notice
from reports.office_wording import SHIPPED, WordingError, in_force, load
from reports.proofreading import DocumentFaultError, require_clean
from reports.self_inspection import self_inspection
from reports.texts import CHECK_TITLES
from tests.reports.materials import faulty
from tests.reports.test_office import DAY, DEADLINE, ISSUER, circular, text_of


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "wording.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_file_is_a_file_an_office_could_have_written(tmp_path: Path) -> None:
    assert load(own(tmp_path, SHIPPED.read_text(encoding="utf-8")))


def test_every_kind_of_finding_has_a_remedy() -> None:
    missing = [check for check in CHECK_TITLES if not office_wording.has(f"remedies.{check}")]
    assert not missing


def test_own_sentences_take_the_place_of_ours_and_only_while_asked_for(tmp_path: Path) -> None:
    path = own(
        tmp_path,
        """
[circular]
recipients = "各乡镇人民政府："
introduction = "{as_of}，我办检查了{sites}个网站。"
demands = ["加强领导。各单位要在{deadline}前改完。"]
[remedies]
dead_link = "改正网址"
""",
    )
    with in_force(path):
        document = circular()
        assert document.recipients == "各乡镇人民政府："
        assert "2026年11月1日，我办检查了6个网站。" in text_of(document)
        assert "（一）加强领导。各单位要在2026年11月21日前改完。" in text_of(document)
        assert "改正网址" in text_of(self_inspection(faulty(), written_on=DAY))
    assert "改正网址" not in text_of(self_inspection(faulty(), written_on=DAY))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[circular]\nintroduction = "{as_off}检查"', "{as_off}，可用：{as_of}"),
        ('[circular]\nintroduction = "{as_of.year}"', "{as_of.year}"),
        ('[circular]\nintroduction = "{as_of:>999999999}"', "{as_of:>999999999}"),
        ('[circular]\nintroduction = "{}"', "不认识的 {}"),
        ('[circular]\nintroduction = "{as_of"', "花括号没有配对"),
        ('[circular]\nintroductoin = "甲"', "相近的有：circular.introduction"),
        ('[circular]\nrecipients = ["甲"]', "应是一句话"),
        ('[circular]\ndemands = "甲"', "应是一组"),
        ("[circular]\ndemands = [1]", "应是一组"),
        ('[circular]\nrecipients = " "', "是空的"),
        ('[notice]\nveto = "{deadline}"', "可用：{vetoes}"),
        ("[circular", "不是可读的 TOML"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(WordingError) as error:
        load(own(tmp_path, text))
    assert words in str(error.value)
    assert "wording.toml" in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WordingError, match="nowhere"):
        load(tmp_path / "nowhere.toml")


def test_own_sentences_are_proofread(tmp_path: Path) -> None:
    with in_force(own(tmp_path, '[notice]\ndemands = ["请认真布署，于{deadline}前完成。"]')):
        notice = rectification_notice(faulty(), issuer=ISSUER, written_on=DAY, deadline=DEADLINE)
    assert notice is not None
    with pytest.raises(DocumentFaultError, match="部署"):
        require_clean(notice)
