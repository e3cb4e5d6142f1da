"""Rebuild what ships from the definitions: Word templates, examples, docs/forms.md.

Run it after a change of either: ``python -m templates.rebuild``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from regulations.records import read_record, write_record
from templates.cabinet import open_cabinet
from templates.dossier import draw
from templates.form_sheet import NoSheetError, build_form_template
from templates.forms_page import forms_page
from templates.layout.profile import Profile, load_profile
from templates.papers.brief_sheet import set_brief
from templates.papers.guideline_sheet import set_guideline
from templates.papers.printing import BRIEF, GUIDELINE, REPORT, template_name
from templates.papers.report_sheet import set_report

ROOT = Path(__file__).parent
EXAMPLE = "forms/dossier.example.yaml"
HAND_WRITTEN = "2-hsdv"
_HEAD = (
    "# Người mẫu, hoàn toàn bịa ra, để xem thử mẫu {code}; lấy từ dossier.example.yaml."
    " An invented person.\n"
)
PAGE = ROOT.parent / "docs" / "forms.md"
_PAPERS: Mapping[str, Callable[[Profile, str], bytes]] = {
    GUIDELINE: set_guideline,
    REPORT: set_report,
    BRIEF: set_brief,
}
_LANGUAGES = ("vi", "en")


def built_templates() -> dict[str, bytes]:
    """Return every shipped template as it is built, by its path under ``templates/``."""
    profile = load_profile()
    return {**_papers(profile), **_forms(profile)}


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
        f"papers/{template_name(name, lang)}": set_paper(profile, lang)
        for name, set_paper in _PAPERS.items()
        for lang in _LANGUAGES
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
