"""The files made in code open in the programs they are for."""

import io
import subprocess
import zlib
from pathlib import Path

import docx as docx_reader
import openpyxl

from demo.files import docx, pdf, png, xlsx


def test_docx() -> None:
    document = docx_reader.Document(io.BytesIO(docx("标题", ["第一段 <甲>", "第二段"])))
    assert [p.text for p in document.paragraphs] == ["标题", "第一段 <甲>", "第二段"]


def test_xlsx() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["科目", "数额"], ["合计", "12"]])))
    assert [[cell.value for cell in row] for row in book.active.iter_rows()] == [["科目", "数额"], ["合计", "12"]]


def test_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(["实施方案", "第二行"]))
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    assert "实施方案" in text
    assert "第二行" in text


def test_png() -> None:
    data = png(4, 12, (10, 20, 30))
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    start = data.index(b"IDAT") + 4
    length = int.from_bytes(data[start - 8 : start - 4], "big")
    assert len(zlib.decompress(data[start : start + length])) == 12 * (1 + 4 * 3)
