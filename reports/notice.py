"""The content of a site's rectification notice (整改通知单): what is to be mended by when, each with its evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from reports import office_phrases as phrases
from reports import texts
from reports.annexes import LONGEST_CELL, MAX_LISTED, local_day, problem_of
from reports.city_circular import COUNTED, table_columns
from reports.document import Align, Annex, Block, Document, DocumentTable, Heading, Paragraph, Picture, spans
from reports.material import SiteMaterial, by_points_to_gain
from reports.phrases import DEFAULT_REMEDY, REMEDIES, cut
from reports.records import FindingLike
from reports.self_inspection import organization_of

MAX_PICTURES = 100  # in a document that is sent by mail
SUMMARY_WIDTHS = (24, 10, 66)
NOTICE_WIDTHS = (8, 13, 33, 25, 15, 15, 25)


def rectification_notice(
    material: SiteMaterial, *, issuer: str, written_on: dt.date, deadline: dt.date, data_dir: Path | None = None
) -> Document | None:
    """The notice to the office that runs the site; None when there is nothing to mend.

    `data_dir` is the folder that the findings' screenshots are relative to; those that are there make a second annex.
    """
    found = [one for one in by_points_to_gain(material.findings, material.score) if one.severity in COUNTED]
    if not found:
        return None
    site = material.site
    intro = phrases.notice_introduction(site.name, site.id_code, site.url, material.quarter, material.as_of, len(found))
    blocks: list[Block] = [
        Paragraph(text=intro),
        Heading(text=f"{texts.numeral(1)}、{phrases.HEAD_FOUND}", level=1),
        *_vetoes(material, found),
        _summary(found),
        Heading(text=f"{texts.numeral(2)}、{phrases.HEAD_RECTIFY}", level=1),
        *(Paragraph(text=text) for text in phrases.notice_demands(deadline)),
    ]
    return Document(
        title_parts=phrases.notice_title(material.quarter),
        recipients=f"{organization_of(material)}：",
        blocks=tuple(blocks),
        signature=issuer,
        date=written_on,
        annexes=(_annex(found, deadline), *_pictures(found, data_dir)),
        subject=phrases.NOTICE_SUBJECT,
    )


def _vetoes(material: SiteMaterial, found: Sequence[FindingLike]) -> list[Block]:
    hits = material.score.vetoes
    if not hits:
        return []
    behind = {one for hit in hits for one in hit.findings}
    numbers = [number for number, finding in enumerate(found, 1) if finding.id in behind]
    return [Paragraph(text=phrases.notice_veto([hit.title for hit in hits]), references=spans(numbers))]


def _summary(found: Sequence[FindingLike]) -> DocumentTable:
    counts = Counter(finding.check for finding in found)
    rows = tuple(
        (texts.check_title(check), str(number), REMEDIES.get(check, DEFAULT_REMEDY)) for check, number in counts.items()
    )
    aligns = (Align.LEFT, Align.CENTER, Align.LEFT)
    return DocumentTable(columns=table_columns(phrases.NOTICE_SUMMARY_HEADS, SUMMARY_WIDTHS, aligns), rows=rows)


def _pictures(found: Sequence[FindingLike], data_dir: Path | None) -> list[Annex]:
    """The pictures there are of the listed findings, under the findings' numbers."""
    if data_dir is None:
        return []
    kept = [
        Picture(path=path, caption=phrases.picture_caption(number, problem_of(finding)))
        for number, finding in enumerate(found[:MAX_LISTED], 1)
        if finding.evidence.get("screenshot") and (path := data_dir / finding.evidence["screenshot"]).is_file()
    ]
    if not kept:
        return []
    more = (Paragraph(text=phrases.cut_pictures(MAX_PICTURES, len(kept))),) if len(kept) > MAX_PICTURES else ()
    return [Annex(title=phrases.ANNEX_PICTURES, blocks=(*more, *kept[:MAX_PICTURES]))]


def _annex(found: Sequence[FindingLike], deadline: dt.date) -> Annex:
    rows = tuple(
        (
            str(number),
            texts.check_title(finding.check),
            cut(problem_of(finding), LONGEST_CELL),
            cut(finding.url, LONGEST_CELL),
            deadline.isoformat(),
            local_day(finding.first_seen).isoformat(),
            finding.id,
        )
        for number, finding in enumerate(found[:MAX_LISTED], 1)
    )
    aligns = (Align.CENTER, *(Align.LEFT,) * 3, *(Align.CENTER,) * 3)
    table = DocumentTable(
        columns=table_columns(phrases.NOTICE_HEADS, NOTICE_WIDTHS, aligns, url=3), rows=rows, numbered=True
    )
    more = (Paragraph(text=phrases.cut_list(MAX_LISTED, len(found))),) if len(found) > MAX_LISTED else ()
    return Annex(title=phrases.ANNEX_NOTICE, blocks=(*more, table), landscape=True)
