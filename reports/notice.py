"""The content of a site's rectification notice (整改通知单): what is to be mended by when, each with its evidence."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from reports import office_phrases as phrases
from reports import texts
from reports.annexes import LONGEST_CELL, MAX_LISTED, local_day, problem_of
from reports.city_circular import COUNTED, scheme_note, table_columns
from reports.comparison import compared_text
from reports.document import (
    Align,
    Annex,
    Block,
    Document,
    DocumentTable,
    Heading,
    Imprint,
    Paragraph,
    Picture,
    spans,
)
from reports.material import SiteMaterial, by_points_to_gain, screenshot_of
from reports.phrases import NONE, cut, remedy
from reports.records import FindingLike
from reports.self_inspection import organization_of
from reports.wording import clause

LONGEST_CAPTION = 80  # characters

SUMMARY_WIDTHS = (24, 10, 66)
NOTICE_WIDTHS = (12, 22, 57, 41, 27, 14, 13, 43)
MAX_PICTURES = 60  # in a notice; the console shows them all


def rectification_notice(
    material: SiteMaterial,
    *,
    issuer: str,
    written_on: dt.date,
    deadline: dt.date,
    number: str = "",
    copies_to: str = "",
) -> Document | None:
    """The notice to the office that runs the site; None when there is nothing to mend."""
    found = [one for one in by_points_to_gain(material.findings, material.score) if one.severity in COUNTED]
    if not found:
        return None
    site = material.site
    intro = phrases.notice_introduction(site.name, site.id_code, site.url, material.quarter, material.as_of, len(found))
    pictures = _pictures(found, material.data_dir)
    blocks: list[Block] = [
        Paragraph(text=intro),
        Heading(text=f"{texts.numeral(1)}、{phrases.HEAD_FOUND}", level=1),
        *_vetoes(material, found),
        *(Paragraph(text=compared_text([one])) for one in material.history.changes[:1]),
        _summary(found),
        Heading(text=f"{texts.numeral(2)}、{phrases.HEAD_RECTIFY}", level=1),
        *(Paragraph(text=text) for text in phrases.notice_demands(deadline)),
    ]
    annexes = [_annex(material, found, deadline, pictures)]
    annexes += [_picture_annex(found, pictures)] if pictures else []
    return Document(
        title_parts=phrases.notice_title(material.quarter),
        recipients=f"{organization_of(material)}：",
        blocks=tuple(blocks),
        signature=issuer,
        date=written_on,
        annexes=tuple(annexes),
        subject=phrases.NOTICE_SUBJECT,
        number=number,
        imprint=Imprint(issuer=issuer, date=written_on, copies_to=copies_to),
    )


def _pictures(found: Sequence[FindingLike], data_dir: Path | None) -> dict[int, Path]:
    """The screenshots of the listed findings, by the findings' numbers."""
    paths = ((number, screenshot_of(one, data_dir)) for number, one in enumerate(found[:MAX_LISTED], 1))
    return dict(itertools.islice(((number, path) for number, path in paths if path is not None), MAX_PICTURES))


def _picture_annex(found: Sequence[FindingLike], pictures: Mapping[int, Path]) -> Annex:
    """The screenshots under their own numbers, each with the number of the problem it shows."""
    blocks = []
    for place, (number, path) in enumerate(pictures.items(), 1):
        finding = found[number - 1]
        problem = cut(clause(finding), LONGEST_CAPTION)
        blocks.append(Picture(path=path, caption=phrases.picture_caption(place, number, problem)))
    return Annex(title=phrases.ANNEX_PICTURES, blocks=tuple(blocks))


def _vetoes(material: SiteMaterial, found: Sequence[FindingLike]) -> list[Block]:
    hits = material.score.vetoes
    if not hits:
        return []
    behind = {one for hit in hits for one in hit.findings}
    numbers = [number for number, finding in enumerate(found, 1) if finding.id in behind]
    return [Paragraph(text=phrases.notice_veto([hit.title for hit in hits]), references=spans(numbers))]


def _summary(found: Sequence[FindingLike]) -> DocumentTable:
    counts = Counter(finding.check for finding in found)
    rows = tuple((texts.check_title(check), str(number), remedy(check)) for check, number in counts.items())
    aligns = (Align.LEFT, Align.CENTER, Align.LEFT)
    return DocumentTable(columns=table_columns(phrases.NOTICE_SUMMARY_HEADS, SUMMARY_WIDTHS, aligns), rows=rows)


def _annex(
    material: SiteMaterial, found: Sequence[FindingLike], deadline: dt.date, pictures: Mapping[int, Path]
) -> Annex:
    labels = {number: phrases.picture_label(place) for place, number in enumerate(pictures, 1)}
    standing = material.history.standing
    rows = tuple(
        (
            str(number),
            texts.check_title(finding.check),
            cut(problem_of(finding), LONGEST_CELL),
            cut(finding.url, LONGEST_CELL),
            texts.day_in_cell(local_day(finding.first_seen)),
            texts.STANDINGS[standing[finding.id]] if finding.id in standing else NONE,
            labels.get(number, NONE),
            finding.id,
        )
        for number, finding in enumerate(found[:MAX_LISTED], 1)
    )
    aligns = (Align.CENTER, *(Align.LEFT,) * 3, *(Align.CENTER,) * 4)
    table = DocumentTable(
        columns=table_columns(phrases.NOTICE_HEADS, NOTICE_WIDTHS, aligns, url=3), rows=rows, numbered=True
    )
    more = (Paragraph(text=phrases.cut_list(MAX_LISTED, len(found))),) if len(found) > MAX_LISTED else ()
    by = Paragraph(text=phrases.all_by(deadline), small=True)
    note = scheme_note(material.score.scheme)
    return Annex(title=phrases.ANNEX_NOTICE, blocks=(*more, by, note, table), landscape=True)
