"""The drawn map: the file is what the data gives, islands included, and every point lies on it."""

from hypothesis import given
from hypothesis import strategies as st

from places import drawing
from places.maps import MapPoint


def test_the_file_is_what_todays_communes_give():
    assert drawing.PATH.read_text(encoding="utf-8") == drawing.of_communes()


def test_the_far_islands_have_their_stitch():
    written = drawing.PATH.read_text(encoding="utf-8")
    for latitude, longitude in ((16.568, 112.135), (9.71, 114.45)):  # Hoàng Sa, Trường Sa
        there = drawing.spot(latitude, longitude)
        column, row = there.x // drawing.UNIT * drawing.UNIT, there.y // drawing.UNIT * drawing.UNIT
        assert f"M{column} {row + 2}h" in written


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_lies_on_the_drawing(latitude, longitude):
    there = drawing.spot(latitude, longitude)
    assert 0 <= there.x <= there.width and 0 <= there.y <= there.height


def test_links_name_the_same_point():
    point = MapPoint(22.31, 103.6, "xã Bình Lư", is_of_commune=True)
    assert all("22.3100" in link["url"] and "103.6000" in link["url"] for link in point.links)
