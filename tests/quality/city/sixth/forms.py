"""Guides and letters as the sixth city's families lay them out."""

from collections.abc import Callable
from datetime import datetime

from ..fourth.forms import Letter, Rows
from ..model import Site


def terms(site: Site, matter: str, rows: Rows) -> str:
    return "<dl class='sxxq'>" + "".join(f"<dt>{k}</dt><dd>{v}</dd>" for _, k, v in rows) + "</dl>"


def folded(site: Site, matter: str, rows: Rows) -> str:
    return "".join(f"<details open><summary>{k}</summary><div>{v}</div></details>" for _, k, v in rows)


def bracketed(site: Site, matter: str, rows: Rows) -> str:
    return "".join(f"<p>【{k}】{v}</p>" for _, k, v in rows)


def across(site: Site, matter: str, rows: Rows) -> str:
    return "<table border='1'><tr>" + "".join(f"<th>{k}</th>" for _, k, _ in rows) + "</tr><tr>" + "".join(f"<td>{v}</td>" for _, _, v in rows) + "</tr></table>"  # fmt: skip


def cells(site: Site, matter: str, rows: Rows) -> str:
    return "<div class='van-cell-group'>" + "".join(f"<div class='van-cell'><div class='van-cell__title'><span>{k}</span></div><div class='van-cell__value'><span>{v}</span></div></div>" for _, k, v in rows) + "</div>"  # fmt: skip


def headings(site: Site, matter: str, rows: Rows) -> str:
    return "".join(
        f"<h4>（{n}）{k}</h4>\n<p>{v}</p>\n" for n, (_, k, v) in zip("一二三四五六七八九十", rows, strict=False)
    )


GUIDES: dict[str, Callable[[Site, str, Rows], str]] = {"gkml": terms, "powereasy": across, "empire": bracketed, "mobile": cells, "kpcms": folded, "press": headings}  # fmt: skip


def stepped(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<li><b>{answered:%Y-%m-%d %H:%M}</b><p>{site.owner}办结并答复：{reply}</p></li>" if answered else "<li class='wait'><p>等待部门答复</p></li>"  # fmt: skip
    return f"<ul class='steps'><li><b>{asked:%Y-%m-%d %H:%M}</b><p>网友提交诉求：{text}</p></li>{back}</ul>"


def rows(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<tr><td>答 复 人</td><td>{site.owner}</td></tr><tr><td>答复日期</td><td>{answered:%Y/%m/%d}</td></tr><tr><td>答复意见</td><td>{reply}</td></tr>" if answered else "<tr><td>答 复 人</td><td></td></tr><tr><td>答复日期</td><td></td></tr><tr><td>答复意见</td><td></td></tr>"  # fmt: skip
    return f"<table class='tb'><tr><td>咨 询 人</td><td>热心市民</td></tr><tr><td>咨询日期</td><td>{asked:%Y/%m/%d}</td></tr><tr><td>咨询内容</td><td>{text}</td></tr>{back}</table>"  # fmt: skip


def asked_answered(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<p><strong>答：</strong>{reply}</p><p align='right'>（{answered.year}年{answered.month}月{answered.day}日答复）</p>" if answered else "<p><strong>答：</strong></p>"  # fmt: skip
    return f"<p><strong>问：</strong>{text}</p><p align='right'>（{asked.year}年{asked.month}月{asked.day}日来信）</p>{back}"  # fmt: skip


LETTERS: dict[str, Letter] = {"gkml": rows, "powereasy": rows, "empire": asked_answered, "mobile": stepped, "kpcms": stepped, "press": asked_answered}  # fmt: skip
