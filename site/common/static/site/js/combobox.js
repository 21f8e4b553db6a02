// An editable combobox with a list of suggestions, as the ARIA 1.2 pattern has it: the commune picker and the search box.
// `combobox(selector, kind)` makes one of every such input, also of those that come later. A kind says
//   address(input)       where to ask; what was typed is added as q
//   label(input)         what the list is called
//   draw(input, answer)  the list's rows (options, or groups of them) and the sentence for who does not see them
//   take(input, option)  what choosing does; without it an option is a link
//   listClass, statusClass, cache (as fetch has it)
// Without this file each input is the plain field that it was.
(() => {
  "use strict";

  const WAIT = 150; // milliseconds without typing before a question is sent
  const SHORTEST = 2;
  // A keyboard on glass holds every word as a composition until it is left, and means what it shows. With any other, a
  // composition is half a letter ("mie" on the way to "miến"): neither a question nor a key of it is for us.
  const composesWholeWords = matchMedia("(pointer: coarse)").matches;
  let made = 0;

  class Combobox {
    constructor(input, kind) {
      made += 1;
      Object.assign(this, { input, kind, options: [], active: -1, timer: 0, asking: null, answered: "" });
      this.list = document.createElement("div");
      this.list.id = `suggestions-${made}`;
      this.list.className = kind.listClass;
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", kind.label(input));
      this.status = document.createElement("p");
      this.status.className = kind.statusClass;
      this.status.setAttribute("role", "status");
      input.after(this.list, this.status);
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-expanded", "false");
      input.setAttribute("aria-controls", this.list.id);
      this.listen();
    }

    listen() {
      const { input, list } = this;
      const leave = ({ relatedTarget }) => {
        if (relatedTarget !== input && !list.contains(relatedTarget)) this.close();
      };
      input.addEventListener("input", (event) => this.typed(event.isComposing && !composesWholeWords));
      input.addEventListener("compositionend", () => this.typed(false));
      input.addEventListener("keydown", (event) => this.pressed(event));
      input.addEventListener("focusout", leave);
      list.addEventListener("focusout", leave);
      // The input keeps the focus, so that the list is still there when the press ends on it.
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => this.clicked(event.target.closest("[role=option]")));
      addEventListener("pagehide", () => this.close()); // whoever comes back finds the page without an open list
    }

    get isOpen() {
      return !this.list.hidden;
    }

    typed(isHalfALetter) {
      this.stop();
      this.mark(-1);
      if (!isHalfALetter) this.timer = setTimeout(() => this.ask(), WAIT);
    }

    // No question is about to be sent any more, and no answer waited for.
    stop() {
      clearTimeout(this.timer);
      if (this.asking) this.asking.abort();
      this.asking = null;
    }

    close() {
      this.stop();
      this.mark(-1);
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.status.textContent = "";
    }

    // Shows what goes on as typed, then does `then`.
    async ask(then = () => {}) {
      const { input, kind } = this;
      const typed = input.value.trim();
      this.stop();
      if (typed.length < SHORTEST) return this.close();
      if (this.isOpen && typed === this.answered) return;
      const asking = new AbortController();
      this.asking = asking;
      try {
        const address = `${kind.address(input)}?q=${encodeURIComponent(typed)}`;
        const answer = await fetch(address, { signal: asking.signal, cache: kind.cache || "default" });
        const found = await answer.json();
        if (this.asking !== asking || document.activeElement !== input) return;
        this.answered = typed;
        this.show(kind.draw(input, found));
        then();
      } catch {
        // A newer question replaced this one, or the network is gone, or what came is no list. Suggestions are a help
        // and the field works without them: a complaint would only stand in the way of who is typing.
        if (this.asking === asking) this.close();
      }
    }

    show({ rows, said }) {
      this.mark(-1);
      this.list.replaceChildren(...rows);
      this.options = [...this.list.querySelectorAll("[role=option]")];
      this.options.forEach((option, place) => {
        option.id = `${this.list.id}-${place}`;
        option.setAttribute("aria-selected", "false");
      });
      this.list.hidden = !this.options.length;
      this.input.setAttribute("aria-expanded", String(this.isOpen));
      this.status.textContent = said;
    }

    // The option at this place is where Enter leads; -1: none is, and the keys are the field's own again.
    mark(place) {
      if (this.active >= 0) this.options[this.active].setAttribute("aria-selected", "false");
      this.active = place;
      if (place < 0) return this.input.removeAttribute("aria-activedescendant");
      const option = this.options[place];
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }

    // On by one, and from either end to the other; a closed list is opened at that end.
    step(by) {
      const { length } = this.options;
      if (!this.isOpen) this.ask(() => this.isOpen && this.step(by));
      else if (this.active < 0) this.mark(by > 0 ? 0 : length - 1);
      else this.mark((this.active + by + length) % length);
    }

    clicked(option) {
      if (!option || !this.kind.take) return;
      this.kind.take(this.input, option);
      this.close();
    }

    pressed(event) {
      const isHeld = event.ctrlKey || event.metaKey || event.shiftKey;
      if (isHeld || event.isComposing || event.keyCode === 229) return; // 229: the input method takes this key
      const act = (event.altKey ? WITH_ALT : KEYS)[event.key];
      if (act && act(this) !== false) event.preventDefault();
    }

    toTheWords() {
      this.mark(-1);
      return false;
    }

    // Closes the list; where there is none, empties a search field, as some browsers do by themselves.
    escape() {
      const isSearch = this.input.type === "search";
      if (this.isOpen) return this.close();
      this.close();
      if (isSearch) this.input.value = "";
      return isSearch;
    }

    // To where the marked option leads; without one the form is sent as ever.
    enter() {
      if (this.active >= 0) return this.options[this.active].click();
      this.close();
      return false;
    }
  }

  // What each key does; false where it remains the browser's.
  const KEYS = {
    ArrowDown: (box) => box.step(1),
    ArrowUp: (box) => box.step(-1),
    ArrowLeft: (box) => box.toTheWords(),
    ArrowRight: (box) => box.toTheWords(),
    Home: (box) => box.toTheWords(),
    End: (box) => box.toTheWords(),
    Escape: (box) => box.escape(),
    Enter: (box) => box.enter(),
  };
  const WITH_ALT = {
    ArrowDown: (box) => box.isOpen || box.ask(),
    ArrowUp: (box) => box.close(),
  };

  window.combobox = (selector, kind) => {
    const known = new WeakSet();
    const enhance = (input) => {
      if (known.has(input)) return;
      known.add(input);
      new Combobox(input, kind);
    };
    document.querySelectorAll(selector).forEach(enhance);
    document.addEventListener("focusin", ({ target }) => {
      if (target instanceof Element && target.matches(selector)) enhance(target);
    });
  };
})();
