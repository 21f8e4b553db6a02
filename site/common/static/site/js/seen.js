// Says once that this page was shown, and of a list once which entry was opened first: what the page names itself, a
// rank, and nothing about who looks at it. Lists name themselves in an element, since another may take their place.
(() => {
  const follows = !navigator.globalPrivacyControl && navigator.doNotTrack !== "1";
  if (!follows || navigator.webdriver || !navigator.sendBeacon) return;
  const opening = ["click", "auxclick"];
  const told = new WeakSet();
  let listed = null;

  function say({ to, seen }) {
    const whenVisible = () => {
      if (document.visibilityState === "visible") navigator.sendBeacon(to, seen);
      else document.addEventListener("visibilitychange", whenVisible, { once: true });
    };
    if (document.prerendering) document.addEventListener("prerenderingchange", whenVisible, { once: true });
    else whenVisible();
  }

  const whenOpened = (event) => {
    const entry = listed && event.button < 2 && event.target.closest(listed.entries);
    if (!entry) return;
    const rank = [...document.querySelectorAll(listed.entries)].indexOf(entry) + 1;
    navigator.sendBeacon(listed.to, `${rank} ${listed.seen}`);
    listed = null;
  };

  // The list that stands there now, or none that is counted. One that is shown again was counted before.
  function follow(isShownAgain) {
    const list = document.querySelector("[data-seen][data-entries]");
    if (list && told.has(list)) return;
    listed = list && list.dataset;
    if (!list) return;
    told.add(list);
    if (!isShownAgain) say(listed);
  }

  const own = document.currentScript.dataset;
  if (own.seen) return say(own);
  for (const kind of opening) document.addEventListener(kind, whenOpened);
  follow(false);
  let isRestored = false;
  document.addEventListener("htmx:historyCacheHit", () => { isRestored = true; });
  document.addEventListener("htmx:load", () => follow(isRestored));
  document.addEventListener("htmx:historyRestore", () => { isRestored = false; });
})();
