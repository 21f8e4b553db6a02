// Says once that this page was shown: the record's name, and nothing about who looks at it.
(() => {
  const { to, seen } = document.currentScript.dataset;
  const follows = !navigator.globalPrivacyControl && navigator.doNotTrack !== "1";
  if (!follows || navigator.webdriver || !navigator.sendBeacon) return;
  const whenVisible = () => {
    if (document.visibilityState === "visible") navigator.sendBeacon(to, seen);
    else document.addEventListener("visibilitychange", whenVisible, { once: true });
  };
  if (document.prerendering) document.addEventListener("prerenderingchange", whenVisible, { once: true });
  else whenVisible();
})();
