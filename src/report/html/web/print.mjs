// Paper shows everything: folded parts open, charts in light colours and as wide as the paper.

const root = document.documentElement;
/** @type {HTMLDetailsElement[]} */
let opened = [];

function prepare() {
  if (root.dataset.print !== undefined) return;
  root.dataset.print = "";
  opened = [
    .../** @type {NodeListOf<HTMLDetailsElement>} */ (
      document.querySelectorAll("details:not([open], .figures)")
    ),
  ];
  for (const each of opened) each.open = true;
  document.dispatchEvent(new Event("themechange"));
}

function restore() {
  if (root.dataset.print === undefined) return;
  delete root.dataset.print;
  for (const each of opened) each.open = false;
  document.dispatchEvent(new Event("themechange"));
}

addEventListener("beforeprint", prepare);
addEventListener("afterprint", restore);
const paper = matchMedia("print");
paper.addEventListener("change", () => (paper.matches ? prepare() : restore()));
