"""Linked files as text: docx, xlsx, pdf, csv and txt, read in a process of its own that a hostile file may cost."""
