"""Without a mouse, at 400 % zoom, with wider letters, and with a finger that is not exact (WCAG 2.1.1, 1.4.10, 1.4.12,
2.4.7, 2.4.11, 2.5.8).
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from inquiries.models import Inquiry
from tests.journeys import every_page

pytestmark = pytest.mark.browser
LANGUAGES = [code for code, _name in settings.LANGUAGES]
MOST_STEPS = 140
"""So many presses of Tab lead to anything on any of these pages."""
FOCUS = """
() => {
  const focused = document.activeElement, own = [focused, ...focused.querySelectorAll('*')];
  const ring = [...own, focused.closest('label'), focused.closest('li'), focused.parentElement].filter(Boolean)
    .flatMap(each => [null, '::before', '::after'].map(part => getComputedStyle(each, part)))
    .some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  const boxes = [...focused.getClientRects()].filter(box => box.width && box.height);
  const seen = boxes.some(box => [0.1, 0.5, 0.9].some(across => [0.1, 0.5, 0.9].some(down => {
    const hit = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
    return hit && (focused.contains(hit) || hit.contains(focused) || [...(focused.labels || [])].some(label =>
      label.contains(hit)));
  })));
  return { ring, seen, what: focused.outerHTML.slice(0, 140) };
}
"""
EACH_FOCUSED = f"""
() => {{
  const look = {FOCUS}, faults = [];
  const stops = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  for (const each of document.querySelectorAll(stops)) {{
    if (each.tabIndex < 0) continue;
    each.focus();
    if (document.activeElement !== each) continue;
    const {{ ring, seen, what }} = look();
    if (!ring) faults.push('no ring: ' + what);
    if (!seen) faults.push('covered: ' + what);
  }}
  return faults;
}}
"""
SWIPED = """
() => new Promise(done => {
  const look = () => document.activeElement.scrollLeft > 0 ? done() : requestAnimationFrame(look);
  look();
})
"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """
() => [...document.querySelectorAll('body *')].filter(each => {
  const style = getComputedStyle(each);
  const hides = axis => ['hidden', 'clip'].includes(style[axis]);
  const says = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (!says || !each.checkVisibility()) return false;
  for (let part = each; part; part = part.parentElement) if (getComputedStyle(part).clipPath !== 'none') return false;
  return (hides('overflowX') && each.scrollWidth > each.clientWidth + 1)
    || (hides('overflowY') && each.scrollHeight > each.clientHeight + 1);
}).map(each => each.outerHTML.slice(0, 160))
"""
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
SMALL = """
() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(each => {
    const boxes = [each, ...(each.labels || [])].map(part => part.getBoundingClientRect());
    if (!each.checkVisibility() || each.closest('.vh') || getComputedStyle(each).display === 'inline') return false;
    return boxes.every(box => box.width < 24 || box.height < 24);
  }).map(each => each.outerHTML.slice(0, 160))
"""


def step_to(page: Window, is_there: str) -> None:
    """Press Tab until the focused element answers the script with true; each stop on the way can be seen."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue
        focus = page.evaluate(FOCUS)
        assert focus["ring"], f"no ring around {focus['what']}"
        assert focus["seen"], f"something covers {focus['what']}"
        if page.evaluate(f"(focused => {is_there})(document.activeElement)"):
            return
    raise AssertionError(f"Tab does not lead to {is_there} on {page.url}")


def step_and_type(page: Window, name: str, words: str) -> None:
    step_to(page, f"focused.name === '{name}'")
    page.keyboard.type(words)


@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_front_door_to_a_sent_question_by_keyboard(
    full_site: SimpleNamespace, visitor: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr("inquiries.forms.asking.LEAST_SECONDS", 0)
    with visitor(width=width) as page:
        page.goto(f"{full_site.url}/vi/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.hash") == "#noi-dung", "the first stop leads past the header"
        page.keyboard.press("Shift+Tab")
        step_to(page, "focused.type === 'search'")
        page.keyboard.type(full_site.product.name_vi)
        page.keyboard.press("Enter")
        page.wait_for_url("**q=**")
        step_to(page, f"focused.pathname === '{full_site.product.get_absolute_url()}'")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(full_site.product.name_vi)
        step_to(page, "focused.matches('.gallery__view')")
        page.keyboard.press("ArrowRight")
        page.evaluate(SWIPED)
        step_to(page, "focused.dataset.step === '1'")
        page.keyboard.press("Enter")  # at the last photo nothing happens, and nobody loses their place
        assert page.evaluate("document.activeElement.dataset.step") == "1"
        step_to(page, "focused.matches('.btn') && focused.pathname.includes('/hoi/')")
        page.keyboard.press("Enter")
        page.wait_for_selector("main form")
        step_and_type(page, "name", "Lan")
        step_to(page, "focused.matches('main button')")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Viết điều bạn muốn hỏi.")
        step_to(page, "focused.matches('.errors a')")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Bạn muốn hỏi điều gì?")).to_be_focused()
        page.keyboard.type("Mười thùng giá bao nhiêu?")
        step_and_type(page, "contact", "0912345678")
        step_to(page, "focused.name === 'consent'")
        page.keyboard.press("Space")
        step_to(page, "focused.matches('main button')")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận câu hỏi")
    assert Inquiry.objects.filter(buyer_name="Lan", product=full_site.product).exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_at_four_times_its_size_and_under_a_finger(
    full_site: SimpleNamespace, guide: Any, language: str
) -> None:
    found = []
    pages = every_page.stops(full_site, language)
    for name, page in guide(pages, width=320, height=256, reduced_motion="reduce"):
        wider = page.evaluate(WIDER)
        faults = [f"{wider} px to scroll sideways"] if wider > 0 else []
        faults += page.evaluate(CUT) + page.evaluate(EACH_FOCUSED)
        page.set_viewport_size({"width": 360, "height": 800})
        faults += [f"too small to press: {what}" for what in page.evaluate(SMALL)]
        found.extend(f"{name}: {fault}" for fault in faults)
    assert not found, "\n".join(found)


SPACED_PAGES = ("product with gallery and awards", "browse", "fair", "ask, with errors", "comparison", "HomePage")


def test_wider_letters_and_lines_cut_nothing_off(full_site: SimpleNamespace, guide: Any) -> None:
    found = []
    for language in LANGUAGES:
        every = every_page.stops(full_site, language)
        pages = {name: every[name] for name in SPACED_PAGES}
        for width in (360, 1280):
            for name, page in guide(pages, width=width, bypass_csp=True):
                page.add_style_tag(content=SPACED)
                wider = page.evaluate(WIDER)
                faults = page.evaluate(CUT) + ([f"{wider} px to scroll sideways"] if wider > 0 else [])
                found.extend(f"{name}, {language}, {width}: {fault}" for fault in faults)
    assert not found, "\n".join(found)
