import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { distributionKinds } from "../src/engine/distributions/index.ts";
import { faultKinds } from "../src/model/faults/index.ts";
import { flows } from "../src/model/flows/index.ts";
import { metrics } from "../src/stats/metrics/index.ts";

/** Style as a test: what a reader may rely on everywhere. A finding reads `file:line: what`. */

interface Module {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly lines: readonly string[];
  readonly tree: ts.SourceFile;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FILE_LINES_MAX = 300;
const FILE_LINES_MEDIAN_MAX = 120;
const FUNCTION_LINES_MAX = 60;
const COLUMNS_MAX = 100;

const source = modulesIn("src");
const everything = [...source, ...modulesIn("test"), ...modulesIn("bench")];

function modulesIn(folder: string): Module[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /^[^.].*\.(ts|mjs)$/.test(name) && !name.endsWith(".d.ts"))
    .sort()
    .map((name) => {
      const text = readFileSync(join(ROOT, folder, name), "utf8");
      const tree = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
      return { file: `${folder}/${name}`, lines: text.split("\n"), tree };
    });
}

function nodesOf(tree: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const lineOf = ({ tree }: Module, position: number): number =>
  tree.getLineAndCharacterOfPosition(position).line + 1;

/** One finding for each node of the modules about which `what` has something to say. */
function findings(
  modules: readonly Module[],
  what: (node: ts.Node, module: Module) => string | undefined,
): string[] {
  return modules.flatMap((module) =>
    nodesOf(module.tree).flatMap((node) => {
      const text = what(node, module);
      if (text === undefined) return [];
      return [`${module.file}:${lineOf(module, node.getStart())}: ${text}`];
    }),
  );
}

describe("sizes", () => {
  test(`no file has more than ${FILE_LINES_MAX} lines`, () => {
    const long = everything.filter(({ lines }) => lines.length - 1 > FILE_LINES_MAX);
    expect(long.map(({ file, lines }) => `${file}: ${lines.length - 1} lines`)).toEqual([]);
  });

  test(`the median source file has at most ${FILE_LINES_MEDIAN_MAX} lines`, () => {
    const sizes = source.map(({ lines }) => lines.length - 1).sort((a, b) => a - b);
    expect(sizes[sizes.length >> 1]).toBeLessThanOrEqual(FILE_LINES_MEDIAN_MAX);
  });

  test(`no function of the program has more than ${FUNCTION_LINES_MAX} lines`, () => {
    const long = findings([...source, ...modulesIn("bench")], (node, module) => {
      if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return;
      const lines = lineOf(module, node.getEnd()) - lineOf(module, node.getStart()) + 1;
      return lines > FUNCTION_LINES_MAX ? `a function of ${lines} lines` : undefined;
    });
    expect(long).toEqual([]);
  });

  test(`no line is longer than ${COLUMNS_MAX} columns`, () => {
    const long = everything.flatMap(({ file, lines }) =>
      lines.flatMap((line, i) =>
        line.length > COLUMNS_MAX ? [`${file}:${i + 1}: ${line.length} columns`] : [],
      ),
    );
    expect(long).toEqual([]);
  });
});

/** The folder of a source file; files beside the folders stand for themselves. */
const layerOf = (file: string): string => file.split("/")[1]!.replace(/\.ts$/, "");

const LEAVES = ["units", "errors", "parameter"];
/** What a layer may import, values and types, besides itself and the leaves. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  units: [],
  errors: [],
  parameter: [],
  engine: [],
  measure: [],
  callLog: [],
  model: ["engine", "measure"],
  scenario: ["callLog"],
  stats: ["measure"],
  report: ["stats"],
  sizing: ["stats", "report", "model"],
  availability: ["stats", "report", "model", "engine"],
  docs: ["scenario", "stats", "report", "engine", "study"],
  archive: ["measure", "report", "version"],
  crew: ["archive", "measure", "model", "study"],
  experiments: [
    ...["archive", "callLog", "controls", "crew", "engine", "measure", "model", "report"],
    ...["run", "scenario", "stats", "study", "version"],
  ],
};
/** Besides, types only. */
const TYPE_ARROWS: Readonly<Record<string, readonly string[]>> = {
  model: ["scenario"],
  scenario: ["model", "engine"],
  stats: ["scenario"],
  report: ["scenario"],
  sizing: ["scenario", "study"],
  availability: ["scenario"],
  archive: ["study"],
  experiments: ["scenario"],
};
/** What a planner may name in a scenario is read off the lists of the layers that have it. */
const LISTS_FOR_SCENARIOS = [
  "src/model/components/index.ts",
  "src/model/detail.ts",
  "src/model/faults/index.ts",
  "src/model/flows/index.ts",
  "src/model/holdings.ts",
  "src/model/messages.ts",
  "src/model/outbound/results.ts",
  "src/model/predictors/index.ts",
  "src/model/questions.ts",
  "src/model/services.ts",
  "src/engine/distributions/",
];
/** What reads a log names what is nearest, and has columns that grow as those of the model. */
const TOOLS_FOR_LOGS = ["src/scenario/nearest.ts", "src/model/columns.ts"];
/** What fits laws to a log asks the laws of a scenario and their functions. */
const LAWS_FOR_STATS = ["src/engine/distributions/", "src/engine/special/"];

function isAllowed(from: string, target: string, typeOnly: boolean): boolean {
  const layer = layerOf(from);
  const allowed = ARROWS[layer];
  const wanted = layerOf(target);
  if (allowed === undefined || wanted === layer || LEAVES.includes(wanted)) return true;
  if (allowed.includes(wanted)) return true;
  if (typeOnly && TYPE_ARROWS[layer]?.includes(wanted)) return true;
  if (layer === "stats" && LAWS_FOR_STATS.some((folder) => target.startsWith(folder))) return true;
  if (layer === "callLog" && TOOLS_FOR_LOGS.includes(target)) return true;
  return layer === "scenario" && LISTS_FOR_SCENARIOS.some((list) => target.startsWith(list));
}

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword)
    return clause !== undefined;
  const names = clause.namedBindings;
  if (clause.name !== undefined || names === undefined || !ts.isNamedImports(names)) return false;
  return names.elements.every((element) => element.isTypeOnly);
};

