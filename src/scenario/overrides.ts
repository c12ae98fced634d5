import type { Problem } from "../errors.ts";
import { childOf, type DocumentNode, merge, type Origin, type TextSource } from "./document.ts";
import { brief, type Mistake, problemAt } from "./problems.ts";
import { parseYaml } from "./yaml.ts";

/** Sections whose keys are names the scenario gives; an override changes what is there. */
const NAMED_SECTIONS = ["sites", "demand", "queues", "agents"];

interface Step {
  readonly key: string;
  readonly origin: Origin;
}

export interface Overridden {
  readonly root: DocumentNode;
  readonly problems: readonly Problem[];
}

/**
 * Applies `path=value` texts in turn; the values are YAML and replace or extend what is there.
 * Mistakes are reported as `--set:n:column`, n counting the overrides from 1.
 */
export function override(root: DocumentNode, texts: readonly string[]): Overridden {
  const source = { name: "--set", lines: texts };
  const problems: Problem[] = [];
  texts.forEach((text, index) => {
    const end = text.indexOf("=");
    const steps = stepsOf(source, index + 1, text.slice(0, Math.max(0, end)));
    const problem = refusal(root, steps, {
      source,
      line: index + 1,
      column: 1,
      length: text.length,
    });
    if (problem) {
      problems.push(problem);
      return;
    }
    const blank = "\n".repeat(index) + " ".repeat(end + 1);
    const value = parseYaml(blank + text.slice(end + 1), source);
    problems.push(...value.problems);
    root = assign(root, steps, value.root);
  });
  return { root, problems };
}

function stepsOf(source: TextSource, line: number, path: string): Step[] {
  let column = 1;
  return path.split(".").map((key) => {
    const origin = { source, line, column, length: key.length };
    column += key.length + 1;
    return { key, origin };
  });
}

/** Why the path cannot be set, if so: an unknown name here would only bring riddles later. */
function refusal(root: DocumentNode, steps: readonly Step[], whole: Origin): Problem | undefined {
  const text = whole.source.lines[whole.line - 1]!;
  if (/=\s*$|[\r\n]/.test(text) || steps.some(({ key }) => key === "" || key === "__proto__"))
    return problemAt(whole, [], {
      wanted: "path=value in one line (path=null takes the value away)",
      given: JSON.stringify(text),
    });
  let node: DocumentNode | undefined = root;
  for (const [depth, { key, origin }] of steps.entries()) {
    const child: DocumentNode | undefined = node && childOf(node, key);
    const path = steps.slice(0, depth + 1).map((step) => step.key);
    const mustExist = depth === 1 && steps.length > 2 && NAMED_SECTIONS.includes(steps[0]!.key);
    if (child === undefined && (mustExist || node?.kind === "list")) {
      return problemAt(origin, path, { ...wantedIn(node), given: JSON.stringify(key) });
    }
    node = child;
  }
  return undefined;
}

function wantedIn(node: DocumentNode | undefined): Mistake {
  if (node?.kind === "list") return { wanted: `an item by its number, below ${node.items.length}` };
  const candidates = node?.kind === "map" ? [...node.entries.keys()] : [];
  return { wanted: `a name that is there (${brief(candidates)})`, candidates };
}

function assign(
  node: DocumentNode | undefined,
  steps: readonly Step[],
  value: DocumentNode,
): DocumentNode {
  const [step, ...rest] = steps;
  if (step === undefined) return merge(node, value);
  const child = node && childOf(node, step.key);
  const changed = { ...assign(child, rest, value), keyOrigin: step.origin };
  if (node?.kind === "list") return { ...node, items: node.items.with(Number(step.key), changed) };
  const base = node?.kind === "map" ? node : { origin: step.origin, entries: new Map() };
  const entries = new Map<string, DocumentNode>(base.entries).set(step.key, changed);
  return { ...base, kind: "map", entries };
}
