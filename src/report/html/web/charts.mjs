// Draws the charts that the page holds as data, in the colours of the theme.

const data = /** @type {PageData} */ (
  JSON.parse(document.getElementById("data")?.textContent ?? "")
);
const NARROW = 560;
const PAPER_WIDTH = 660;
/** Of two charts side by side. */
const HALF_WIDTH = PAPER_WIDTH / 2 - 14;
const LABEL_LENGTH_NARROW = 18;
const TITLE_LENGTH_MAX = 30;
const INTERVAL = "95 % interval";
const BAND = "90 % of the replications";

/** A colour of the stylesheet as the browser resolves it. @param {string} property */
function resolved(property) {
  const probe = document.createElement("span");
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The theme's colour for one of the pictures, as see-through as that. @param {unknown} colour */
function themed(colour) {
  if (typeof colour !== "string" || !colour.startsWith("#")) return colour;
  const base = colour.slice(0, 7).toLowerCase();
  const [name] = Object.entries(data.palette).find(([, hex]) => hex.toLowerCase() === base) ?? [];
  if (name === undefined) return colour;
  const [red, green, blue] = resolved(`--${name}`).match(/[\d.]+/g) ?? [];
  const alpha = colour.length === 9 ? Number.parseInt(colour.slice(7), 16) / 255 : 1;
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

/** Digits as the tables have them, no locale. @param {number} value */
function figure(value) {
  const [whole, fraction] = String(Number(value.toPrecision(4))).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
}

/** @param {number} minute */
function clock(minute) {
  if (data.clockOrigin === null) return figure(minute);
  const ofDay = (((data.clockOrigin + minute) % 1440) + 1440) % 1440;
  const two = (/** @type {number} */ value) => String(Math.floor(value)).padStart(2, "0");
  return `${two(ofDay / 60)}:${two(ofDay % 60)}`;
}

/** Minutes and seconds from the first failure. @param {number} minutes */
function sinceFailure(minutes) {
  const whole = Math.round(60 * Math.abs(minutes));
  const sign = minutes < 0 && whole > 0 ? "-" : "";
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** How the axis of a chart over time says it. @param {readonly { id?: string }[]} plugins */
const timeOf = (plugins) =>
  plugins.some(({ id }) => id === "faultSpans")
    ? clock
    : plugins.some(({ id }) => id === "failureMarks")
      ? sinceFailure
      : undefined;

/** A long title takes a line for each of its parts. @param {string} [title] */
const lines = (title = "") => (title.length > TITLE_LENGTH_MAX ? title.split(/(?<=,) /) : title);

/**
 * @param {any} axis @param {((value: number) => string) | undefined} time
 * @param {boolean} isNarrow @param {boolean} isShort
 */
function axisOf(axis, time, isNarrow, isShort) {
  const ink = resolved("--ink");
  const faint = resolved("--faint");
  const strong = resolved("--vermilion");
  const isCeiling = (/** @type {any} */ { tick }) => axis.ceiling === tick?.value;
  const isLabelled = (/** @type {number} */ value) =>
    axis.type !== "logarithmic" || value.toExponential(3).startsWith("1.000e");
  const common = {
    ...axis,
    title: {
      ...axis.title,
      text: isShort ? lines(axis.title?.text) : axis.title?.text,
      color: ink,
      font: { size: Chart.defaults.font.size },
    },
    border: { color: faint },
  };
  if (axis.type === "category") {
    const short = (/** @type {string} */ name) =>
      isNarrow && name.length > LABEL_LENGTH_NARROW
        ? `${name.slice(0, LABEL_LENGTH_NARROW - 1)}…`
        : name;
    /** @this {any} @param {number} index */
    function callback(index) {
      return short(this.getLabelForValue(index));
    }
    return {
      ...common,
      grid: { display: false },
      ticks: { color: ink, autoSkip: axis.ticks?.autoSkip !== false, maxRotation: 0, callback },
    };
  }
  return {
    ...common,
    grid: {
      display: axis.grid?.display !== false,
      color: (/** @type {any} */ at) => (isCeiling(at) ? strong : faint),
      lineWidth: (/** @type {any} */ at) => (isCeiling(at) ? 2.5 : 1),
    },
    ticks: {
      color: ink,
      maxRotation: 0,
      ...(time && { stepSize: axis.ticks?.stepSize, autoSkip: true }),
      includeBounds: axis.ticks?.includeBounds !== false,
      callback: (/** @type {number} */ value) =>
        time ? time(value) : isLabelled(value) ? figure(value) : "",
    },
  };
}

/** Grey stretches while something fails, with its name. @param {string} ink */
const faultSpans = (ink) => ({
  id: "faultSpans",
  /** @param {any} chart */
  beforeDatasetsDraw({ ctx, chartArea, scales }) {
    const at = (/** @type {number} */ minute) =>
      Math.min(chartArea.right, Math.max(chartArea.left, scales.x.getPixelForValue(minute)));
    ctx.save();
    ctx.font = Chart.defaults.font.family ? `12px ${Chart.defaults.font.family}` : ctx.font;
    data.faults.forEach(({ name, from, to }, row) => {
      const [left, right] = [at(from), at(to)];
      if (left >= right) return;
      ctx.fillStyle = ink;
      ctx.globalAlpha = 0.15;
      ctx.fillRect(left, chartArea.top, Math.max(1, right - left), chartArea.height);
      ctx.globalAlpha = 1;
      const isLeft = left < (chartArea.left + chartArea.right) / 2;
      ctx.textAlign = isLeft ? "left" : "right";
      ctx.fillText(name, isLeft ? left + 4 : right - 4, chartArea.top + 14 + 15 * row);
    });
    ctx.restore();
  },
});

/** A line where something fails, is noticed or is over, with its name. @param {string} ink */
const failureMarks = (ink) => ({
  id: "failureMarks",
  /** @param {any} chart */
  afterDatasetsDraw({ ctx, chartArea, scales }) {
    ctx.save();
    ctx.font = Chart.defaults.font.family ? `12px ${Chart.defaults.font.family}` : ctx.font;
    data.marks.forEach(({ atS, name }, row) => {
      const x = scales.x.getPixelForValue(atS / 60);
      const isLeft = x < (chartArea.left + chartArea.right) / 2;
      ctx.fillStyle = resolved("--vermilion");
      ctx.fillRect(x - 0.5, chartArea.top, 1.5, chartArea.height);
      ctx.fillStyle = ink;
      ctx.textAlign = isLeft ? "left" : "right";
      ctx.fillText(name, isLeft ? x + 5 : x - 5, chartArea.top + 14 + 15 * row);
    });
    ctx.restore();
  },
});

/** @param {any} point */
const heightOfPoint = (point) => (typeof point === "number" ? point : point.y);

/** A value and, where its line has a band, the limits of the band there. @param {any} item */
function sayValue(item) {
  const { chart, datasetIndex, dataIndex, raw, dataset } = item;
  if (Array.isArray(raw)) return `${dataset.label}: ${raw.map(figure).join(" to ")}`;
  const value = heightOfPoint(raw);
  const [low, high] = [1, 2].map((step) => chart.data.datasets[datasetIndex + step]);
  const line = `${dataset.label}: ${figure(value)}`;
  const band = high?.label === "" ? BAND : INTERVAL;
  const isBand = band === BAND || high?.label === `${dataset.label}, ${INTERVAL}`;
  if (low?.label !== "" || !isBand) return line;
  const limits = [low, high].map((edge) => figure(heightOfPoint(edge.data[dataIndex])));
  return `${line} (${band} ${limits.join(" to ")})`;
}

/** @param {ChartConfiguration} plain @param {boolean} isNarrow @returns {any} */
function configured(plain, isNarrow) {
  const { type, plugins = [], options } = plain;
  const { indexAxis = "x", scales } = /** @type {any} */ (options);
  const time = timeOf(plugins);
  const ink = resolved("--ink");
  const datasets = plain.data.datasets.map((each) =>
    Object.fromEntries(
      Object.entries(each).map(([key, value]) => [
        key,
        key === "fill" && value?.above ? { ...value, above: themed(value.above) } : themed(value),
      ]),
    ),
  );
  const isEdge = (/** @type {string} */ label) => label === "" || label.endsWith(`, ${INTERVAL}`);
  return {
    type,
    data: { labels: plain.data.labels, datasets },
    options: {
      indexAxis,
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: "index", axis: indexAxis, intersect: false },
      layout: { padding: { right: 12 } },
      scales: {
        x: axisOf(scales.x, time, isNarrow, isNarrow),
        y: axisOf(scales.y, undefined, isNarrow, true),
      },
      plugins: {
        legend: {
          position: "bottom",
          labels: {
            color: ink,
            usePointStyle: true,
            pointStyleWidth: type === "line" ? 20 : 11,
            boxHeight: 9,
            padding: isNarrow ? 10 : 16,
            filter: (/** @type {any} */ { text }) => text !== "",
          },
        },
        tooltip: {
          filter: (/** @type {any} */ { dataset, raw }) => !isEdge(dataset.label) && raw !== null,
          callbacks: {
            title: (/** @type {any[]} */ [item]) => (item === undefined ? "" : titleOf(item, time)),
            label: sayValue,
          },
        },
      },
    },
    plugins: time === clock ? [faultSpans(ink)] : time ? [failureMarks(ink)] : [],
  };
}

/** @param {any} item @param {((value: number) => string) | undefined} time */
const titleOf = (item, time) =>
  time === clock ? minuteName(item.raw.x) : time ? time(item.raw.x) : item.label;

/** @param {number} middle */
const minuteName = (middle) =>
  data.clockOrigin === null ? `minute ${figure(Math.floor(middle))}` : clock(Math.floor(middle));

/**
 * Each row of bars takes what it needs; others are higher where their legend needs more lines.
 * Paper has a page for each layer, and so less height.
 * @param {ChartConfiguration} plain @param {boolean} isNarrow @param {boolean} isPaper
 */
function heightOf({ type, data: { labels = [] } }, isNarrow, isPaper) {
  if (isPaper) return type === "bar" ? Math.max(160, 90 + 14 * labels.length) : 220;
  if (type === "bar") return Math.max(200, 110 + 28 * labels.length);
  return isNarrow ? 400 : 340;
}

/** @type {any[]} */
let drawn = [];

function draw() {
  for (const chart of drawn) chart.destroy();
  const isPaper = document.documentElement.dataset.print !== undefined;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = isPaper ? 10 : 13;
  const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-chart]"));
  drawn = [...places].flatMap((place) => {
    const canvas = place.querySelector("canvas");
    const plain = data.charts[place.dataset.chart ?? ""];
    if (canvas === null || plain === undefined) return [];
    const paperWidth = place.closest(".many") === null ? PAPER_WIDTH : HALF_WIDTH;
    place.style.width = isPaper ? `${paperWidth}px` : "";
    const width = isPaper ? PAPER_WIDTH : (place.closest("section")?.clientWidth ?? 0);
    const isNarrow = width < NARROW;
    place.style.height = `${heightOf(plain, isNarrow, isPaper)}px`;
    return [new Chart(canvas, configured(plain, isNarrow))];
  });
}

document.addEventListener("themechange", draw);
draw();
