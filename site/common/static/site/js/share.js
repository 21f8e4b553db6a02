/* The device's own way of sharing, and copying with one press. Without this file the links and the address remain. */
"use strict";

for (const share of document.querySelectorAll("[data-share]")) {
  const said = share.querySelector("[data-share-said]");
  const own = share.querySelector("[data-share-own]");
  const copy = share.querySelector("[data-share-copy]");
  const field = share.querySelector("input");

  field.addEventListener("focus", () => field.select());

  if (navigator.share) {
    own.hidden = false;
    own.addEventListener("click", () => {
      navigator.share({ title: share.dataset.title, url: field.value }).catch((error) => {
        // Closing the device's sheet is no failure.
        if (error.name !== "AbortError") field.focus();
      });
    });
  }

  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", () => {
      navigator.clipboard.writeText(field.value).then(
        () => {
          said.textContent = copy.dataset.done;
        },
        () => field.focus(),
      );
    });
  }
}
