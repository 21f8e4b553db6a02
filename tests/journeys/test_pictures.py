"""Photos as a browser loads them: the smallest that is sharp, nothing that jumps, lost ones leave a plain ground."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser

from common.kept import forget_kept
from common.models import PhotoRendition
from products.models import ProductPhoto
from search import outbox
from tests.factories.photos import PhotoFactory

pytestmark = pytest.mark.browser

LOADED = """
async () => {
  for (const image of document.images) { image.loading = 'eager'; await image.decode().catch(() => null); }
  return [...document.images].filter(image => image.currentSrc.includes('/media/')).map(image => {
    const candidates = [...image.closest('picture').querySelectorAll('source')].flatMap(source =>
      source.srcset.split(', ').map(each => each.split(' ')));
    const chosen = candidates.find(([url]) => new URL(url, location).href === image.currentSrc);
    const widths = candidates.map(([, width]) => parseInt(width));
    const box = image.getBoundingClientRect();
    const ratio = image.naturalWidth / image.naturalHeight;
    const isWhole = getComputedStyle(image).objectFit === 'contain';
    const drawn = isWhole ? Math.min(box.width, box.height * ratio) : Math.max(box.width, box.height * ratio);
    return {
      address: image.currentSrc, width: chosen ? parseInt(chosen[1]) : 0, needed: drawn * devicePixelRatio,
      smallest: Math.min(...widths), largest: Math.max(...widths),
    };
  });
}
"""
SHIFTED = """
() => new Promise(answer => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => answer(sum), 300);
})
"""
SCREENS = [(360, 2), (360, 3), (768, 1), (768, 2), (1280, 1), (1280, 2)]


@pytest.fixture
def with_photos(small_site: SimpleNamespace) -> SimpleNamespace:
    """A large photo, an upright one and a panorama of the first product."""
    for place, size in enumerate(((1600, 1200), (900, 1200), (1600, 560))):
        photo = PhotoFactory(prepared=True, size=size)
        ProductPhoto.objects.create(product=small_site.product, photo=photo, alt_vi=f"Ảnh {place}", sort_order=place)
    outbox.drain()
    forget_kept()
    return small_site


@pytest.fixture
def screen(browser: Browser) -> Any:
    """`screen(width, density)` opens a window; closed when the test ends."""
    opened = []

    def window(width: int, density: float) -> Any:
        opened.append(
            browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=density, locale="vi-VN")
        )
        return opened[-1].new_page()

    yield window
    for context in opened:
        context.close()


def test_each_screen_loads_a_sharp_photo_that_is_not_wastefully_large(
    with_photos: SimpleNamespace, screen: Callable[..., Any]
) -> None:
    for width, density in SCREENS:
        for address in (reverse("search:browse"), with_photos.product.get_absolute_url()):
            page = screen(width, density)
            page.goto(with_photos.url + address)
            photos = page.evaluate(LOADED)
            assert photos, address
            for photo in photos:
                what = (width, density, address, photo)
                assert photo["address"].endswith(".avif"), what
                assert photo["width"] >= min(photo["needed"], photo["largest"]) * 0.65, what
                assert photo["width"] <= max(photo["needed"] * 1.9, photo["smallest"]), what


def test_nothing_jumps_when_the_photos_come(with_photos: SimpleNamespace, screen: Callable[..., Any]) -> None:
    for width in (360, 1280):
        for address in (reverse("search:browse"), with_photos.product.get_absolute_url()):
            page = screen(width, 2)
            page.goto(with_photos.url + address, wait_until="load")
            page.evaluate(LOADED)
            assert page.evaluate(SHIFTED) == 0, (width, address)


def test_the_first_view_of_a_product_weighs_at_most_150_kilobytes(
    with_photos: SimpleNamespace, screen: Callable[..., Any]
) -> None:
    page = screen(412, 1.75)
    weights: dict[str, int] = {}
    page.on("requestfinished", lambda request: weights.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(with_photos.url + with_photos.product.get_absolute_url(), wait_until="networkidle")
    pictures = {url: weight for url, weight in weights.items() if url.split("?")[0].endswith(".avif")}
    assert pictures
    assert sum(pictures.values()) <= 90_000, pictures


def test_a_lost_file_leaves_the_ground_and_the_layout(with_photos: SimpleNamespace, screen: Callable[..., Any]) -> None:
    before = screen(360, 2)
    before.goto(with_photos.url + reverse("search:browse"))
    heights = before.evaluate("() => [...document.querySelectorAll('.plate')].map(plate => plate.offsetHeight)")
    for rendition in PhotoRendition.objects.all():
        (settings.MEDIA_ROOT / rendition.file.name).unlink(missing_ok=True)
    after = screen(360, 2)
    after.goto(with_photos.url + reverse("search:browse"))
    assert after.evaluate("() => [...document.querySelectorAll('.plate')].map(plate => plate.offsetHeight)") == heights
    ground = "() => getComputedStyle(document.querySelector('.plate picture')).backgroundColor"
    assert after.evaluate(ground) != "rgba(0, 0, 0, 0)"
