"""Small pieces the fourth city's columns are made of."""

from collections.abc import Sequence
from random import Random

from ..model import Article, Column, Site
from . import words

PARAGRAPHS = [
    "<p>&nbsp;&nbsp;&nbsp;&nbsp;{}</p>", "<p style=\"text-indent:2em;font-family:宋体\">{}</p>", "<p class=\"MsoNormal\" style=\"margin:0\"><span style=\"font-size:16pt\">{}</span></p>", "　　{}<br/>", "<div style='line-height:200%'>　　{}</div>", "<section><p><span>{}</span></p></section>",
]  # fmt: skip


def compose(rng: Random, lines: Sequence[str]) -> str:
    """The lines as an editor leaves them; every article has its own way."""
    form = rng.choice(PARAGRAPHS)
    return "\n".join(form.format(line) for line in lines)


def column(site: Site, key: str, name: str, cls: str, newest: int, count: int, forms: list[str], step: int = 25, **more: object) -> Column:  # fmt: skip
    """A column of articles, the newest so many days old."""
    rng, made, age = site.rng, Column(key, name, cls, **more), newest  # type: ignore[arg-type]
    room = min(count, 60) if len(forms) > 2 else min(count, 8)
    for title in words.heads(rng, forms, room):
        made.articles.append(Article(title, site.ago(age), compose(rng, words.paragraphs(rng, rng.randint(2, 4))), site.owner))  # fmt: skip
        age += rng.randint(1, step)
    return made


def single(site: Site, key: str, name: str, lines: Sequence[str], section: str | None = None) -> Column:
    """A column that is one page."""
    return Column(key, name, "static", "single", body=compose(site.rng, lines), section=section)


def adopt(col: Column) -> None:
    for child in col.children:
        child.parent = col
        adopt(child)
