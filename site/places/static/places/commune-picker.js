// Suggestions for the commune picker. One listener for the document, so that pickers added later work too.
// Without this file the input is a plain text field and the form asks when the text is not clear.
(() => {
  "use strict";

  const WAIT = 200; // milliseconds without typing before a question is sent
  const SHORTEST = 2;
  const states = new WeakMap();
  let lists = 0;

  function stateOf(input) {
    if (!states.has(input)) states.set(input, enhance(input));
    return states.get(input);
  }

  function enhance(input) {
    const picker = input.closest("[data-commune-picker]");
    const list = document.createElement("ul");
    const status = document.createElement("p");
    lists += 1;
    list.id = `commune-suggestions-${lists}`;
    list.className = "commune-picker__list";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    status.className = "commune-picker__status";
    status.setAttribute("role", "status");
    input.after(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    return { picker, list, status, active: -1, timer: 0, asking: null };
  }

  function close(input) {
    const state = stateOf(input);
    state.list.hidden = true;
    state.active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(input, position) {
    const state = stateOf(input);
    const options = [...state.list.children];
    if (!options.length) return;
    state.active = (position + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === state.active)));
    input.setAttribute("aria-activedescendant", options[state.active].id);
    options[state.active].scrollIntoView({ block: "nearest" });
  }

  function keep(input, key) {
    const { picker } = stateOf(input);
    const choices = picker.querySelector("[data-commune-choices]");
    let choice = picker.querySelector("[data-commune-choice]");
    if (choices) choices.remove();
    if (!choice) {
      choice = document.createElement("input");
      choice.type = "hidden";
      choice.name = `${input.name}_choice`;
      choice.setAttribute("data-commune-choice", "");
      picker.append(choice);
    }
    choice.value = key;
    picker.querySelector("[data-commune-asked]").value = input.value;
  }

  function take(input, option) {
    input.value = option.dataset.text;
    keep(input, option.dataset.key);
    close(input);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function show(input, results) {
    const { list, status, picker } = stateOf(input);
    list.replaceChildren(
      ...results.map((result, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.key = result.id;
        option.dataset.text = result.text;
        option.textContent = result.text;
        if (result.note) {
          const note = document.createElement("small");
          note.textContent = result.note;
          option.append(" ", note);
        }
        return option;
      }),
    );
    const { countText, noneText } = picker.dataset;
    status.textContent = results.length ? countText.replace("{count}", results.length) : noneText;
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(results.length > 0));
    input.removeAttribute("aria-activedescendant");
    stateOf(input).active = -1;
  }

  async function ask(input) {
    const state = stateOf(input);
    const typed = input.value.trim();
    if (state.asking) state.asking.abort();
    if (typed.length < SHORTEST) {
      close(input);
      return;
    }
    state.asking = new AbortController();
    try {
      const address = `${state.picker.dataset.suggestUrl}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: state.asking.signal });
      if (answer.ok && document.activeElement === input) show(input, (await answer.json()).results);
    } catch (error) {
      // A newer question replaced this one, or the network is gone: the text alone still works.
      if (error.name !== "AbortError") close(input);
    }
  }

  function pickerInput(event) {
    return event.target instanceof Element ? event.target.closest("[data-commune-text]") : null;
  }

  document.addEventListener("input", (event) => {
    const input = pickerInput(event);
    if (!input) return;
    const state = stateOf(input);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => ask(input), WAIT);
  });

  document.addEventListener("keydown", (event) => {
    const input = pickerInput(event);
    if (!input) return;
    const { list, active } = stateOf(input);
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const start = event.key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1;
      mark(input, start);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(input, list.children[active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close(input);
    }
  });

  // On pressing, before the input loses the focus and closes its list.
  document.addEventListener("mousedown", (event) => {
    const option = event.target instanceof Element && event.target.closest(".commune-picker__list [role=option]");
    if (!option) return;
    event.preventDefault();
    take(option.closest("[data-commune-picker]").querySelector("[data-commune-text]"), option);
  });

  document.addEventListener("focusin", (event) => {
    const input = pickerInput(event);
    if (input) stateOf(input);
  });

  document.addEventListener("focusout", (event) => {
    const input = pickerInput(event);
    if (input) close(input);
  });
})();
