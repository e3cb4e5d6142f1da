"""Two Word files compared part by part: exclusive C14N, relations as sets, media by bytes."""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(paper: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(paper)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def differences(one: bytes, other: bytes) -> list[str]:
    """Name the parts that are not the same but for blanks inside drawings."""
    ours, theirs = parts(one), parts(other)
    lacking = sorted(set(ours) ^ set(theirs))
    return lacking + [
        name for name in ours if name in theirs and not _same(name, ours[name], theirs[name])
    ]


def _same(name: str, one: bytes, other: bytes) -> bool:
    if one == other:
        return True
    if not name.endswith((".xml", ".rels")):
        return False
    return _canonical(name, one) == _canonical(name, other)


def _canonical(name: str, content: bytes) -> object:
    root = etree.fromstring(content)
    if name.endswith(".rels") or name == "[Content_Types].xml":
        return {tuple(sorted((str(key), str(text)) for key, text in one.items())) for one in root}
    for drawing in root.iter(f"{W}drawing"):
        for node in drawing.iter():
            node.text = None if node.text and node.text.isspace() else node.text
            if node is not drawing and node.tail and node.tail.isspace():
                node.tail = None
    return etree.tostring(root, method="c14n", exclusive=True)
