"""The sizes of a photo: made once, around its focal point, under names that never lie; lost files break nothing."""

import io
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, Site

from common.grounds import GROUNDS, nearest_ground
from common.models import Photo, PhotoRendition, SiteIdentity
from common.photos import UnreadablePhotoError, prepare_photo
from common.renditions import CARD_SPECS, CARD_WIDTHS, GALLERY_SPECS, SEAL_SPECS, Picture, picture
from common.signals import photos_changed
from common.tasks import make_renditions, tidy_photos
from common.templatetags.photo_tags import photo_in
from tests.factories.photos import PhotoFactory, rough_jpeg, rough_picture

CSS = Path(__file__).parents[2] / "site/common/static/site/css/components.css"


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def announced(django_capture_on_commit_callbacks):
    heard: list[int] = []

    def listen(ids: tuple[int, ...], **_kwargs: object) -> None:
        heard.extend(ids)

    photos_changed.connect(listen)
    yield heard
    photos_changed.disconnect(listen)


def shown(photo: Photo, specs: tuple[str, ...] = CARD_SPECS) -> Picture | None:
    return picture(Photo.objects.prefetch_related("renditions").get(pk=photo.pk), specs, alt="")


def prepare(photo: Photo) -> int:
    return prepare_photo(photo_id=photo.pk)


@pytest.mark.django_db
class TestSizes:
    def test_a_list_offers_each_width_as_avif_and_as_webp_and_one_jpeg(self):
        card = shown(PhotoFactory(prepared=True))
        assert [source.type for source in card.sources] == ["image/avif", "image/webp"]
        for source in card.sources:
            assert [int(width) for width in re.findall(r" (\d+)w", source.srcset)] == list(CARD_WIDTHS)
        assert card.src.endswith(".jpg")
        assert (card.width, card.height) == (480, 360)

    def test_the_widths_told_are_the_true_ones_even_of_a_small_photo(self, media):
        card = shown(PhotoFactory(prepared=True, size=(400, 300)))
        assert all(re.findall(r" (\d+)w", source.srcset) == ["160", "320", "400"] for source in card.sources)
        for address, width in re.findall(r"/media/(\S+) (\d+)w", card.sources[1].srcset):
            with Image.open(media / address) as made:
                assert made.width == int(width)

    def test_a_transparent_sign_falls_back_to_png(self):
        clear = rough_picture(300, 300).convert("RGBA")
        clear.putpixel((0, 0), (0, 0, 0, 0))
        written = io.BytesIO()
        clear.save(written, "PNG")
        photo = PhotoFactory(file=ContentFile(written.getvalue(), name="con-dau.png"), prepared=True)
        assert shown(photo).src.endswith(".png")
        assert shown(photo).ground == ""

    def test_a_second_run_makes_nothing_and_says_nothing(self, announced, django_capture_on_commit_callbacks):
        photo = PhotoFactory()
        with django_capture_on_commit_callbacks(execute=True):
            assert prepare(photo) == len(CARD_SPECS) + len(GALLERY_SPECS)
        with django_capture_on_commit_callbacks(execute=True):
            assert prepare(photo) == 0
        assert announced == [photo.pk]

    def test_a_photo_deleted_before_the_worker_comes_to_it_is_no_mistake(self):
        make_renditions.call(photo_id=404)

    def test_a_photo_is_whole_unless_four_to_three_takes_little_from_it(self):
        assert shown(PhotoFactory(prepared=True, size=(300, 400)), GALLERY_SPECS).shape == "tall"
        assert shown(PhotoFactory(prepared=True, size=(900, 300)), GALLERY_SPECS).shape == "wide"
        assert shown(PhotoFactory(prepared=True, size=(600, 450)), GALLERY_SPECS).shape == ""

    def test_the_sign_in_the_footer_is_made_for_the_sign_only(self):
        photo = PhotoFactory()
        identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
        identity.seal = photo
        identity.save()
        prepare(photo)
        assert photo_in("seal", photo, alt="").height == 128
        assert photo.renditions.filter(filter_spec__in=SEAL_SPECS).exists()
        assert photo_in("seal", PhotoFactory(prepared=True), alt="") is None


