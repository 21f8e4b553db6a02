// Keeps the names in the consent in step with the ticks above it. What is stored is made on the server either way.
(() => {
  "use strict";
  const names = document.querySelector("[data-recipients]");
  if (!names) return;
  const boxes = [...document.querySelectorAll('input[name="to"]')];
  const nameOf = (box) => box.closest("label").querySelector("[data-recipient]").dataset.recipient;
  const show = () => {
    names.textContent = boxes.filter((box) => box.checked).map(nameOf).join("; ");
  };
  boxes.forEach((box) => box.addEventListener("change", show));
  addEventListener("pageshow", show);
})();
