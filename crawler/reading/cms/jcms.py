"""大汉 JCMS: rows in an XML island (`<datastore>`), further rows from `/module/web/jpage/dataproxy.jsp` by POST."""

from __future__ import annotations

import html as markup
import re

from checks.facts import ItemList, Place
from crawler.reading.cms.view import (
    UNSAFE_XML,
    Answer,
    Finds,
    PageView,
    Rows,
    UnsafeXmlError,
    fragment_items,
    xml_records,
)
from crawler.reading.response import ListRequest
from crawler.urls import absolute

NAME = "jcms"

MARKS = (b"datastore", b"dataproxy.jsp", b".jpage")

PAGES_A_REQUEST = 3  # the system's own script asks for three pages at a time
MAX_REQUESTS = 200
DEFAULT_PER_PAGE = 15
PROXY = "/module/web/jpage/dataproxy.jsp"

_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,7})|totalRecord\s*[:=]\s*['\"]?(\d{1,7})", re.I)
_PER_PAGE = re.compile(r"perPage\s*[:=]\s*['\"]?(\d{1,4})", re.I)
_PROXY = re.compile(r"""proxyUrl\s*[:=]\s*['"]([^'"\s]{1,300})['"]""")
_PARAMS = re.compile(r"params\s*[:=]\s*\{([^{}]{0,3000})\}")
_PARAM = re.compile(r"""['"]?(\w{1,40})['"]?\s*:\s*(?:'([^'\n]{0,300})'|"([^"\n]{0,300})"|([\w.-]{1,100}))""")
_NEXT_GROUP = re.compile(r"""<nextgroup>\s*<!\[CDATA\[\s*<a\s+href=["']([^"']{1,2000})["']""", re.I)


def look(view: PageView) -> Finds | None:
    """The rows in the page's islands, and the requests for those that the page leaves to its script."""
    if not view.has(*MARKS):
        return None
    finds = Finds()
    for number, script in enumerate(view.tree.scripts):
        if "<datastore" not in script.text:
            continue
        rows = _island(script.text, view)
        if rows.note:
            finds.notes.append(rows.note)
        settings = next(
            (later.text for later in view.tree.scripts[number + 1 : number + 3] if "params" in later.text), ""
        )
        total = _number(_TOTAL, script.text + settings)
        requests = _requests(script.text, settings, total, len(rows.items), view)
        if rows.items:
            more = total > len(rows.items) or bool(requests)
            finds.lists.append(ItemList(tuple(rows.items), Place.MAIN, "", "datastore", more))
        finds.requests += requests
    if not finds.lists and not finds.requests:
        for script in view.tree.scripts:
            if "jpage" in script.text and "params" in script.text:
                finds.requests += _requests("", script.text, _number(_TOTAL, script.text), 0, view)
    return finds


def read(answer: Answer) -> Rows:
    """The rows of dataproxy's answer: a datastore, or plain markup of older versions."""
    return _records(answer.text, answer)


def _island(xml: str, view: PageView) -> Rows:
    answer = Answer(text=xml, base=view.base, encoding=view.encoding, scope=view.scope, today=view.today)
    return _records(xml, answer)


def _records(xml: str, answer: Answer) -> Rows:
    try:
        records = xml_records(xml)
    except UnsafeXmlError:
        return Rows(note=UNSAFE_XML)
    html = "".join(records) if records else ("" if "<datastore" in xml else xml)
    items = fragment_items(html, answer.base, answer.encoding, answer.scope, answer.today)
    return Rows(items=items, total=_number(_TOTAL, xml))


def _number(form: re.Pattern[str], text: str) -> int:
    found = form.search(text)
    return int(next(group for group in found.groups() if group)) if found else 0


def _requests(island: str, settings: str, total: int, known: int, view: PageView) -> list[ListRequest]:
    """The requests for the rows from `known` on."""
    block = _PARAMS.search(settings)
    if block:
        form = [(name, a or b or c) for name, a, b, c in _PARAM.findall(block[1])]
        proxy = _PROXY.search(settings)
        url = absolute(view.url, proxy[1] if proxy else PROXY, view.encoding)
        if not url or not form:
            return []
        column = next((value for name, value in form if name == "columnid"), "")
        if column and not any(name == "col" for name, _ in form):
            form.insert(0, ("col", "1"))
        step = (_number(_PER_PAGE, settings) or DEFAULT_PER_PAGE) * PAGES_A_REQUEST
        per_page = step // PAGES_A_REQUEST
        out = []
        for start in range(known + 1, max(total, known + 1 if not known else total) + 1, step)[:MAX_REQUESTS]:
            end = min(start + step - 1, total) if total else start + step - 1
            mark = "&" if "?" in url else "?"
            address = f"{url}{mark}startrecord={start}&endrecord={end}&perpage={per_page}"
            out.append(ListRequest(url=address, method="POST", form=tuple(form), reader=NAME))
        return out
    group = _NEXT_GROUP.search(island)
    if group and (not total or total > known):
        url = absolute(view.url, markup.unescape(group[1]), view.encoding)
        return [ListRequest(url=url, reader=NAME)] if url else []
    return []
