import { expect, test } from "vitest";
import { paths } from "../../src/scenario/paths.ts";
import { documentOf, EXAMPLE } from "./example.ts";

const rowAt = (path: string, rows: ReturnType<typeof paths>) =>
  rows.find((row) => row.path === path);

test("without a scenario, names are placeholders and values are defaults", () => {
  const rows = paths("demand");
  expect(rows.every(({ path }) => path.startsWith("demand.<name>."))).toBe(true);
  expect(rowAt("demand.<name>.afterCallWork", rows)).toMatchObject({
    kind: "distribution",
    range: "up to 10h",
    default: "20s",
    value: "20s",
    written: false,
    mark: "assumption",
  });
});

test("with a scenario, its own names and values stand there", () => {
  const rows = paths("", documentOf(EXAMPLE));
  expect(rowAt("demand.customers.ring", rows)).toMatchObject({
    value: "10s",
    default: "8s",
    written: true,
  });
  expect(rowAt("sites.dc2.trunks", rows)).toMatchObject({ value: "unlimited", written: true });
  expect(rowAt("components.sipServer.modules.tController.servers", rows)).toMatchObject({
    value: "2",
  });
  expect(rowAt("agents.day.sites.dc1.1", rows)).toMatchObject({ value: "4" });
  expect(rowAt("network.links.dc1>dc2.latency", rows)).toMatchObject({ value: "7ms" });
});
