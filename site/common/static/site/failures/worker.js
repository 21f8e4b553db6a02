// The service worker: shows offline.html where a page cannot be fetched, and does nothing else.
// It keeps no page of the catalogue and answers no request from memory but for its own two files, so nothing that it
// does can be out of date. VERSION is filled in by the server from the content of those files.
const KEPT = "offline-VERSION";
const PAGE = "/static/site/failures/offline.html";
const FILES = [PAGE, "/static/site/failures/failures.css"];

self.addEventListener("install", (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
    if (self.registration.navigationPreload) await self.registration.navigationPreload.enable();
    await self.clients.claim();
  })());
});

async function fetched(event) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    return (await caches.open(KEPT)).match(PAGE);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  // A form that is sent is left to the browser, which knows how to send it again; so is the office's desk.
  if (request.method === "GET" && request.mode === "navigate" && !path.startsWith("/admin/")) {
    event.respondWith(fetched(event));
  } else if (FILES.includes(path)) {
    event.respondWith(fetch(request).catch(async () => (await caches.open(KEPT)).match(path)));
  }
});
