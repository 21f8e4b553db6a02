/* Arrows and a mark for the photo in view. Without this file a gallery is swiped, scrolled or led through by its links. */
"use strict";

for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const view = gallery.querySelector(".gallery__view");
  const slides = [...view.querySelectorAll("li")];
  const links = [...gallery.querySelectorAll(".gallery__thumbs a")];
  const steps = [...gallery.querySelectorAll("[data-step]")];
  let shown = 0;

  const show = (number) => {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    view.scrollTo({ left: slides[number].offsetLeft - slides[0].offsetLeft, behavior: calm ? "auto" : "smooth" });
  };

  const mark = (number) => {
    shown = number;
    links.forEach((link, at) => link.setAttribute("aria-current", String(at === number)));
    // Not `disabled`: whoever stands on the arrow at the last photo would be put back to the top of the page.
    for (const step of steps) step.setAttribute("aria-disabled", String(!slides[shown + Number(step.dataset.step)]));
  };

  const seen = new IntersectionObserver(
    (entries) => {
      const inView = entries.find((entry) => entry.isIntersecting);
      if (inView) mark(slides.indexOf(inView.target));
    },
    { root: view, threshold: 0.6 },
  );
  slides.forEach((slide) => seen.observe(slide));

  links.forEach((link, at) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(at);
    }),
  );
  for (const step of steps) {
    step.hidden = false;
    step.addEventListener("click", () => {
      if (step.getAttribute("aria-disabled") !== "true") show(shown + Number(step.dataset.step));
    });
  }
  mark(0);
}
