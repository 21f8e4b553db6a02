// Says once that this page was shown, and of a list once which entry was opened first: what the page names itself, a
// rank, and nothing about who looks at it.
(() => {
  const { to, seen, entries } = document.currentScript.dataset;
  const follows = !navigator.globalPrivacyControl && navigator.doNotTrack !== "1";
  if (!follows || navigator.webdriver || !navigator.sendBeacon) return;
  const whenVisible = () => {
    if (document.visibilityState === "visible") navigator.sendBeacon(to, seen);
    else document.addEventListener("visibilitychange", whenVisible, { once: true });
  };
  if (document.prerendering) document.addEventListener("prerenderingchange", whenVisible, { once: true });
  else whenVisible();
  if (!entries) return;
  const opening = ["click", "auxclick"];
  const whenOpened = (event) => {
    const entry = event.button < 2 && event.target.closest(entries);
    if (!entry) return;
    navigator.sendBeacon(to, `${[...document.querySelectorAll(entries)].indexOf(entry) + 1} ${seen}`);
    for (const kind of opening) document.removeEventListener(kind, whenOpened);
  };
  for (const kind of opening) document.addEventListener(kind, whenOpened);
})();
