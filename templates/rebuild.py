"""Rebuild every shipped Word template from its definition and the profile.

Run it after a change of either: ``python -m templates.rebuild``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from templates.cabinet import open_cabinet
from templates.form_sheet import NoSheetError, build_form_template
from templates.layout.profile import Profile, load_profile
from templates.papers.brief_sheet import set_brief
from templates.papers.guideline_sheet import set_guideline
from templates.papers.printing import BRIEF, GUIDELINE, REPORT, template_name
from templates.papers.report_sheet import set_report

ROOT = Path(__file__).parent
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


def main() -> None:
    """Write every template to its place."""
    for path, content in built_templates().items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        print(path)


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