@pytest.mark.django_db
class TestFocalPoint:
    def half_red(self) -> Photo:
        """Left half red, right half blue, 1600 × 400: a card shows a third of it."""
        drawn = Image.new("RGB", (1600, 400), "red")
        drawn.paste("blue", (800, 0, 1600, 400))
        written = io.BytesIO()
        drawn.save(written, "PNG")
        return PhotoFactory(file=ContentFile(written.getvalue(), name="hai-mau.png"), prepared=True)

    def aim(self, photo: Photo, x: int) -> None:
        photo.focal_point_x, photo.focal_point_y = x, 200
        photo.focal_point_width = photo.focal_point_height = 100
        photo.save()

    def colour(self, photo: Photo, media: Path) -> str:
        with Image.open(media / shown(photo).src.removeprefix("/media/")) as made:
            red, _green, blue = made.convert("RGB").resize((1, 1)).getpixel((0, 0))
        return "red" if red > 200 else "blue" if blue > 200 else "both"

    def test_cards_are_cut_around_it_and_cut_again_when_it_moves(self, media):
        photo = self.half_red()
        assert self.colour(photo, media) == "both"
        for x, colour in ((200, "red"), (1400, "blue"), (200, "red")):
            self.aim(photo, x)
            prepare(photo)
            assert self.colour(photo, media) == colour

    def test_until_they_are_cut_again_the_earlier_ones_stand(self):
        photo = self.half_red()
        before = shown(photo)
        self.aim(photo, 200)
        assert shown(photo) == before

    def test_saving_a_photo_asks_the_worker(self, django_capture_on_commit_callbacks):
        photo = self.half_red()
        with django_capture_on_commit_callbacks(execute=True) as asked:
            self.aim(photo, 200)
        assert any("enqueue" in repr(callback) for callback in asked)

    def test_the_earlier_cuts_are_deleted_at_night(self):
        photo = self.half_red()
        every = photo.renditions.count()
        self.aim(photo, 200)
        prepare(photo)
        assert photo.renditions.count() == every + len(CARD_SPECS)
        tidy_photos()
        assert photo.renditions.count() == every


@pytest.mark.django_db
class TestReplacing:
    def test_another_file_has_other_addresses_though_its_name_is_the_same(self):
        photo = PhotoFactory(file=ContentFile(rough_jpeg(640, 480, seed=1), name="IMG_1.jpg"), prepared=True)
        before = shown(photo)
        photo.file = ContentFile(rough_jpeg(640, 480, seed=2), name="IMG_1.jpg")
        photo.save()
        assert shown(photo) is None
        prepare(photo)
        after = shown(photo)
        addresses = {before.src, *before.sources[0].srcset.split(), *before.sources[1].srcset.split()}
        assert not {address for address in addresses if address.startswith("/")} & {
            after.src,
            *after.sources[0].srcset.split(),
            *after.sources[1].srcset.split(),
        }

    def test_staff_who_upload_another_file_get_its_sizes_too(self, django_capture_on_commit_callbacks):
        photo = PhotoFactory(prepared=True)
        form = get_image_form(get_image_model())
        fields = {"title": "Ảnh", "collection": Collection.get_first_root_node().pk, "tags": ""}
        upload = SimpleUploadedFile("IMG_2.jpg", rough_jpeg(640, 480, seed=9), "image/jpeg")
        filled = form(fields, {"file": upload}, instance=photo)
        assert filled.is_valid(), filled.errors
        with django_capture_on_commit_callbacks() as later:
            filled.save()
        assert not photo.renditions.exists()
        assert later
        prepare(photo)
        assert shown(photo) is not None


