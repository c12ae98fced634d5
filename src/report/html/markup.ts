/** Text that is HTML already. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: lists are joined, `undefined` and `false` leave nothing. */
export type Content = Markup | string | number | false | undefined | readonly Content[];

/** A template whose values are escaped unless they are markup: names come from planners. */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const parts = literals.map((literal, i) => (i === 0 ? "" : textOf(values[i - 1])) + literal);
  return new Markup(parts.join(""));
}

/** JSON that no tag can end, for a script element of data; six digits of each number. */
export function embeddedJson(value: unknown): Markup {
  const rounded = (_: string, each: unknown) =>
    typeof each === "number" ? Number(each.toPrecision(6)) : each;
  return new Markup(JSON.stringify(value, rounded).replaceAll("<", "\\u003c"));
}

function textOf(content: Content): string {
  if (content === undefined || content === false) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(textOf).join("");
  return escaped(String(content));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
