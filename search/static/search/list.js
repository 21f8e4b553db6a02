// A list that is narrowed, sorted or turned over is swapped in its place by htmx; what htmx does not know of is here.
// Every control is a plain link or form: without this script, without htmx, and after a failure, they lead as ever.
(() => {
  "use strict";
  const region = document.querySelector("main[data-hx-history-elt]");
  const said = document.querySelector("[data-list-said]");
  if (!window.htmx || !region || !said) return;

  // On wide windows the filters stand beside the list, so a tick shows at once what it does. On narrow ones the list
  // lies below the filters: there each tick would cost a request that nobody sees the answer of.
  const isBeside = matchMedia("(min-width: 60rem)");
  document.addEventListener("change", ({ target }) => {
    if (isBeside.matches && target.matches(".filters__panel input[type=checkbox]")) target.form.requestSubmit?.();
  });

  // The button of a long facet leads back to the facet itself, which only the browser's own way does.
  document.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) event.stopImmediatePropagation();
  }, true);

  const keyOf = (details) => `${details.className}/${details.querySelector("input")?.name}`;
  const allOpen = () => [...region.querySelectorAll(".facet details[open]")].map(keyOf);
  let left = { open: [], id: "" };
  region.addEventListener("htmx:beforeRequest", () => region.setAttribute("aria-busy", "true"));
  region.addEventListener("htmx:afterRequest", () => region.removeAttribute("aria-busy"));
  region.addEventListener("htmx:beforeSwap", () => {
    left = { open: allOpen(), id: region.contains(document.activeElement) ? document.activeElement.id : "" };
  });

  // What is open stays open, and who was at a control stays there where it still is; else they are led to the list.
  function keepPlace() {
    for (const details of region.querySelectorAll(".facet details")) {
      if (left.open.includes(keyOf(details))) details.open = true;
    }
    if (document.activeElement !== document.body) return;
    if (left.id) document.getElementById(left.id)?.focus({ preventScroll: true });
    if (document.activeElement !== document.body) return;
    const list = region.querySelector("section[data-entries]") ?? region.querySelector("h1");
    list.tabIndex = -1;
    list.focus({ preventScroll: true });
    if (list.getBoundingClientRect().top < 0) list.scrollIntoView();
  }

  // What stands around the list follows its address: the words in the search box, the way to the other languages.
  function followAddress() {
    const box = document.querySelector("header input[name=q]");
    if (box && box !== document.activeElement) box.value = new URLSearchParams(location.search).get("q") ?? "";
    for (const link of document.querySelectorAll("header a[lang]")) link.search = location.search;
  }

  function arrived() {
    keepPlace();
    followAddress();
    said.textContent = region.querySelector("[data-said]")?.dataset.said ?? "";
  }

  let isAwaited = false;
  document.addEventListener("htmx:afterSettle", () => {
    if (isAwaited) return;
    isAwaited = true;
    queueMicrotask(() => {
      isAwaited = false;
      arrived();
    });
  });
  document.addEventListener("htmx:historyRestore", () => {
    left = { open: [], id: "" };
    arrived();
  });

  // Whatever went wrong, the browser asks for the same page its own way and says what it has to say.
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:swapError"]) {
    region.addEventListener(failure, ({ detail }) => location.assign(detail.pathInfo?.finalRequestPath ?? location.href));
  }
})();
