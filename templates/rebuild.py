"""Rebuild every shipped Word template from its definition and the profiles.

Run it after a change of either: ``python -m templates.rebuild``.
"""

from __future__ import annotations

from pathlib import Path

from templates.cabinet import open_cabinet
from templates.form_sheet import NoSheetError, build_form_template
from templates.layout.profile import Profile, load_profile, profile_names
from templates.papers.frame import LANGUAGES
from templates.papers.printing import template_path
from templates.papers.sheets import SHEETS, covered, set_paper

ROOT = Path(__file__).parent


def built_templates() -> dict[str, bytes]:
    """Return every shipped template as it is built, by its path under ``templates/``."""
    papers: dict[str, bytes] = {}
    for name in profile_names():
        papers |= _papers(load_profile(name))
    return {**papers, **_forms(load_profile())}


def main() -> None:
    """Write every template to its place."""
    for path, content in built_templates().items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        print(path)


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
