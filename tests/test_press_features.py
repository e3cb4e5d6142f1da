"""Each feature that docxtpl names on its own pages, as the strict press prints it."""

import io

import pytest
from docxtpl import DocxTemplate

from templates.press.press import Press
from tests.press_equality import differences
from tests.press_features import FEATURES
from tests.press_sketch import built


@pytest.mark.parametrize("feature", FEATURES)
def test_the_strict_press_prints_a_feature_as_docxtpl_does(feature: str) -> None:
    sketch, making = FEATURES[feature]
    content, theirs = built(sketch), io.BytesIO()
    template = DocxTemplate(io.BytesIO(content))
    template.render(making(template), autoescape=True)
    template.save(theirs)
    ours = Press(content).render(making(DocxTemplate(io.BytesIO(content))))
    assert differences(ours, theirs.getvalue()) == []
