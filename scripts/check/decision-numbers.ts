import type { Rule } from "./tree";

const DECISION = /^docs\/decisions\/(\d{3})-[^/]+\.md$/;

/** A decision is quoted by its number alone: no two share one, and its first line says it. */
export const decisionNumbers: Rule = {
  name: "every decision has a number of its own",
  check: (tree) => {
    const taken = new Map<string, string>();
    return tree.files.flatMap((file) => {
      const [, number] = DECISION.exec(file) ?? [];
      if (number === undefined) return [];
      const before = taken.get(number);
      taken.set(number, file);
      return [
        ...(before ? [{ file, message: `${number} is taken by ${before}; take the next free one` }] : []),
        ...(tree.read(file).startsWith(`# ${number} `)
          ? []
          : [{ file, message: `begins with another number than ${number}` }]),
      ];
    });
  },
};
