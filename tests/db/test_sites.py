"""The registry: its rows, its files, the national register, and the table in the database."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.facts import Site
from db.engine import Database
from db.registry.record import COLUMNS
from db.registry.record import MESSAGES as PROBLEMS
from db.sites import (
    RegistryError,
    RegistryFileError,
    SiteRecord,
    default_registry,
    errors,
    export_toml,
    find_header,
    get_site,
    list_sites,
    merge_sites,
    read_csv,
    read_toml,
    remove_site,
    replace_sites,
    rows_from_table,
    site_from_dict,
    site_to_dict,
    validate,
)

HANYIN = SiteRecord(code="hanyin", name="“汉阴县人民政府”网", kind="county", url="https://www.hanyin.gov.cn/")
SLJ = SiteRecord(code="slj", name="“安康市水利局”网", kind="department", url="https://slj.ankang.gov.cn/")
REGISTER = ["网站名称", "首页网址", "主办单位", "政府网站标识码", "ICP备案号", "公安机关备案号"]


def problem_keys(*rows: SiteRecord) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.key, problem.level) for problem in validate(rows)]


def test_the_columns_are_those_of_the_language_between_reading_and_judging() -> None:
    assert Site.__struct_fields__ == COLUMNS
    full = replace(HANYIN, hosts=("a.gov.cn",), column_class={"部门动态": "news"}, owes=("permits",), rate=2.0)
    site = msgspec.convert(site_to_dict(full), Site)
    assert (site.kind, site.hosts, site.rate) == ("county", ("a.gov.cn",), 2.0)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"code": ""}, "no_code"),
        ({"code": "Hanyin"}, "bad_code"),
        ({"code": "汉阴"}, "bad_code"),
        ({"code": "a" * 65}, "bad_code"),
        ({"name": " "}, "no_name"),
        ({"kind": "city"}, "bad_kind"),
        ({"url": "www.hanyin.gov.cn"}, "bad_url"),
        ({"url": "ftp://www.hanyin.gov.cn/"}, "bad_url"),
        ({"url": "http:///index.html"}, "bad_url"),
        ({"url": "http://www.han yin.gov.cn/"}, "bad_url"),
        ({"url": "http://user@www.hanyin.gov.cn/"}, "bad_url"),
        ({"url": "http://a.gov.cn:99999/"}, "bad_url"),
        ({"hosts": ("http://a.gov.cn",)}, "bad_host"),
        ({"hosts": ("a.gov.cn/b",)}, "bad_host"),
        ({"hosts": ("",)}, "bad_host"),
        ({"rate": 0.0}, "bad_rate"),
        ({"robots": "no"}, "bad_robots"),
        ({"rate": -1.0}, "bad_rate"),
        ({"rate": float("nan")}, "bad_rate"),
        ({"rate": float("inf")}, "bad_rate"),
    ],
)
def test_what_is_wrong_with_a_row(changes: dict[str, Any], key: str) -> None:
    assert problem_keys(replace(HANYIN, **changes)) == [(1, key, "error")]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"url": "HTTP://www.hanyin.gov.cn:8080/index.html?x=1"},
        {"url": "http://汉阴.政务/"},
        {"url": "http://127.0.0.1:8001/"},
        {"url": "http://[::1]:8001/"},
        {"hosts": ("zw.hanyin.gov.cn", "10.0.0.1:81")},
        {"rate": 0.5},
        {"skip": ("typo",), "notes": "英文网站"},
        {"robots": "ignore", "notes": "县政府办委托检查"},
    ],
)
def test_what_is_right(changes: dict[str, Any]) -> None:
    assert problem_keys(replace(HANYIN, **changes)) == []


def test_what_is_to_be_filled_in_is_no_error() -> None:
    unknown = replace(HANYIN, url="", skip=("typo",))
    assert problem_keys(unknown) == [(1, "no_url", "todo"), (1, "skip_unexplained", "todo")]
    assert errors(validate([unknown])) == []
    assert problem_keys(replace(HANYIN, robots="ignore")) == [(1, "robots_unexplained", "todo")]


def test_no_two_sites_share_code_address_or_host() -> None:
    assert problem_keys(HANYIN, replace(SLJ, code="hanyin")) == [(2, "twin_code", "error")]
    same = replace(SLJ, url="http://WWW.hanyin.gov.cn:80")
    assert problem_keys(HANYIN, same) == [(2, "twin_url", "error")]
    assert problem_keys(HANYIN, replace(SLJ, url="https://www.hanyin.gov.cn/slj/")) == [(2, "twin_host", "error")]
    assert problem_keys(HANYIN, replace(SLJ, hosts=("www.hanyin.gov.cn",))) == [(2, "twin_host", "error")]
    assert problem_keys(HANYIN, replace(SLJ, url="http://www.hanyin.gov.cn:8080/")) == []
    assert problem_keys(replace(HANYIN, url=""), replace(SLJ, url="")) == [(1, "no_url", "todo"), (2, "no_url", "todo")]


def test_a_problem_names_row_and_site_in_both_languages() -> None:
    [problem] = validate([replace(HANYIN, kind="city")])
    assert problem.text() == "第1行（hanyin）：类型“city”应为 county、department 或 portal"
    assert problem.text("en").startswith("row 1 (hanyin): kind 'city'")
    assert all(len(texts) == 2 and all(texts) for texts in PROBLEMS.values())


def test_the_default_registry_is_the_circulars_list() -> None:
    sites = default_registry()
    assert len(sites) == 47
    assert errors(validate(sites)) == []
    assert all(" " not in site.name for site in sites)
    assert [sum(site.kind == kind for site in sites) for kind in ("county", "department", "portal")] == [13, 33, 1]
    codes = {site.code: site for site in sites}
    assert codes["hanyin"] == replace(HANYIN, organization="汉阴县人民政府", district_code="610921")
    assert codes["zrzyj"].url == ""
    to_fill_in = {problem.code for problem in validate(sites) if problem.key == "no_url"}
    assert to_fill_in == {site.code for site in sites if "待填写" in site.notes}
    assert len(to_fill_in) == 28


def test_toml_as_in_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(
        """
        [[site]]
        code = "hanyin"
        name = "“汉阴县人民政府”网"
        kind = "county"
        url = "http://www.example.gov.cn/"
        hosts = []
        rate = 2.0
        skip = []
        column_class = { "部门动态" = "news" }
        exempt_columns = ["历史档案"]
        notes = ""
        [[site]]
        code = "slj"
        name = "水利局"
        kind = "department"
        rate = 1
        """,
        "utf-8-sig",
    )
    first, second = read_toml(path)
    assert first.column_class == {"部门动态": "news"}
    assert first.exempt_columns == ("历史档案",)
    assert (second.rate, second.url) == (1.0, "")
    assert errors(validate([first, second])) == []


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("rate = 'fast'", "bad_type"),
        ("rate = true", "bad_type"),
        ("hosts = 'a.gov.cn'", "bad_type"),
        ("hosts = [1]", "bad_type"),
        ("column_class = {a = 1}", "bad_type"),
        ("name = 3", "bad_type"),
        ("url = 2026-01-01", "bad_type"),
        ("ulr = 'http://a.gov.cn'", "unknown_column"),
    ],
)
def test_toml_values_of_the_wrong_type_are_named(tmp_path: Path, line: str, key: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(f"[[site]]\ncode = 'a'\n{line}\n", "utf-8")
    with pytest.raises(RegistryError) as caught:
        read_toml(path)
    assert [(problem.row, problem.code, problem.key) for problem in caught.value.problems] == [(1, "a", key)]


@pytest.mark.parametrize("text", ["[[site]\n", "site = 3", "", "[site]\ncode='a'", "\ud800"])
def test_what_is_no_registry_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(RegistryFileError, match=r"sites\.toml"):
        read_toml(path)


def test_toml_gives_no_code_and_kind_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text('[[site]]\nname = "汉阴县人民政府"\nurl = "http://a.gov.cn/"\n', "utf-8")
    assert [problem.key for problem in validate(read_toml(path))] == ["no_code", "bad_kind"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SITES = st.builds(
    SiteRecord,
    code=TEXT,
    name=TEXT,
    kind=TEXT,
    url=TEXT,
    hosts=st.lists(TEXT, max_size=3).map(tuple),
    rate=st.none() | st.floats(allow_nan=False),
    column_class=st.dictionaries(TEXT, TEXT, max_size=3),
    notes=TEXT,
)


@settings(deadline=None, max_examples=50)
@given(st.lists(SITES, min_size=1, max_size=3))
def test_exported_toml_reads_back(tmp_path_factory: pytest.TempPathFactory, sites: list[SiteRecord]) -> None:
    path = tmp_path_factory.mktemp("toml") / "sites.toml"
    path.write_bytes(export_toml(sites).encode())
    assert read_toml(path) == sites


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_the_encodings_of_chinese_spreadsheets(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "sites.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(["code", "name", "kind", "url", "hosts", "rate", "column_class", "exempt_columns", "notes"])
        writer.writerow(
            [
                "hanyin",
                HANYIN.name,
                "county",
                HANYIN.url,
                "a.gov.cn；b.gov.cn",
                "0.5",
                "动态=news; 计划=plan",
                "",
                "两\n行",
            ]
        )
        writer.writerow([""] * 9)
    [site] = read_csv(path)
    assert site == replace(
        HANYIN,
        hosts=("a.gov.cn", "b.gov.cn"),
        rate=0.5,
        column_class={"动态": "news", "计划": "plan"},
        notes="两\n行",
    )


def test_csv_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_bytes(b"name,url\n\xff\xff\xff")
    with pytest.raises(RegistryFileError, match="UTF-8"):
        read_csv(path)
    for content, keys in (
        ("", ["unknown_column"]),
        ("foo,bar\n1,2\n", ["unknown_column"]),
        ("code,name,kind,url,ulr\na,b,county,,\n", ["unknown_column"]),
        ("code,name,kind,url,rate,column_class\na,b,county,,fast,动态\n", ["bad_type", "bad_type"]),
    ):
        path.write_text(content, "utf-8")
        with pytest.raises(RegistryError) as caught:
            read_csv(path)
        assert [problem.key for problem in caught.value.problems] == keys
        assert caught.value.text("en")


def test_the_national_registers_table() -> None:
    rows = [
        ["全国政府网站基本信息"],
        [" 网站名称 ", "首页网址\n", *REGISTER[2:], "网站状态"],
        [
            "汉阴县人民政府",
            "www.hanyin.gov.cn",
            "汉阴县人民政府办公室",
            6109210001.0,
            "陕ICP备05002345号",
            "61092102000012号",
        ],
        [None] * 6,
        ["安康市水利局", "http://slj.ankang.gov.cn/", "安康市水利局", "6109000012", "", "", "正常"],
        ["安康市水利局旧站", "http://slj.example.gov.cn/", "安康市水利局", "6109000013", "", "", "正常"],
        ["安康市人民政府", "https://www.ankang.gov.cn/index.html", "安康市人民政府", "6109000001", "", ""],
        ["某局", "", "某局", "6109000099", "", ""],
        ["无码局", "", "无码局", "", "", ""],
        ["内网", "http://10.1.2.3:8080/", "某局", "", "", ""],
    ]
    at = find_header(rows)
    sites = rows_from_table(rows[at], rows[at + 1 :])
    assert [(site.code, site.kind, site.url) for site in sites] == [
        ("hanyin", "county", "http://www.hanyin.gov.cn"),
        ("slj", "department", "http://slj.ankang.gov.cn/"),
        ("slj-2", "department", "http://slj.example.gov.cn/"),
        ("ankang", "portal", "https://www.ankang.gov.cn/index.html"),
        ("6109000099", "department", ""),
        ("site-6", "department", ""),
        ("10-1-2-3-8080", "department", "http://10.1.2.3:8080/"),
    ]
    assert sites[0].organization == "汉阴县人民政府办公室"
    assert (sites[0].site_id_code, sites[0].icp) == ("6109210001", "陕ICP备05002345号")
    assert errors(validate(sites)) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("汉滨区人民政府", "county"),
        ("旬阳市人民政府", "county"),
        ("安康高新技术产业开发区管理委员会", "county"),
        ("安康市恒口示范区（试验区）管理委员会", "county"),
        ("安康瀛湖生态旅游区管委会", "county"),
        ("安康市水利局", "department"),
        ("安康市发展和改革委员会", "department"),
        ("安康市人民政府外事办公室", "department"),
        ("安康回家网", "department"),
        ("陕西省人民政府", "portal"),
    ],
)
def test_the_kind_a_name_tells(name: str, kind: str) -> None:
    [site] = rows_from_table(["网站名称", "首页网址"], [[name, ""]])
    assert site.kind == kind


def test_known_sites_lend_their_codes() -> None:
    known = default_registry()
    rows = [
        ["安康市自然资源局", "http://gtj.ankang.gov.cn/", "", "", "", ""],  # by name
        ["汉阴县政府门户", "http://www.hanyin.gov.cn/", "", "", "", ""],  # by host
        ["新站", "http://hanyin.example.gov.cn/", "", "", "", ""],  # a code that is taken
    ]
    sites = rows_from_table(REGISTER, rows, known)
    assert [site.code for site in sites] == ["zrzyj", "hanyin", "hanyin-2"]


def test_the_registry_in_the_database(database: Database) -> None:
    with database.session() as session:
        replace_sites(session, default_registry())
    with database.session() as session:
        assert list_sites(session) == default_registry()
        changed = replace(HANYIN, rate=2.0, hosts=("a.gov.cn",), column_class={"动态": "news"})
        new = SiteRecord(code="new", name="新局", kind="department")
        assert merge_sites(session, [new, changed, default_registry()[0]]) == (1, 1)
        assert get_site(session, "hanyin") == changed
        assert [site.code for site in list_sites(session)][-1] == "new"
        assert [site.code for site in list_sites(session)][1] == "hanyin"
        assert remove_site(session, "new")
        assert not remove_site(session, "new")
        assert get_site(session, "new") is None


def test_a_faulty_registry_changes_nothing(database: Database) -> None:
    with database.session() as session:
        replace_sites(session, [HANYIN])
    taken = replace(SLJ, url=HANYIN.url)
    for change in (
        lambda session: replace_sites(session, [SLJ, SLJ]),
        lambda session: merge_sites(session, [SLJ, SLJ]),
        lambda session: merge_sites(session, [SLJ, taken]),
        lambda session: merge_sites(session, [taken]),
    ):
        with pytest.raises(RegistryError), database.session() as session:
            change(session)
    with database.reading() as session:
        assert list_sites(session) == [HANYIN]


def test_a_run_keeps_its_registry_through_json() -> None:
    site = replace(HANYIN, hosts=("a",), column_class={"动态": "news"})
    kept = json.loads(json.dumps(site_to_dict(site))) | {"column_of_a_later_version": 1}
    assert site_from_dict(kept) == site
