/** Columns of a terminal that nobody has widened; everything printed stays within them. */
export const PAGE_WIDTH = 100;

/** Texts with an empty line between them; empty ones leave nothing. */
export function paragraphs(texts: readonly string[]): string {
  return texts
    .filter((each) => each !== "")
    .map((each) => `${each}\n`)
    .join("\n");
}

/** Lines of at most `widthMax` characters, broken at spaces; a longer word is broken too. */
export function wrapped(text: string, widthMax: number): string[] {
  return text.split("\n").flatMap((line) => wrappedLine(line, widthMax));
}

/** A value and its error stay together. */
const WORD_GAP = /(?<!±) (?!±)/;

function wrappedLine(text: string, widthMax: number): string[] {
  const lines = [""];
  for (const word of text.split(WORD_GAP).flatMap((each) => pieces(each, widthMax))) {
    const last = lines.at(-1)!;
    const joined = last === "" ? word : `${last} ${word}`;
    if (joined.length <= widthMax) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

function pieces(word: string, lengthMax: number): string[] {
  const count = Math.max(1, Math.ceil(word.length / lengthMax));
  return Array.from({ length: count }, (_, i) => word.slice(i * lengthMax, (i + 1) * lengthMax));
}
