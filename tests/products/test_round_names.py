"""What a selection round is called."""

import pytest
from django.utils import translation

from places.models import Region
from products.models import AwardLevel, SelectionRound


@pytest.mark.parametrize(
    ("round_", "vietnamese", "english"),
    [
        (SelectionRound(level=AwardLevel.NATIONAL, year=2025), "Cấp quốc gia 2025", "National level, 2025"),
        (
            SelectionRound(level=AwardLevel.REGION, region=Region.NORTH, year=2024),
            "Cấp khu vực phía Bắc 2024",
            "Regional level, northern region, 2024",
        ),
        (
            SelectionRound(level=AwardLevel.PROVINCE, province_as_printed="Bắc Giang"),
            "Cấp tỉnh Bắc Giang chưa rõ năm",
            "Provincial level, Bac Giang, year not known",
        ),
    ],
)
def test_a_round_is_named_in_the_language_of_the_page(round_: SelectionRound, vietnamese: str, english: str) -> None:
    with translation.override("vi"):
        assert str(round_) == vietnamese
    with translation.override("en"):
        assert str(round_) == english
