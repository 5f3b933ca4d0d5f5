"""What is to be proofread, whatever file it comes in: text, docx, xlsx, html or pdf.

`read_manuscript(path)` gives the paragraphs to judge, and the lines a person sees, so that every fault has a place:
a line of the text or of the page's source, a paragraph or a table's row of the docx, a row of the sheet.
"""

from reports.manuscripts.manuscript import Manuscript, ManuscriptError, own_lines, wrapped_lines
from reports.manuscripts.reading import SUFFIXES, read_manuscript, typed_text

__all__ = [
    "SUFFIXES",
    "Manuscript",
    "ManuscriptError",
    "own_lines",
    "read_manuscript",
    "typed_text",
    "wrapped_lines",
]
