"""What follows the number or name of an instrument and still belongs to it: day, issuer, term."""

from __future__ import annotations

import re

from regulations.citing.aligned import Aligned

_B = r"[ \t]*\n?[ \t]*"  # a blank, or the end of a line inside a citation
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DAY = (
    rf"(?:[0-9]{{1,2}} ?(?P<sign>[/.-]) ?[0-9]{{1,2}} ?(?P=sign) ?[0-9]{{4}}"
    rf"|[0-9]{{1,2}}{_B}thang{_B}[0-9]{{1,2}}{_B}nam{_B}[0-9]{{4}}"
    rf"|{_MONTH} [0-9]{{1,2}}, ?[0-9]{{4}}|[0-9]{{1,2}} {_MONTH},? [0-9]{{4}})(?![0-9])"
)
_ROMAN = r"(?:[ivx]{1,6}|[0-9]{1,2})"
_NTH = r"[0-9]{1,2}(?:st|nd|rd|th)"
_BODY_VI = (
    r"(?:(?:hoi nghi (?:lan thu \w+ )?)?ban chap hanh trung uong(?: dang)?|bo chinh tri|ban bi thu"
    r"|chinh phu|thu tuong(?: chinh phu)?|quoc hoi|uy ban thuong vu quoc hoi|chu tich nuoc"
    r"|trung uong(?: dang)?|dang doan quoc hoi"
    r"|van phong (?:trung uong(?: dang)?|chinh phu|quoc hoi|tinh uy|thanh uy|chu tich nuoc)"
    r"|ban (?:to chuc|tuyen giao(?: va dan van)?|dan van|noi chinh|kinh te|doi ngoai)"
    r" (?:trung uong|tinh uy|thanh uy)|uy ban kiem tra (?:trung uong|tinh uy|thanh uy)"
    r"|(?:ban thuong vu |ban chap hanh )?(?:tinh uy|thanh uy|huyen uy|quan uy)"
    r"|(?:ban thuong vu )?dang uy(?: (?:xa|phuong|chinh phu|quoc hoi|cong an trung uong))?"
    r"|(?:chu tich )?(?:uy ban|hoi dong) nhan dan(?: (?:tinh|thanh pho|huyen|quan|xa|phuong))?"
    r"|dang)\b"
)
_PARTY_EN = r"(?:(?:party )?central (?:executive )?committee|party central committee)"
_BODY_EN = (
    rf"(?:politburo|secretariat|{_PARTY_EN}(?:,? {_NTH} (?:tenure|term))?|government"
    r"|prime minister|national assembly(?: standing committee)?|central party office"
    r"|central \w+ (?:commission|committee|department)"
    r"|(?:provincial|city|district) party committee|ministry of)\b(?: of the party)?"
)
_DATED = rf",?{_B}(?P<open>[(])?(?:(?:ngay|dated|of|on|signed){_B})?{_DAY}(?(open)[)])"
_IN_YEAR = (
    rf",?{_B}(?:ban hanh (?:vao )?)?(?P<open>[(])?(?:nam|in|of|year){_B}(?:19|20)[0-9]{{2}}"
    r"(?![0-9]| ?[-/])(?(open)[)])"
)
_IN_TERM = (
    rf",?{_B}(?P<open>[(])?khoa{_B}{_ROMAN}\b(?:, ?{_ROMAN}\b)*(?(open)[)])"
    rf"|(?:of|,){_B}the {_NTH} (?:term|tenure)(?: of the party)?"
)
_ISSUED_BY = (
    rf"cua{_B}(?P<vi>{_BODY_VI})|(?:of|by|from){_B}the (?:{_NTH} )?(?P<en>{_BODY_EN})"
    rf"|,{_B}the \w+ conference of the {_NTH} {_PARTY_EN}"
)
_PARTS = tuple(re.compile(_B + form) for form in (
    f"(?:{_DATED})", f"(?:{_IN_YEAR})", f"(?:{_IN_TERM})", f"(?:{_ISSUED_BY})",
))  # fmt: skip
_UPPER = "".join(chr(point) for point in range(0x41, 0x1F00) if chr(point).isupper())
_WORD = r"[^\W\d_]+"
_PLACE = re.compile(rf"(?: (?!Kho[aá])[{_UPPER}]{_WORD[:-1]}*){{1,4}}")
_MINISTRY = re.compile(
    rf"{_B}của{_B}(?:Bộ trưởng )?Bộ [{_UPPER}]{_WORD} {_WORD}"
    rf"(?:(?:,| và) [{_UPPER}]{_WORD} {_WORD}){{0,2}}"
)


def tail_end(text: Aligned, at: int) -> int:
    """Return where what belongs to the instrument ending at *at* ends: *at* where nothing does.

    Day, year, term and issuer come in any order, each once.
    """
    end, left = at, list(_PARTS)
    while found := {part: behind for part in left if (behind := _behind(text, part, end))}:
        part, end = next(iter(found.items()))
        left.remove(part)
    return end


def _behind(text: Aligned, part: re.Pattern[str], at: int) -> int:
    """Return where *part* ends that begins at *at*; 0 where it does not stand there."""
    match = part.match(text.folded, at)
    if match is None:
        ministry = _MINISTRY.match(text.written, at) if part is _PARTS[-1] else None
        return ministry.end() if ministry else 0
    body = next((name for name in ("vi", "en") if match.groupdict().get(name)), "")
    if body and not text.written[match.start(body)].isupper():
        return 0
    place = _PLACE.match(text.written, match.end()) if body == "vi" else None
    return place.end() if place else match.end()
