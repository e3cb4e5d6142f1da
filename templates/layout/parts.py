"""What a format profile is made of: figures with their sources, the page, components, signers."""

from __future__ import annotations

from dataclasses import dataclass

_STYLES = frozenset({"upper", "bold", "italic", "underlined"})
_NEAR = 0.01  # figures are compared as people write them: 18 and 18.0 are one


@dataclass(frozen=True, slots=True)
class Setting:
    """One figure or word of a profile, and how well it is known; see the head of the YAML file.

    *disagree* pairs a source with its own value. *allowed* is the range that the rule itself
    gives, such as ``13-14``; *value* is what we print. *choices* is empty where an office has
    nothing to choose. *sets* names the figures that take this value: ``co_quan_ban_hanh.size``.
    """

    value: str
    conf: str
    agree: tuple[str, ...] = ()
    disagree: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()
    allowed: str = ""
    sets: tuple[str, ...] = ()
    note: str = ""

    @property
    def number(self) -> float:
        """The value as a number, in the unit that its name carries."""
        return float(self.value)

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest number that the rule allows."""
        if not self.allowed:
            return self.number, self.number
        least, most = self.allowed.split("-")
        return float(least), float(most)

    def fits(self, number: float, give: float = _NEAR) -> bool:
        """Tell whether *number* is allowed; *give* is how far off still counts."""
        least, most = self.bounds
        return least - give <= number <= most + give


@dataclass(frozen=True, slots=True)
class Page:
    """Paper, margins and the widths of the two-cell tables, all in millimetres."""

    width_mm: Setting
    height_mm: Setting
    top_mm: Setting
    bottom_mm: Setting
    left_mm: Setting
    right_mm: Setting
    header_mm: Setting
    head_left_mm: Setting
    head_right_mm: Setting
    sign_left_mm: Setting
    sign_right_mm: Setting

    @property
    def text_width_mm(self) -> float:
        """Width between the side margins of an upright page."""
        return self.width_mm.number - self.left_mm.number - self.right_mm.number


@dataclass(frozen=True, slots=True)
class Component:
    """How one part of a paper is set. *label* is its Vietnamese name, for Word's list of styles.

    *settings* holds, by name, those that the profile gives of:

    - ``text`` what it always says; ``like`` a pattern of what it may say in Vietnamese
    - ``number`` how the first of its kind is numbered: ``Chương I``, ``Điều 1.``, ``a)``
    - ``style size color align first_line_mm before after keep``; sizes and distances are in
      points, *keep* holds the part with what follows
    - ``line`` exact points, or ``lines`` a multiple of one line
    - ``rule`` the length of the rule that it carries, as a share of the text of the part ``over``
      it; ``page`` is the whole width
    - ``boxes_mm`` the frame around it: ``KHẨN=20; HOẢ TỐC=30``, or ``text`` as its text asks
    """

    id: str
    label: str
    settings: tuple[tuple[str, Setting], ...]

    def get(self, name: str) -> Setting | None:
        """Return one setting, ``None`` where the profile leaves it open."""
        return dict(self.settings).get(name)

    def number(self, name: str) -> float | None:
        """Return one setting as a number."""
        found = self.get(name)
        return found.number if found else None

    def word(self, name: str) -> str:
        """Return one setting as text, empty where it is left open."""
        found = self.get(name)
        return found.value if found else ""

    @property
    def styles(self) -> frozenset[str]:
        """Some of ``upper bold italic underlined``."""
        return frozenset(self.word("style").split()) & _STYLES

    def cased(self, text: str) -> str:
        """Return *text* in capitals where this part is set so."""
        return text.upper() if "upper" in self.styles else text


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for a kind of issuer: the *mode* line (empty: none) and the *post*, vi and en.

    Two modes, one above the other, are parted by a line break.
    """

    issuer: str
    by: str
    mode: str
    post: str
    mode_en: str
    post_en: str
    conf: str
    source: str = ""
