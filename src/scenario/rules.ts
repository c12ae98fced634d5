import type { Component } from "../model/components/types.ts";

/** The blueprint's rule for a component's count, when this count breaks it. */
export const brokenRule = ({ rule }: Component, count: number): string | undefined =>
  rule && (count < rule.least || count > (rule.most ?? Infinity)) ? rule.says : undefined;
