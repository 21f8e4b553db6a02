// How many characters a counted field holds, said beside its help text while it is typed.
(() => {
  const tell = (field) => {
    let said = field.parentElement.querySelector("[data-count-said]");
    if (!said) {
      said = document.createElement("p");
      said.className = "help";
      said.dataset.countSaid = "";
      field.after(said);
    }
    const number = [...field.value].length;
    said.textContent = field.dataset.countWords.replace("{number}", `${number}/${field.dataset.countFits}`);
  };
  const start = () => {
    for (const field of document.querySelectorAll("[data-count-fits]")) {
      tell(field);
      field.addEventListener("input", () => tell(field));
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
