import { html, type Markup } from "./markup.ts";

/** What a page of its own consists of; `policy` says what it may load and run. */
interface Document {
  readonly title: string;
  readonly version: string;
  readonly policy: string;
  readonly style: Markup;
  readonly body: Markup;
}

/** A whole page in one file: nothing in it asks for another one. */
export const documentText = ({ title, version, policy, style, body }: Document): string =>
  `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="generator" content="busyhour ${version}">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
${style}</style>
</head>
<body>
${body}
</body>
</html>`.text
  }\n`;
