"""What Word and other programs also write: pieces of a body, each with TEXT where a phrase goes.

Text boxes come twice (once for old readers), paragraphs are closed at once, XML is indented.
"""

from __future__ import annotations

from collections.abc import Mapping

_BOX = (
    '<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>trước</w:t></w:r><w:r>'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="7" name="Text Box 7"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
    "<w:txbxContent><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>TEXT</w:t></w:r></w:p></w:txbxContent>"
    "</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    '</mc:Choice><mc:Fallback><w:pict><v:shape id="s7"><v:textbox><w:txbxContent><w:p>'
    "<w:r><w:rPr><w:b/></w:rPr><w:t>TEXT</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>sau TEXT</w:t></w:r></w:p>"
)
_RUN = '<w:r><w:t xml:space="preserve">TEXT</w:t></w:r>'
_SPANNED = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="901"/><w:gridCol w:w="902"/></w:tblGrid>'
    "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    '<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/><w:gridSpan w:val="2"/><w:vMerge '
    f'w:val="restart"/></w:tcPr><w:p>{_RUN}</w:p></w:tc>'
    '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="FFFFFF"/></w:tcPr><w:p/></w:tc></w:tr>'
    '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p w:rsidR="00AB"/></w:tc>'
    f"<w:tc><w:p>{_RUN}</w:p></w:tc></w:tr></w:tbl>"
)

ODDITIES: Mapping[str, str] = {
    "closed at once": '<w:p w:rsidR="00AA"/>',
    "bare": "<w:p/>",
    "two texts in a run": "<w:p><w:r><w:t>TEXT</w:t><w:tab/><w:t>TEXT</w:t><w:br/></w:r></w:p>",
    "text box": _BOX,
    "content control": '<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>'
    f"<w:p>{_RUN}</w:p></w:sdtContent></w:sdt>",
    "page number": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{_RUN}</w:p>',
    "tracked": f'<w:p><w:ins w:id="5" w:author="x">{_RUN}</w:ins><w:del w:id="6" w:author="x"><w:r>'
    "<w:delText>bỏ</w:delText></w:r></w:del></w:p>",
    "indented": "\n  <w:p>\n    <w:r>\n      <w:t>TEXT</w:t>\n    </w:r>\n  </w:p>\n<w:p>\n</w:p>",
    "broken by hand": '<w:p><w:r><w:t xml:space="preserve">một\nTEXT\thai</w:t></w:r></w:p>',
    "marked": '<w:p><w:bookmarkStart w:id="1" w:name="b1"/><w:r><w:rPr><w:rStyle w:val="Header"/>'
    '</w:rPr><w:t>TEXT</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:sym w:font="Wingdings" '
    'w:char="F0A8"/></w:r></w:p>',
    "spanned": _SPANNED,
}
