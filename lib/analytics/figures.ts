/** Totals of calls in a span of time. `analyzed_calls` are those whose success is known: the base of the success rate. */
export type Figures = {
  calls: number;
  ended_calls: number;
  connected_calls: number;
  analyzed_calls: number;
  successful_calls: number;
  duration_ms: number;
  cost_micros: number;
};

/** Figures of everything, and of revenue and test calls apart. */
export type SplitFigures = Figures & { billable: Figures; test: Figures };

export type FiguresRow = Figures & { is_billable: boolean };

export const NO_FIGURES: Figures = {
  calls: 0,
  ended_calls: 0,
  connected_calls: 0,
  analyzed_calls: 0,
  successful_calls: 0,
  duration_ms: 0,
  cost_micros: 0,
};

/** Adds rows up, and apart by `is_billable`. */
export function sumFigures(rows: readonly FiguresRow[]): SplitFigures {
  const billable = rows.filter((row) => row.is_billable).reduce(add, NO_FIGURES);
  const test = rows.filter((row) => !row.is_billable).reduce(add, NO_FIGURES);
  return { ...add(billable, test), billable, test };
}

function add(a: Figures, b: Figures): Figures {
  return {
    calls: a.calls + b.calls,
    ended_calls: a.ended_calls + b.ended_calls,
    connected_calls: a.connected_calls + b.connected_calls,
    analyzed_calls: a.analyzed_calls + b.analyzed_calls,
    successful_calls: a.successful_calls + b.successful_calls,
    duration_ms: a.duration_ms + b.duration_ms,
    cost_micros: a.cost_micros + b.cost_micros,
  };
}
