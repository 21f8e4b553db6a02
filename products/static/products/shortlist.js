// The chosen products, kept on this device as the same words an address carries: "12.45.7".
// Without this script every control is a plain link, and the list lives in its address alone.
(() => {
  "use strict";
  const KEY = "danh-sach-chon";
  const MOST = 40;
  const NUMBER = /^[1-9][0-9]{0,9}$/;
  const header = document.querySelector("[data-chosen]");
  if (!header) return;
  const said = document.querySelector("[data-chosen-said]");
  const words = header.dataset;

  const read = (code) => [...new Set((code || "").split(".").filter((part) => NUMBER.test(part)))].slice(0, MOST);
  const addressOf = (numbers) => words.chosen + (numbers.length ? `?sp=${numbers.join(".")}` : "");
  const stored = () => read(localStorage.getItem(KEY));
  const store = (numbers) => (numbers.length ? localStorage.setItem(KEY, numbers.join(".")) : localStorage.removeItem(KEY));

  try {
    store(stored());
  } catch {
    return; // The device keeps nothing (private window, storage refused): the links do the work.
  }

  const sameAs = (left, right) => left.length === right.length && left.every((number) => right.includes(number));

  function say(sentence) {
    if (said) said.textContent = sentence;
  }

  function showCount(numbers) {
    header.href = addressOf(numbers);
    header.querySelector(".chosen__count").textContent = numbers.length || "";
    header.classList.toggle("is-filled", numbers.length > 0);
  }

  function showControl(control, numbers) {
    const isChosen = numbers.includes(control.dataset.choose);
    control.classList.toggle("is-chosen", isChosen);
    control.querySelector("span").textContent = isChosen ? words.dropWord : words.chooseWord;
  }

  function show() {
    const numbers = stored();
    showCount(numbers);
    document.querySelectorAll("button[data-choose]").forEach((control) => showControl(control, numbers));
    return numbers;
  }

  function toggle(number) {
    const numbers = stored();
    if (numbers.includes(number)) store(numbers.filter((kept) => kept !== number));
    else if (numbers.length >= MOST) return say(words.fullWords);
    else store([...numbers, number]);
    say(words.countWords.replace("{number}", show().length));
  }

  // A link that adds to an empty list becomes a switch of the device's list.
  function upgrade(root) {
    root.querySelectorAll("a[data-choose]:not([data-leads-on])").forEach((link) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = link.className;
      button.dataset.choose = link.dataset.choose;
      button.append(...link.childNodes);
      link.replaceWith(button);
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-choose]");
    if (button) toggle(button.dataset.choose);
  });

  // On the page of a list: what is dropped or added there, the device follows, if the list is the device's own.
  const page = document.querySelector("[data-list]");

  function followPage() {
    const asked = read(page.dataset.asked);
    const shown = read(page.dataset.list);
    if (!asked.length && stored().length) {
      const query = new URLSearchParams(location.search);
      query.delete("sp");
      location.replace(addressOf(stored()) + (query.size ? `&${query}` : "") + location.hash);
      return;
    }
    if (sameAs(asked, stored())) store(shown); // without what was withdrawn, with what a merged product became
    const offer = page.querySelector("[data-keep-list]");
    if (offer) {
      offer.hidden = shown.every((number) => stored().includes(number));
      offer.addEventListener("click", () => {
        store([...new Set([...stored(), ...shown])].slice(0, MOST));
        location.assign(addressOf(stored()));
      });
    }
    page.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-leads-on]");
      if (!link || !sameAs(shown, stored())) return;
      const number = link.dataset.choose;
      store(shown.includes(number) ? shown.filter((one) => one !== number) : [...shown, number].slice(0, MOST));
    });
  }

  function offerToCopy() {
    const copier = document.querySelector("[data-copy]");
    if (!copier || !navigator.clipboard) return;
    copier.hidden = false;
    copier.addEventListener("click", async () => {
      const field = document.getElementById(copier.dataset.copy);
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        say(copier.dataset.copied);
        copier.textContent = copier.dataset.copied;
      } catch {
        // Refused by the browser: the address stands selected, to be copied by hand.
      }
    });
  }

  upgrade(document);
  document.addEventListener("htmx:load", (event) => {
    upgrade(event.detail.elt);
    show();
  });
  if (page) followPage();
  offerToCopy();
  show();
  addEventListener("storage", show);
  addEventListener("pageshow", show);
})();
