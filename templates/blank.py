"""The empty Word file of a format profile: one style for each part of a paper, nothing else.

No names, no times, no theme: Word opens it, and every byte comes from the profile.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from templates.layout.parts import Component
from templates.layout.profile import Profile
from templates.press.stamp import pack

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def blank_paper(profile: Profile, language: str = "vi-VN") -> bytes:
    """Return a Word file without text, in the styles of *profile*."""
    return pack(
        {
            "[Content_Types].xml": _content_types().encode(),
            "_rels/.rels": _relations().encode(),
            "word/document.xml": _document().encode(),
            "word/_rels/document.xml.rels": _document_relations().encode(),
            "word/styles.xml": _styles(profile, language).encode(),
            "word/settings.xml": _settings(language).encode(),
        }
    )


def twips(points: float) -> int:
    """Return points in twentieths of a point, the measure of Word's XML."""
    return round(points * 20)


def mm_twips(millimetres: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
        "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
    }
    own = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{own}</Types>'
    )


def _relations() -> str:
    return _relationships(((f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),))


def _document_relations() -> str:
    kinds = ("styles", "settings")
    return _relationships(
        tuple((f"{_OFFICE}/relationships/{kind}", f"{kind}.xml") for kind in kinds)
    )


def _relationships(targets: tuple[tuple[str, str], ...]) -> str:
    own = "".join(
        f'<Relationship Id="rId{rank}" Type="{kind}" Target="{target}"/>'
        for rank, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{own}</Relationships>'


def _document() -> str:
    return (
        f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}/relationships">'
        "<w:body><w:sectPr/></w:body></w:document>"
    )


def _settings(language: str) -> str:
    return (
        f'{_HEAD}<w:settings xmlns:w="{_W}"><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f"</w:compat><w:themeFontLang w:val={quoteattr(language)}/></w:settings>"
    )


def _styles(profile: Profile, language: str) -> str:
    font = quoteattr(profile.font.value)
    size = 2 * (profile.component("noi_dung").number("size") or 14)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii={font} w:hAnsi={font} "
        f'w:eastAsia={font} w:cs={font}/><w:sz w:val="{size:g}"/><w:szCs w:val="{size:g}"/>'
        f"<w:lang w:val={quoteattr(language)} w:eastAsia={quoteattr(language)}/></w:rPr>"
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    fixed = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="Plain">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'
        "</w:style>"
    )
    own = "".join(_style(part) for part in profile.components)
    return f'{_HEAD}<w:styles xmlns:w="{_W}">{defaults}{fixed}{own}</w:styles>'


def _style(part: Component) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{part.id}">'
        f'<w:name w:val="{escape(part.label)}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(part)}</w:pPr><w:rPr>{_letters(part)}</w:rPr></w:style>"
    )


def _paragraph(part: Component) -> str:
    before, after = (twips(part.number(side) or 0) for side in ("before", "after"))
    exact = _line_distance(part)
    first = part.number("first_line_mm")
    indent = f'<w:ind w:firstLine="{mm_twips(first)}"/>' if first else ""
    align = _ALIGN[part.word("align") or "left"]
    spacing = f'<w:spacing w:before="{before}" w:after="{after}"{exact}/>'
    keep = "<w:keepNext/>" if part.word("keep") == "yes" else ""
    return f'{keep}{_borders(part)}{spacing}{indent}<w:jc w:val="{align}"/>'


def _line_distance(part: Component) -> str:
    """Return the distance of lines: exact points, or a multiple of one line."""
    if line := part.number("line"):
        return f' w:line="{twips(line)}" w:lineRule="exact"'
    lines = part.number("lines")
    return f' w:line="{round(240 * lines)}" w:lineRule="auto"' if lines else ""


def _borders(part: Component) -> str:
    """Return the frame around a part, or the rule that runs across the text above it."""
    sides: tuple[str, ...] = ("top",) if part.word("rule") == "page" else ()
    if part.get("boxes_mm"):
        sides = ("top", "left", "bottom", "right")
    own = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="1"/>' for side in sides)
    return f"<w:pBdr>{own}</w:pBdr>" if own else ""


def _letters(part: Component) -> str:
    marks = {"bold": "<w:b/><w:bCs/>", "italic": "<w:i/><w:iCs/>"}
    line = '<w:u w:val="single"/>' if "underlined" in part.styles else ""
    half_points = 2 * (part.number("size") or 14)
    size = f'<w:sz w:val="{half_points:g}"/><w:szCs w:val="{half_points:g}"/>'
    colour = f'<w:color w:val="{part.word("color")}"/>' if part.get("color") else ""
    bold = "".join(mark for name, mark in marks.items() if name in part.styles)
    return bold + colour + size + line
