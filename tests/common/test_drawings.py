"""The site's drawings: distinct in form, always the same for a record, safe to put twice on a page."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.drawings import marks, patterns, qr, sprite


def _parsed(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<svg>{markup}</svg>")  # noqa: S314 our own markup


@pytest.mark.parametrize(("one", "other"), list(combinations(("commune", "province", "region", "national"), 2)))
def test_every_level_has_a_silhouette_of_its_own(one: str, other: str) -> None:
    assert marks.shape(one) != marks.shape(other)


def test_the_old_district_level_shares_the_disc_and_differs_in_words() -> None:
    assert marks.shape("district") == marks.shape("commune")
    assert str(marks.LEVEL_WORDS["district"]) != str(marks.LEVEL_WORDS["commune"])


@pytest.mark.parametrize("form", sorted(set(marks.SHAPES.values())))
@pytest.mark.parametrize("draw", [marks.mark, marks.seal])
def test_every_state_is_told_by_form_alone(form: str, draw) -> None:
    drawn = [draw(form, state) for state in marks.STATES]
    assert len(set(drawn)) == len(marks.STATES)
    for markup in drawn:
        assert all(
            node.get("fill", "currentColor") in ("currentColor", "none") for node in _parsed(markup).iter("path")
        )


def test_only_an_award_of_unknown_validity_has_a_broken_outline() -> None:
    for form in set(marks.SHAPES.values()):
        broken = [state for state in marks.STATES if "stroke-dasharray" in marks.mark(form, state)]
        assert broken == ["unknown"]


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(KeyError):
        marks.shape("world")


def test_the_sprite_file_is_what_the_drawings_say() -> None:
    assert sprite.PATH.read_text(encoding="utf-8") == sprite.render()


def test_every_id_of_the_sprite_is_unique() -> None:
    names = [node.get("id") for node in ElementTree.fromstring(sprite.render())]  # noqa: S314 our own markup
    assert len(names) == len(set(names))


@given(motif=st.sampled_from(sorted(patterns.MOTIFS)), seed=st.integers(min_value=0, max_value=2**63))
def test_a_record_always_gets_the_same_well_formed_drawing(motif: str, seed: int) -> None:
    drawing = patterns.svg(motif, seed, uid="p-1")
    assert drawing == patterns.svg(motif, seed, uid="p-1")
    root = ElementTree.fromstring(drawing)  # noqa: S314 our own markup
    assert root.get("aria-hidden") == "true"
    assert "style" not in drawing
    assert len(drawing) < 3000


@pytest.mark.parametrize("motif", sorted(patterns.MOTIFS))
def test_two_records_of_a_kind_rarely_look_alike(motif: str) -> None:
    drawings = {patterns.svg(motif, seed, uid="p-1") for seed in range(200)}
    assert len(drawings) >= 6


def test_goods_of_a_new_kind_get_the_tile_of_other_goods() -> None:
    assert patterns.svg("rượu", 3, uid="p-1") == patterns.svg("khac", 3, uid="p-1")


def test_a_code_keeps_its_quiet_zone() -> None:
    side, path = qr.path_data("https://example.org/x/VD24-7K3Q")
    assert side >= 25
    assert "M0 " not in path
    assert " 0.5h" not in path
