// Suggestions below a search box: names in groups, each a link to its page, and last the search itself.
// Without this file, or where the question is not answered, the box is a plain form.
(() => {
  "use strict";

  function element(name, role, ...children) {
    const made = document.createElement(name);
    if (role) made.setAttribute("role", role);
    made.append(...children); // words become text, whatever they look like
    return made;
  }

  function option(address, ...children) {
    const link = element("a", "option", ...children);
    link.href = address;
    link.tabIndex = -1; // the arrows lead here, and the focus stays with the words
    return link;
  }

  // `parts` are the name in pieces, every second of them as it was typed; `lang` is not the page's language.
  function suggestion({ url, parts, lang }) {
    const made = option(url, ...parts.map((part, place) => (place % 2 ? element("mark", "", part) : part)));
    if (lang) made.lang = lang;
    return made;
  }

  function group({ label, items }) {
    const heading = element("p", "", label);
    heading.setAttribute("aria-hidden", "true"); // the group is called so already
    const made = element("div", "group", heading, ...items.map(suggestion));
    made.setAttribute("aria-label", label);
    return made;
  }

  // Where sending the form leads.
  function search({ form, value }) {
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    const icon = form.querySelector("button .icon").cloneNode(true);
    const words = form.dataset.searchWords.replace("{words}", () => value.trim());
    return option(address, icon, element("span", "", words));
  }

  combobox("[data-suggestions] [name=q]", {
    listClass: "suggestions",
    statusClass: "vh",
    cache: "no-cache", // asked again each time, mostly to hear 304: what was withdrawn is in no list kept by a browser
    address: (input) => input.form.dataset.suggestions,
    label: (input) => input.form.dataset.listWords,
    draw: (input, { groups, said }) => ({ rows: groups.length ? [...groups.map(group), search(input)] : [], said }),
  });
})();
