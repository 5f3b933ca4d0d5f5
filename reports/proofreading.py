"""Our own documents under our own proofreading, before they are written: what we accuse others of we do not do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checks.words.engine import shipped_proofreader
from checks.words.faults import Tier
from checks.words.proofread import ProofFault, proofread_text
from reports import office_phrases as phrases
from reports.document import Document, DocumentTable, Heading, Paragraph

QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’")  # others' words: what we quote may be the very fault we report
CONTEXT = 12  # characters on each side of a fault in the message


class DocumentFaultError(ValueError):
    """A document of ours with a certain fault of wording; the text names document, fault and place."""


def faults_of(document: Document) -> list[ProofFault]:
    """The certain faults (tier error) in a document's own words.

    What stands in quotation marks and in the cells of tables is others' words, and is left out; a title in 《》 is
    judged as in a scan, for it is quoted as it stands.
    """
    judge = shipped_proofreader(Tier.ERROR)
    return proofread_text("\n".join(_own_words(document)), document.title, lowest=Tier.ERROR, judge=judge)


def require_clean(document: Document) -> None:
    """Raises DocumentFaultError if the document has a certain fault in its own words."""
    told = describe(document)
    if told:
        raise DocumentFaultError(told)


def describe(document: Document) -> str:
    """What is wrong with a document, in one sentence; "" if nothing is."""
    found = faults_of(document)
    if not found:
        return ""
    lines = list(_own_words(document))
    told = [
        phrases.own_fault(
            one.wrong, one.suggestion, lines[one.line - 1][max(one.start - CONTEXT, 0) : one.start + CONTEXT]
        )
        for one in found
    ]
    return phrases.own_faults(document.title, told)


OnDocument = Callable[[Document], None]  # what is done with a document before it is written


def _own_words(document: Document) -> Iterator[str]:
    yield _line(document.title)
    yield _line(document.recipients)
    blocks = [*document.blocks, *(block for annex in document.annexes for block in annex.blocks)]
    for block in blocks:
        if isinstance(block, Heading):
            yield _line(block.text)
        elif isinstance(block, Paragraph):
            yield _line(block.lead + block.text)
        elif isinstance(block, DocumentTable):
            yield _line("，".join(column.title for column in block.columns))
    for annex in document.annexes:
        yield _line(annex.title)
    yield _line(document.signature)


def _line(text: str) -> str:
    return QUOTED.sub("“”", " ".join(text.split()))
