"""A docx copy with a comment at every fault: of a docx the document itself, of anything else its lines."""

from __future__ import annotations

import copy
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.run import Run

from checks.words.proofread import ProofFault
from reports.manuscripts import phrases
from reports.manuscripts.manuscript import Manuscript
from reports.manuscripts.word import open_docx, pieces, shown_pieces

FONT = "仿宋"
AUTHOR = "govinspect"
INITIALS = "校"
_RUN, _TEXT, _SPACE = qn("w:r"), qn("w:t"), "{http://www.w3.org/XML/1998/namespace}space"


def annotated_docx(path: Path, faults: Iterable[ProofFault]) -> bytes:
    """A copy of a docx with its faults commented; nothing else is changed. Raises ManuscriptError."""
    return _annotated(open_docx(path.read_bytes(), str(path)), faults)


def annotated_lines(manuscript: Manuscript, faults: Iterable[ProofFault]) -> bytes:
    """A new docx with the lines of a manuscript and its faults commented."""
    document = docx.Document()
    font = document.styles["Normal"].font
    font.name, font.size = FONT, Pt(12)
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for line in manuscript.lines:
        document.add_paragraph(_printable(line))
    return _annotated(document, faults)


def _annotated(document: Document, faults: Iterable[ProofFault]) -> bytes:
    by_line: dict[int, list[ProofFault]] = defaultdict(list)
    for fault in faults:
        by_line[fault.line].append(fault)
    places = list(pieces(document))  # before comments add text of their own
    for line, column, paragraph, text in places:
        here = [fault for fault in by_line.get(line, ()) if column <= fault.start < column + max(len(text), 1)]
        # from the end, so that what was found before stays where it is
        for fault in sorted(here, key=lambda fault: fault.start, reverse=True):
            start = fault.start - column
            runs = _runs_of(document, paragraph, start, start + len(fault.wrong))
            if runs:
                document.add_comment(runs, text=comment_of(fault), author=AUTHOR, initials=INITIALS)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def comment_of(fault: ProofFault) -> str:
    """What the comment says, with how sure it is."""
    form = phrases.COMMENT if fault.suggestion else phrases.COMMENT_CHECK
    return form.format(wrong=fault.wrong, suggestion=fault.suggestion, tier=phrases.TIERS[fault.tier.value])


class _Part(NamedTuple):
    run: BaseOxmlElement
    text: BaseOxmlElement  # the run's one element of text that lies in the range
    begin: int
    end: int


def _runs_of(document: Document, paragraph: BaseOxmlElement, start: int, end: int) -> Sequence[Run]:
    """Runs that hold exactly the characters [start, end) of a paragraph; runs are split where it takes that."""
    parts: list[_Part] = []
    at = 0
    for element, shown in shown_pieces(paragraph):
        begin, finish = max(start - at, 0), min(end - at, len(shown))
        at += len(shown)
        run = element.getparent()
        if begin < finish and element.tag == _TEXT and run is not None and run.tag == _RUN:
            parts.append(_Part(run, element, begin, finish))
    return [Run(_isolated(part), document._body) for part in parts]


def _isolated(part: _Part) -> BaseOxmlElement:
    """The run that holds the part and nothing else; what stood before and after it in its run gets runs of its own."""
    run, text = part.run, part.text
    whole = text.text or ""
    children = [child for child in run if child.tag != qn("w:rPr")]
    place = children.index(text)
    before, after = copy.deepcopy(run), copy.deepcopy(run)
    _keep(before, place, whole[: part.begin], leading=True)
    _keep(after, place, whole[part.end :], leading=False)
    for child in children:
        if child is not text:
            run.remove(child)
    _set(text, whole[part.begin : part.end])
    if _has_content(before):
        run.addprevious(before)
    if _has_content(after):
        run.addnext(after)
    return run


def _keep(run: BaseOxmlElement, place: int, text: str, *, leading: bool) -> None:
    """Leaves, in a copy of a run, what stood before (or after) the element at `place`, and that element's rest."""
    children = [child for child in run if child.tag != qn("w:rPr")]
    middle = children[place]
    for child in children[place + 1 :] if leading else children[:place]:
        run.remove(child)
    if text:
        _set(middle, text)
    else:
        run.remove(middle)


def _has_content(run: BaseOxmlElement) -> bool:
    return any(child.tag != qn("w:rPr") for child in run)


def _set(element: BaseOxmlElement, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _printable(line: str) -> str:
    """A line without what XML cannot hold."""
    return "".join(character if character >= " " or character == "\t" else " " for character in line)