@pytest.mark.django_db
class TestLostFiles:
    def test_a_size_without_a_file_is_left_out_and_made_again(self):
        photo = PhotoFactory(prepared=True)
        photo.renditions.filter(filter_spec__in=CARD_SPECS[:2]).update(file="")
        assert not {" 160w", " 320w"} & set(re.findall(r" \d+w", shown(photo).sources[0].srcset))
        assert prepare(photo) == 2
        assert {" 160w", " 320w"} <= set(re.findall(r" \d+w", shown(photo).sources[0].srcset))

    @pytest.mark.parametrize("model", [Photo, PhotoRendition])
    def test_no_row_is_without_a_width(self, model):
        PhotoFactory(prepared=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(width=0)

    def test_a_photo_whose_file_is_gone_is_named(self, media):
        photo = PhotoFactory(title="Giàn phơi miến")
        (media / photo.file.name).unlink()
        with pytest.raises(UnreadablePhotoError, match="Giàn phơi miến"):
            prepare(photo)
        assert shown(photo) is None

    def test_the_command_goes_on_past_it_and_names_it_at_the_end(self, media, capsys):
        lost, sound = PhotoFactory(title="Ảnh mất"), PhotoFactory(title="Ảnh còn")
        (media / lost.file.name).unlink()
        with pytest.raises(CommandError, match="Ảnh mất"):
            call_command("make_renditions")
        assert shown(sound) is not None
        assert "2 trong 2 ảnh" in capsys.readouterr().err

    def test_sizes_whose_files_were_deleted_are_found_when_asked(self, media):
        photo = PhotoFactory(prepared=True)
        (media / photo.renditions.get(filter_spec=CARD_SPECS[0]).file.name).unlink()
        call_command("make_renditions", check_files=True)
        assert all((media / each.file.name).exists() for each in photo.renditions.all())

    def test_all_are_made_anew_when_asked(self):
        photo = PhotoFactory(prepared=True)
        before = set(photo.renditions.values_list("pk", flat=True))
        call_command("make_renditions", anew=True)
        assert not before & set(photo.renditions.values_list("pk", flat=True))


@pytest.mark.django_db
class TestWords:
    def test_a_file_name_is_never_read_out_as_what_is_to_be_seen(self):
        photo = PhotoFactory(title="IMG_4711.jpg")
        assert photo.default_alt_text == ""
        assert photo.get_rendition("max-165x165").alt == ""

    def test_they_are_in_the_readers_language_where_somebody_wrote_them(self):
        photo = PhotoFactory.build(description="Giàn phơi miến", description_en="Drying racks", file=None)
        assert photo.words == "Giàn phơi miến"
        with translation.override("en"):
            assert photo.words == "Drying racks"
            photo.description_en = ""
            assert photo.words == "Giàn phơi miến"

    def test_the_form_asks_for_them_in_both_languages(self):
        fields = get_image_form(get_image_model())().fields
        assert "không nhìn thấy" in str(fields["description"].help_text)
        assert "description_en" in fields


class TestGrounds:
    def test_the_style_sheet_has_the_same_sixteen(self):
        in_css = dict(re.findall(r"\.ground-(\w+) \{ background-color: (#\w+); \}", CSS.read_text()))
        assert in_css == GROUNDS

    @pytest.mark.parametrize(("name", "colour"), GROUNDS.items())
    def test_a_photo_of_one_colour_stands_on_that_colour(self, name, colour):
        assert nearest_ground(Image.new("RGB", (60, 40), colour)) == name

    def test_most_of_the_picture_decides_not_its_mean(self):
        bowl_on_leaves = Image.new("RGB", (100, 100), GROUNDS["leaf"])
        bowl_on_leaves.paste(GROUNDS["lacquer"], (0, 0, 100, 40))
        assert nearest_ground(bowl_on_leaves) == "leaf"

    @given(st.tuples(*[st.integers(0, 255)] * 3))
    def test_every_colour_has_one(self, colour):
        assert nearest_ground(Image.new("RGB", (8, 8), colour)) in GROUNDS
