"""Documents and the overview of a run as self-contained HTML pages: no scripts, nothing fetched, fit for print."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from itertools import groupby
from pathlib import Path

import msgspec

from reports import phrases, texts
from reports.document import (
    MERGED,
    Align,
    Annex,
    Block,
    Document,
    DocumentTable,
    Heading,
    Imprint,
    Paragraph,
    Picture,
    spanned_columns,
)
from reports.table_files import LINK_SCHEMES, clean

STYLE = resources.files("reports").joinpath("styles", "document.css").read_text(encoding="utf-8")

PICTURE_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}  # by the bytes a file begins with


class OverviewSite(msgspec.Struct, frozen=True, kw_only=True):
    """A site's line in the overview. `files` are the titles and relative addresses of what was written for it."""

    code: str
    name: str
    url: str
    state: str
    dimensions: tuple[tuple[str, str], ...]  # title, “23.00 / 36.00”
    total: str
    provisional: bool
    vetoes: int
    counts: tuple[tuple[str, int], ...]  # check, findings; a check that came to no judgement is left out
    files: tuple[tuple[str, str], ...]


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run at a glance."""

    title: str
    facts: tuple[str, ...]  # sentences about the run
    sites: tuple[OverviewSite, ...]


def write_html(document: Document, path: Path) -> Path:
    """Writes a document as one HTML file; returns the path."""
    path.write_text(document_html(document), encoding="utf-8", errors="replace")
    return path


def write_overview(overview: Overview, path: Path) -> Path:
    """Writes the overview as one HTML file; returns the path."""
    path.write_text(overview_html(overview), encoding="utf-8", errors="replace")
    return path


def document_html(document: Document) -> str:
    """The document as a page; references lead to the rows they name."""
    title = "".join(f"<span>{_text(part)}</span>" for part in document.title_parts)
    recipients = [f'<p class="recipients">{_text(document.recipients)}</p>'] if document.recipients else []
    parts = [*_letterhead(document), f"<h1>{title}</h1>", *recipients, *map(_block, document.blocks)]
    if document.annexes:
        parts.append(_annex_list(document.annexes))
    signature = (document.signature, texts.date_text(document.date))
    parts.append('<div class="signature">' + "".join(f"<p>{_text(line)}</p>" for line in signature) + "</div>")
    parts += [_annex(number, annex, document) for number, annex in enumerate(document.annexes, 1)]
    parts += [_imprint(document.imprint)] if document.imprint else []
    return _page(document.title, parts)


def overview_html(overview: Overview) -> str:
    """The overview as a page: what was inspected, and a line for each site."""
    dimensions = list(dict.fromkeys(title for site in overview.sites for title, _ in site.dimensions))
    checks = [check for check in texts.CHECK_TITLES if any(check in dict(site.counts) for site in overview.sites)]
    checks += sorted({check for site in overview.sites for check, _ in site.counts} - set(texts.CHECK_TITLES))
    heads = [f"<th>{_text(head)}</th>" for head in (*phrases.OVERVIEW_HEADS, *dimensions, phrases.MEASURED_TOTAL)]
    heads += [f'<th class="count">{_text(texts.check_title(check))}</th>' for check in checks]
    heads.append(f"<th>{_text(phrases.FILES)}</th>")
    rows = [_overview_row(site, dimensions, checks) for site in overview.sites]
    table = (
        '<div class="wide overview"><table><thead><tr>'
        + "".join(heads)
        + "</tr></thead><tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table></div>"
    )
    facts = [f'<p class="fact">{_text(fact)}</p>' for fact in overview.facts]
    return _page(overview.title, [f"<h1>{_text(overview.title)}</h1>", *facts, table], width="110rem")


def _overview_row(site: OverviewSite, dimensions: Sequence[str], checks: Sequence[str]) -> str:
    points, counts = dict(site.dimensions), dict(site.counts)
    total = _text(site.total) + (f'<br><span class="warn">{texts.PROVISIONAL}</span>' if site.provisional else "")
    state = _text(site.state) + (
        f'<br><span class="warn">{phrases.veto_mark(site.vetoes)}</span>' if site.vetoes else ""
    )
    cells = [f"<td>{_link(site.url, site.name)}</td>", f"<td>{state}</td>"]
    cells += [f'<td class="center">{_text(points.get(title, phrases.NONE))}</td>' for title in dimensions]
    cells.append(f'<td class="center">{total}</td>')
    for check in checks:
        count = counts.get(check, phrases.NONE)
        cells.append(f'<td class="count{"" if count in (0, phrases.NONE) else " found"}">{count}</td>')
    return f'<tr>{"".join(cells)}<td class="files">{_file_links(site.files)}</td></tr>'


def _file_links(files: Iterable[tuple[str, str]]) -> str:
    """A line for each document, with a link for each format it was written in: 自查报告（docx）, 自查报告（网页）."""
    lines = []
    for document, formats in groupby(files, key=lambda file: file[0].partition("（")[0]):
        links = (
            f'<a href="{_text(address)}">{_text(title.partition("（")[2].rstrip("）") or title)}</a>'
            for title, address in formats
        )
        lines.append(f"{_text(document)}：{'　'.join(links)}")
    return "<br>".join(lines)


def _page(title: str, parts: Iterable[str], *, width: str = "") -> str:
    wide = f' style="max-width: {width}"' if width else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main{wide}>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{_text(block.text)}</h{block.level + 1}>"
    if isinstance(block, Paragraph):
        head, tail = block.around_references()
        lead = f'<span class="lead">{_text(block.lead)}</span>' if block.lead else ""
        small = ' class="note"' if block.small else ""
        return f"<p{small}>{lead}{_text(head)}{_references(block)}{_text(tail)}</p>"
    if isinstance(block, Picture):
        return _picture(block)
    return _table(block)


def _picture(picture: Picture) -> str:
    """The picture within the page itself, so that the page stays one file."""
    try:
        data = picture.path.read_bytes()
    except OSError:
        data = b""
    kind = next((kind for start, kind in PICTURE_KINDS.items() if data.startswith(start)), "")
    caption = f"<figcaption>{_text(picture.caption)}</figcaption>"
    if not kind:
        return f"<figure><p>{phrases.PICTURE_UNREADABLE}</p>{caption}</figure>"
    source = f"data:{kind};base64,{b64encode(data).decode('ascii')}"
    return f'<figure><img src="{source}" alt="{_text(picture.caption)}">{caption}</figure>'


def _letterhead(document: Document) -> list[str]:
    if not document.number:
        return []
    return [f'<p class="letterhead">{_text(document.signature)}</p><p class="number">{_text(document.number)}</p>']


def _imprint(imprint: Imprint) -> str:
    copies = f"<p>{_text(phrases.copies_to(imprint.copies_to))}</p>" if imprint.copies_to else ""
    issued = phrases.printed(texts.date_text(imprint.date))
    last = f"<p><span>{_text(imprint.issuer)}</span><span>{_text(issued)}</span></p>"
    return f'<footer class="imprint">{copies}{last}</footer>'


def _references(paragraph: Paragraph) -> str:
    """The worded reference as a link to the first row it names."""
    if not paragraph.references:
        return ""
    first = paragraph.references[0][0]
    return f'<a href="#f-{first}">{_text(phrases.reference_text(paragraph.references))}</a>'


def _table(table: DocumentTable) -> str:
    share = sum(column.width for column in table.columns)
    widths = "".join(f'<col style="width: {100 * column.width / share:.1f}%">' for column in table.columns)
    head = "".join(f"<th>{_text(column.title)}</th>" for column in table.columns)
    rows = []
    for row in table.rows:
        anchor = f' id="f-{_text(row[0])}"' if table.numbered else ""
        cells = "".join(
            f"<td{_align(column.align)}{_span(row, place)}>{_link(text, text) if column.is_url else _text(text)}</td>"
            for place, (text, column) in enumerate(zip(row, table.columns, strict=True))
            if text != MERGED
        )
        rows.append(f"<tr{anchor}>{cells}</tr>")
    body = "\n".join(rows)
    inner = f"<colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody>"
    return f'<div class="wide"><table>{inner}</table></div>'


def _span(row: Sequence[str], place: int) -> str:
    spanned = spanned_columns(row, place)
    return f' colspan="{spanned}"' if spanned > 1 else ""


def _annex_list(annexes: Sequence[Annex]) -> str:
    lines = [
        f'<p>{phrases.ANNEX}{number}：<a href="#annex-{number}">{_text(annex.title)}</a></p>'
        for number, annex in enumerate(annexes, 1)
    ]
    return f'<div class="annexes">{"".join(lines)}</div>'


def _annex(number: int, annex: Annex, document: Document) -> str:
    label = f"{phrases.ANNEX}{number}" if len(document.annexes) > 1 else phrases.ANNEX
    head = f'<p class="label">{label}</p><h2>{_text(annex.title)}</h2>'
    return f'<section class="annex" id="annex-{number}">{head}{"".join(map(_block, annex.blocks))}</section>'


def _align(align: Align) -> str:
    return "" if align is Align.LEFT else f' class="{align.value}"'


def _link(address: str, text: str) -> str:
    if address.lower().startswith(LINK_SCHEMES):
        return f'<a href="{_text(address)}" rel="noreferrer noopener">{_text(text)}</a>'
    return _text(text)


def _text(text: str) -> str:
    return escape(clean(text), quote=True)
