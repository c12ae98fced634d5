// Heads that sort, and a button that copies a table for a spreadsheet.

const NUMBER = /-?[\d,]*\.?\d+(?:e[+-]?\d+)?/;
/** @type {Record<string, number>} */
const SCALES = { k: 1e3, M: 1e6, G: 1e9, ms: 1e-3 };
/** A longer table shows its first dozen rows until it is asked for all. */
const ROWS_MAX = 20;
const names = new Intl.Collator("en", { numeric: true });

/**
 * What a cell is sorted by: the first number in it; one without is the least.
 * @param {string} text
 */
function numberOf(text) {
  if (/^(unlimited|∞)/.test(text)) return Infinity;
  const number = NUMBER.exec(text);
  if (number === null) return -Infinity;
  const scale = /\d ([kMG](?=bit)|ms$)/.exec(text)?.[1] ?? "";
  return Number(number[0].replaceAll(",", "")) * (SCALES[scale] ?? 1);
}

/** @param {HTMLTableCellElement} cell */
const textOf = (cell) => (cell.textContent ?? "").trim();

/** Rising, falling, and back to the order of the report. @param {HTMLTableElement} table */
function makeSortable(table) {
  const [body] = table.tBodies;
  const [head] = table.tHead?.rows ?? [];
  if (body === undefined || head === undefined) return;
  const original = [...body.rows];
  [...head.cells].forEach((cell, column) => {
    if (cell.className === "mark") return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...cell.childNodes);
    cell.append(button);
    cell.ariaSort = "none";
    button.addEventListener("click", () => {
      const next =
        cell.ariaSort === "none"
          ? "ascending"
          : cell.ariaSort === "ascending"
            ? "descending"
            : "none";
      for (const each of head.querySelectorAll("[aria-sort]")) each.ariaSort = "none";
      cell.ariaSort = next;
      body.append(...sorted(original, column, next, cell.classList.contains("right")));
    });
  });
}

/**
 * @param {HTMLTableRowElement[]} rows
 * @param {number} column
 * @param {string} order
 * @param {boolean} isNumber
 */
function sorted(rows, column, order, isNumber) {
  if (order === "none") return rows;
  const sign = order === "ascending" ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [one, other] = [textOf(a.cells[column]), textOf(b.cells[column])];
    if (!isNumber) return sign * names.compare(one, other);
    const [x, y] = [numberOf(one), numberOf(other)];
    return x === y ? 0 : sign * (x < y ? -1 : 1);
  });
}

/**
 * Tab-separated, as shown: an interval becomes a column of its own and numbers lose the commas of
 * their thousands, so that a spreadsheet takes them for numbers.
 * @param {HTMLTableElement} table
 */
function separated(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map(textOf));
  const [head, ...body] = rows;
  const hasInterval = head.map((_, column) => body.some((row) => row[column].includes(" ± ")));
  const line = (/** @type {string[]} */ cells) => cells.join("\t");
  return [
    line(head.flatMap((title, i) => (hasInterval[i] ? [title, `± ${title}`] : [title]))),
    ...body.map((row) =>
      line(row.flatMap((cell, i) => (hasInterval[i] ? splitInterval(cell) : [plain(cell)]))),
    ),
  ].join("\n");
}

/** @param {string} cell */
function splitInterval(cell) {
  const [value, rest = ""] = cell.split(" ± ");
  const [half, ...unit] = rest.split(" ");
  return [plain([value, ...unit].join(" ")), plain(half)];
}

/** A name that a spreadsheet would take for a formula stays a name. @param {string} cell */
function plain(cell) {
  if (/^[<>+-]?[ ]?[\d,]*\.?\d/.test(cell)) return cell.replace(/(\d),(?=\d{3})/g, "$1");
  return /^[=+@-]/.test(cell) ? `'${cell}` : cell;
}

/** @param {string} text */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

/** @param {HTMLTableElement} table */
function makeCopyable(table) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.ariaLabel = `Copy the table ${table.caption?.textContent}`;
  const said = document.createElement("span");
  said.role = "status";
  button.addEventListener("click", async () => {
    await toClipboard(separated(table));
    said.textContent = "copied";
    setTimeout(() => {
      said.textContent = "";
    }, 2000);
  });
  const bar = document.createElement("div");
  bar.className = "bar";
  bar.append(said, button);
  table.closest(".table")?.prepend(bar);
}

/**
 * The first rows in whatever order they are; paper has them all.
 * @param {HTMLTableElement} table
 */
function makeShort(table) {
  const [body] = table.tBodies;
  if (body === undefined || body.rows.length <= ROWS_MAX) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "all";
  const show = (/** @type {boolean} */ isShort) => {
    body.classList.toggle("short", isShort);
    button.textContent = isShort ? `Show all ${body.rows.length} rows` : "Show fewer rows";
    button.ariaExpanded = String(!isShort);
  };
  button.addEventListener("click", () => show(!body.classList.contains("short")));
  table.closest(".table")?.append(button);
  show(true);
}

for (const table of document.querySelectorAll("table")) {
  makeSortable(table);
  makeCopyable(table);
  makeShort(table);
}
