"""Rebuild what ships from the definitions: Word templates, examples, docs/forms.md.

Run it after a change of either: ``python -m templates.rebuild``.
"""

from __future__ import annotations

from pathlib import Path

from regulations.records import read_record, write_record
from templates.cabinet import open_cabinet
from templates.dossier import draw
from templates.form_sheet import NoSheetError, build_form_template
from templates.forms_page import forms_page
from templates.layout.profile import Profile, load_profile, profile_names
from templates.papers.frame import LANGUAGES
from templates.papers.printing import template_path
from templates.papers.sheets import SHEETS, covered, set_paper

ROOT = Path(__file__).parent
EXAMPLE = "forms/dossier.example.yaml"
HAND_WRITTEN = "2-hsdv"
_HEAD = (
    "# Người mẫu, hoàn toàn bịa ra, để xem thử mẫu {code}; lấy từ dossier.example.yaml."
    " An invented person.\n"
)
PAGE = ROOT.parent / "docs" / "forms.md"


def built_templates() -> dict[str, bytes]:
    """Return every shipped template as it is built, by its path under ``templates/``."""
    papers: dict[str, bytes] = {}
    for name in profile_names():
        papers |= _papers(load_profile(name))
    return {**papers, **_forms(load_profile())}


def built_examples() -> dict[str, str]:
    """Return what each form draws from the invented person, by its path under ``templates/``.

    The member sheet keeps an example of its own, written by hand.
    """
    person, problems = read_record(EXAMPLE, (ROOT / EXAMPLE).read_text(encoding="utf-8"))
    assert person is not None, problems
    return {
        f"forms/{form.slug}/example.yaml": _HEAD.format(code=form.code)
        + write_record(draw(form, person).data)
        for _, form in open_cabinet().forms()
        if form.slug != HAND_WRITTEN
    }


def main() -> None:
    """Write everything to its place."""
    for path, content in built_templates().items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        print(path)
    for path, text in built_examples().items():
        (ROOT / path).write_text(text, encoding="utf-8")
    PAGE.write_text(forms_page(), encoding="utf-8")


def _papers(profile: Profile) -> dict[str, bytes]:
    return {
        f"papers/{template_path(name, profile, lang)}": set_paper(name, profile, lang)
        for name in SHEETS
        if covered(name, profile)
        for lang in LANGUAGES
    }


def _forms(profile: Profile) -> dict[str, bytes]:
    """Build the forms that ship with a description of their paper."""
    built: dict[str, bytes] = {}
    for _, form in open_cabinet().forms():
        try:
            built[f"forms/{form.slug}/form.docx"] = build_form_template(form, profile)
        except NoSheetError:
            continue
    return built


if __name__ == "__main__":
    main()
