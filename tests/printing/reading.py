"""What a PDF says, for tests."""

import io

import pypdf


def text(content):
    """The words of all pages, with single blanks."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def pages(content):
    """How many pages."""
    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


def page_texts(content):
    """The words of each page."""
    found = pypdf.PdfReader(io.BytesIO(content)).pages
    return [" ".join(page.extract_text().split()) for page in found]
