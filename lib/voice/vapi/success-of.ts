const WORDS: Partial<Record<string, boolean>> = {
  true: true,
  yes: true,
  pass: true,
  passed: true,
  success: true,
  successful: true,
  excellent: true,
  good: true,
  agree: true,
  "strongly agree": true,
  false: false,
  no: false,
  fail: false,
  failed: false,
  failure: false,
  unsuccessful: false,
  poor: false,
  disagree: false,
  "strongly disagree": false,
};

/**
 * Vapi's success evaluation as a boolean. Its form follows the rubric the assistant was given: pass/fail, a description,
 * an agreement scale, 1–10, or a percentage; the upper half of a scale counts as success. Undecided words are null.
 */
export function successOf(evaluation: string | number | boolean | undefined): boolean | null {
  if (evaluation === undefined || typeof evaluation === "boolean") return evaluation ?? null;
  const words = String(evaluation).trim().toLowerCase();
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(words);
  if (!match) return WORDS[words] ?? null;
  const figure = Number(match[1]);
  return match[2] === "%" || figure > 10 ? figure > 50 : figure > 5;
}
