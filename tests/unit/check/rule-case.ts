import type { Rule } from "../../../scripts/check/tree";

export type Files = Record<string, string>;

/** A rule, trees that obey it, and trees with exactly one planted fault that it must find. */
export type RuleCase = [Rule, { obeys: Files[]; breaks: Record<string, Files> }];
