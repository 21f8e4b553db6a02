// Suggestions for the commune picker, on the combobox that the search box has too (site/js/combobox.js).
// Without this file the input is a plain text field and the form asks when the text is not clear.
(() => {
  "use strict";

  const pickerOf = (input) => input.closest("[data-commune-picker]");

  function keep(input, key) {
    const picker = pickerOf(input);
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

  function option({ id, text, note }) {
    const made = document.createElement("div");
    made.setAttribute("role", "option");
    made.dataset.key = id;
    made.dataset.text = text;
    made.textContent = text;
    if (note) {
      const small = document.createElement("small");
      small.textContent = note;
      made.append(" ", small);
    }
    return made;
  }

  combobox("[data-commune-text]", {
    listClass: "commune-picker__list",
    statusClass: "commune-picker__status",
    address: (input) => pickerOf(input).dataset.suggestUrl,
    label: (input) => pickerOf(input).dataset.listText,
    draw(input, { results }) {
      const { countText, noneText } = pickerOf(input).dataset;
      const said = results.length ? countText.replace("{count}", results.length) : noneText;
      return { rows: results.map(option), said };
    },
    take(input, taken) {
      input.value = taken.dataset.text;
      keep(input, taken.dataset.key);
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
})();
