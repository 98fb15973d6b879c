/** The columns a table of calls can show. */
export const callColumns = [
  "party",
  "outcome",
  "success",
  "sentiment",
  "summary",
  "agent",
  "duration",
  "latency",
  "cost",
  "billable",
  "started",
] as const;
export type CallColumn = (typeof callColumns)[number];

/** What the table shows until somebody chooses. */
export const usualColumns: readonly CallColumn[] = [
  "party",
  "outcome",
  "success",
  "summary",
  "agent",
  "duration",
  "cost",
  "started",
];