describe("imports", () => {
  test("arrows between the layers point one way", () => {
    const wrong = findings(source, (node, { file }) => {
      if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return;
      if (node.moduleSpecifier === undefined || !ts.isStringLiteral(node.moduleSpecifier)) return;
      const { text } = node.moduleSpecifier;
      if (!text.startsWith(".")) return;
      if (!/\.(ts|json)$/.test(text)) return `${text} lacks its extension`;
      const target = normalize(join(dirname(file), text));
      return isAllowed(file, target, isTypeOnly(node)) ? undefined : `imports ${target}`;
    });
    expect(wrong).toEqual([]);
  });

  test("nothing is exported by default", () => {
    const wrong = findings(source, (node) => {
      if (ts.isExportAssignment(node)) return "export default";
      const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
      const isDefault = modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
      return isDefault ? "export default" : undefined;
    });
    expect(wrong).toEqual([]);
  });
});

/** Same bytes on every V8; the others differ between versions or are not specified exactly. */
const SAME_EVERYWHERE = new Set(
  (
    "exp log log1p sqrt abs min max floor ceil round trunc sign clz32 imul fround " +
    "PI E LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2"
  ).split(" "),
);
const CLOCKS_AND_DICE = ["Math.random", "Date.now", "performance.now", "process.hrtime"];
const NUMERIC = ["engine", "measure", "model", "stats", "sizing"];
const mayReadClocks = (file: string) => file === "src/cli.ts" || file.startsWith("src/commands/");

describe("determinism", () => {
  test("only the command line reads clocks, and nobody an unseeded generator", () => {
    const modules = source.filter(({ file }) => !mayReadClocks(file));
    const wrong = findings(modules, (node) => {
      if (ts.isNewExpression(node) && node.expression.getText() === "Date") return "new Date";
      if (!ts.isPropertyAccessExpression(node)) return;
      return CLOCKS_AND_DICE.find((name) => name === node.getText());
    });
    expect(wrong).toEqual([]);
  });

  test("what is computed is the same on every Node", () => {
    const powers = [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken];
    const numeric = source.filter(({ file }) => NUMERIC.includes(layerOf(file)));
    const wrong = findings(numeric, (node) => {
      if (ts.isBinaryExpression(node) && powers.includes(node.operatorToken.kind))
        return node.operatorToken.getText();
      if (!ts.isPropertyAccessExpression(node) || node.expression.getText() !== "Math") return;
      return SAME_EVERYWHERE.has(node.name.text) ? undefined : node.getText();
    });
    expect(wrong).toEqual([]);
  });

  test("Math is only used by name, and nothing is written as some place would write it", () => {
    const wrong = findings(source, (node) => {
      if (!ts.isIdentifier(node)) return;
      if (/^toLocale/.test(node.text)) return node.text;
      const { parent } = node;
      const isNamed = ts.isPropertyAccessExpression(parent) && parent.expression === node;
      return node.text === "Math" && !isNamed ? parent.getText() : undefined;
    });
    expect(wrong).toEqual([]);
  });

  test("no module keeps a variable, scripts of the page apart", () => {
    const modules = source.filter(({ file }) => !file.startsWith("src/report/html/web/"));
    const wrong = findings(modules, (node) => {
      if (!ts.isVariableStatement(node) || !ts.isSourceFile(node.parent)) return;
      return node.declarationList.flags & ts.NodeFlags.Const ? undefined : node.getText();
    });
    expect(wrong).toEqual([]);
  });
});

/** Every exported value of a folder's files that has this key, alone or as an item of a list. */
async function membersOf(folder: string, key: string): Promise<unknown[]> {
  const files = source.filter(({ file }) => {
    return dirname(file) === `src/${folder}` && !file.endsWith("/index.ts");
  });
  const loaded = await Promise.all(
    files.map(({ file }) => import(join(ROOT, file)) as Promise<Record<string, unknown>>),
  );
  return loaded
    .flatMap((exports) => Object.values(exports).flat())
    .filter((value) => typeof value === "object" && value !== null && key in value);
}

/** What a folder's members are known by, and the list they stand in. */
const LISTS: readonly { folder: string; key: string; list: readonly unknown[] }[] = [
  { folder: "model/flows", key: "endings", list: flows },
  { folder: "model/faults", key: "recovery", list: faultKinds },
  { folder: "stats/metrics", key: "estimator", list: metrics },
  { folder: "engine/distributions", key: "build", list: distributionKinds },
];

describe("lists", () => {
  test.each(LISTS)("whatever $folder defines is listed", async ({ folder, key, list }) => {
    const members = await membersOf(folder, key);
    expect(new Set(members)).toEqual(new Set(list));
    expect(members).toHaveLength(list.length);
  });

  test.each([
    { name: "login", steps: 6 },
    { name: "inbound", steps: 12 },
    { name: "disaster", steps: 6 },
  ])("the flow $name has the $steps numbered steps of the blueprint", ({ name, steps }) => {
    const flow = flows.find((each) => each.name === name);
    const numbers = Object.keys(flow?.steps ?? {}).filter((step) => /^\d+$/.test(step));
    expect(numbers).toEqual(Array.from({ length: steps }, (_, i) => String(i + 1)));
  });
});
