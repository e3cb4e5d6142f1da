"""A plain Word file for tests, as python-docx writes it."""

import io

import docx


def paper(*paragraphs: str, header: str = "", title: str = "") -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()
