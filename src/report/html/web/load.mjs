// Another load than the one simulated, in closed form: use is what stands plus a share of it.

const { capacity } = /** @type {PageData} */ (
  JSON.parse(document.getElementById("data")?.textContent ?? "")
);
const ROWS_MAX = 6;
const input = /** @type {HTMLInputElement | null} */ (document.getElementById("load"));
const says = document.getElementById("load-says");

/** Three digits, thousands by commas. @param {number} value */
function text(value) {
  const [whole, fraction] = String(Number(value.toPrecision(3))).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
}

/** Fewer than one a second are told by the hour. @param {number} load calls per second */
const rate = (load) =>
  load < 1 ? `${text(3600 * load)} calls an hour` : `${text(load)} calls per second`;

/** @param {string} tag @param {string} className @param {string} content */
function element(tag, className, content) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = content;
  return made;
}

/** A name, its share as a bar, and the share. @param {string} name @param {number} share */
function rowOf(name, share) {
  const bar = element("span", share > 1 ? "share over" : "share", "");
  bar.style.setProperty("--share", `${Math.min(100, 100 * share)}%`);
  const row = document.createElement("li");
  row.append(
    // A long name may go on in the next line after each of its parts.
    element("span", "name", name.replace(/(?<=[a-z.])(?=[A-Z])/g, "\u200b")),
    bar,
    element("span", "", `${(100 * share).toFixed(0)} %`),
  );
  return row;
}

function show() {
  if (input === null || says === null) return;
  // The middle of the scale is the load of the scenario; equal steps are equal factors.
  const factor = Math.exp((Number(input.value) / 100) * Math.LN10);
  const [{ offeredCaps }] = capacity;
  const load = factor * offeredCaps;
  const uses = capacity
    .map(({ name, standing, ofCalls }) => ({ name, share: standing + factor * ofCalls }))
    .sort((a, b) => b.share - a.share);
  const full = uses.filter(({ share }) => share > 1).map(({ name }) => name);
  const verdict =
    full.length === 0 ? "everything fits on average" : `too much for ${full.join(", ")}`;
  const times = factor === 1 ? "" : `${text(factor)} times `;
  const line = `${rate(load)}, ${times}the load of the answer: ${verdict}`;
  const list = document.createElement("ul");
  list.append(...uses.slice(0, ROWS_MAX).map(({ name, share }) => rowOf(name, share)));
  says.replaceChildren(element("strong", "", line), list);
  input.ariaValueText = line;
}

if (input !== null) {
  input.addEventListener("input", show);
  /** @type {HTMLElement} */ (input.closest(".growth")).hidden = false;
  show();
}
