// Keeps the names in the consent in step with the ticks above it. What is stored is made on the server either way.
(() => {
  "use strict";
  const names = document.querySelector("[data-recipients]");
  if (!names) return;
  const boxes = [...document.querySelectorAll('input[name="to"]')];
  // A name keeps the mark of the language it is in.
  const nameOf = (box) => box.closest("label").querySelector("[data-recipient]").content.cloneNode(true);
  const show = () => {
    const ticked = boxes.filter((box) => box.checked);
    names.replaceChildren(...ticked.flatMap((box) => ["; ", nameOf(box)]).slice(1));
  };
  boxes.forEach((box) => box.addEventListener("change", show));
  addEventListener("pageshow", show);
})();
