"""Content management systems: where their lists and further pages hide. One module a system.

A module offers `NAME`, `look(view) -> Finds` for a page, `MARKS` if its pages are known by words in the markup, and,
where it asks endpoints, `read(view) -> rows` for an answer. Modules do not decide what a page is; they add what plain
markup does not show.
"""

from __future__ import annotations

from collections.abc import Callable

from crawler.reading.cms import embedded, generic, jcms, jpaas, node_content, trs, ucap, vsb
from crawler.reading.cms.view import Answer, Finds, PageView, Rows
from crawler.reading.response import ListRequest
from crawler.reading.signs import Signs

_LOOKS: tuple[Callable[[PageView], Finds | None], ...] = (
    node_content.look,
    trs.look,
    jcms.look,
    jpaas.look,
    vsb.look,
    ucap.look,
    embedded.look,
)
_READERS: dict[str, Callable[[Answer], Rows]] = {
    jcms.NAME: jcms.read,
    jpaas.NAME: jpaas.read,
    ucap.NAME: ucap.read,
}


_FURTHER: dict[str, Callable[[ListRequest, Rows], list[ListRequest]]] = {
    jpaas.NAME: jpaas.further,
    ucap.NAME: ucap.further,
}
_SIGNS = Signs(mark for module in (trs, jcms, jpaas, vsb, ucap, embedded) for mark in module.MARKS)


def signs_in(markup: bytes) -> frozenset[bytes]:
    """The modules' marks that stand in the markup of a page."""
    return _SIGNS.within(markup)


def look(view: PageView) -> Finds:
    """What all systems' modules find on a page; the generic pager is asked where none knows the further pages."""
    finds = Finds()
    for one in _LOOKS:
        found = one(view)
        if found is not None:
            finds.add(found)
    if not finds.next_pages:
        finds.add(generic.look(view))
    return finds


def read_answer(reader: str, answer: Answer) -> Rows:
    """The rows of an endpoint's answer. Raises KeyError for a reader that no module offers."""
    return _READERS[reader](answer)


def further(request: ListRequest, rows: Rows) -> list[ListRequest]:
    """The requests for the rows that the answer to a first request says are left."""
    ask = _FURTHER.get(request.reader)
    return ask(request, rows) if ask else []
