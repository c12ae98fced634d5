// Light, dark, or as the system has it. Whoever draws listens for `themechange` on the document.

const root = document.documentElement;
const select = /** @type {HTMLSelectElement} */ (document.getElementById("theme"));

const tell = () => document.dispatchEvent(new Event("themechange"));

select.addEventListener("change", () => {
  if (select.value === "") delete root.dataset.theme;
  else root.dataset.theme = select.value;
  tell();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
/** @type {HTMLElement} */ (select.closest("label")).hidden = false;
