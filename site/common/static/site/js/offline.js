// Registers the service worker that shows a page of ours where there is no connection (failures/worker.js).
// After the page has come, so that it never competes with what the visitor asked for.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/worker.js").catch(() => {}));
}
