"""Each feature that docxtpl names on its own pages, as the strict press prints it."""

import io

import pytest
from docxtpl import DocxTemplate

from templates.press.press import Press
from tests.press_equality import differences
from tests.press_features import FEATURES
from tests.press_sketch import built

APART = {  # on purpose, as docs/press.md says
    "braces that are no tags": "a value's braces print as typed",
    "properties of the document": "they are escaped once",
    "rich text": "a link has to be asked of the press",
    "signs that XML knows": "there is no filter e",
    "what is missing, and whatever Jinja can do": "is refused",
}


@pytest.mark.parametrize("feature", sorted(FEATURES.keys() - APART.keys()))
def test_the_strict_press_prints_a_feature_as_docxtpl_does(feature: str) -> None:
    sketch, making = FEATURES[feature]
    content, theirs = built(sketch), io.BytesIO()
    template = DocxTemplate(io.BytesIO(content))
    template.render(making(template), autoescape=True)
    template.save(theirs)
    ours = Press(content).render(making(DocxTemplate(io.BytesIO(content))))
    assert differences(ours, theirs.getvalue()) == []
