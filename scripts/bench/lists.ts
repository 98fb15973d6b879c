import { listAgentNames } from "../../lib/agents/list-agent-names";
import { readFigures } from "../../lib/analytics/read-figures";
import { readOverview } from "../../lib/analytics/read-overview";
import { ReadFigures } from "../../lib/analytics/schemas";
import type { Context } from "../../lib/auth/context";
import { type CallPage, listCalls } from "../../lib/calls/list-calls";
import { ListCalls } from "../../lib/calls/schemas";
import { withMember } from "../../lib/db/tenant";
import { logger } from "../../lib/log/logger";
import { type FilledOrganization, fillOrganization } from "./fill-organization";
import { measureInTurns, ms, type Times } from "./measure";
import type { Figure } from "./report";
import { benchTransaction } from "./transaction";

const SMALL = 10_000;
const LARGE = 1_000_000;
/** Of the million so many were heard, and can be found by what was said; all can be found by everything else. */
const HEARD = 100_000;
const TURNS = 150;
/** Pages walked before the deep one is read. */
const DEPTH = 40;

/** Every way a reader asks for calls, as its query; `rare` and `words` are those that nothing but an index can answer. */
const QUERIES: Record<string, Record<string, string>> = {
  "filtered by outcome": { outcome: "not_reached" },
  "filtered by a rare reason": { disconnection_reason: "assistant-request-failed" },
  "filtered by tool and length": { tool: "bookClinicAppointment", min_duration_ms: "80000" },
  "sorted by cost": { sort: "-cost_micros" },
  "searched by a common word": { search: "appointment" },
  "searched by two words": { search: "insurance card" },
  "searched by a word nobody said": { search: "xylophone" },
  'searched by a "phrase"': { search: '"insurance card"' },
};

/**
 * The lists and the overview of an organization with a million calls against those of one with ten thousand, in turns of
 * one run: the verbs as the pages call them, in the reader's own transaction behind the wall.
 */
export async function benchLists(databaseUrl: string): Promise<Figure[]> {
  const small = await fillOrganization(databaseUrl, { calls: SMALL, transcripts: SMALL, sealed: true });
  const large = await fillOrganization(databaseUrl, { calls: LARGE, transcripts: HEARD, sealed: true });
  const list = (of: FilledOrganization, query: Record<string, string>) => () => read(of, (ctx) => page(ctx, query));
  const deep = { small: await cursorAt(small, DEPTH), large: await cursorAt(large, DEPTH) };
  const compared = await measureInTurns(
    {
      list: list(small, {}),
      list_large: list(large, {}),
      deep: list(small, { cursor: deep.small }),
      deep_large: list(large, { cursor: deep.large }),
      overview: overview(small, "today"),
      overview_large: overview(large, "today"),
      month: overview(small, "30d"),
      month_large: overview(large, "30d"),
      quarter: overview(small, "90d"),
      quarter_large: overview(large, "90d"),
    },
    TURNS,
  );
  const ratio = (name: string, a: Times, b: Times, most?: number): Figure => ({
    name: `${name}, 1,000,000 calls against 10,000`,
    value: b.p50 / a.p50,
    unit: "ratio",
    ...(most !== undefined && { goal: { at_most: most } }),
    detail: `p50 ${ms(b.p50)} against ${ms(a.p50)}`,
  });
  const found: Figure[] = [];
  for (const [name, query] of Object.entries(QUERIES)) {
    const times = await measureInTurns({ small: list(small, query), large: list(large, query) }, TURNS / 3);
    found.push({
      name: `Calls ${name}, 1,000,000 calls${name.startsWith("searched") ? ", 100,000 heard" : ""}, p95`,
      value: times.large.p95,
      unit: "ms",
      goal: { at_most: 100 },
      detail: `p50 ${ms(times.large.p50)}; of 10,000 calls p95 ${ms(times.small.p95)}`,
    });
  }
  return [
    ratio("List of calls", compared.list, compared.list_large, 1.2),
    ratio(`Page ${DEPTH + 1} of the calls`, compared.deep, compared.deep_large, 1.2),
    ratio("Overview of today", compared.overview, compared.overview_large, 1.5),
    ratio("Overview of 30 days", compared.month, compared.month_large),
    ratio("Overview of 90 days", compared.quarter, compared.quarter_large),
    ...found,
    ...(await benchTransaction(small.id)),
  ];
}

function read<T>(of: FilledOrganization, work: (ctx: Context) => Promise<T>): Promise<T> {
  return withMember(of, of.slug, (tx, { org, role }) =>
    work({ org, tx, log: logger(), requestId: "bench", actor: { type: "user", id: of.userId, role } }),
  );
}

/** Everything the page reads. */
function overview(of: FilledOrganization, range: ReadFigures["range"]) {
  return () =>
    read(of, async (ctx) => {
      await readOverview(ctx);
      await readFigures(ctx, ReadFigures.parse({ range }));
      await listAgentNames(ctx);
      await page(ctx, { limit: "8" });
    });
}

function page(ctx: Context, query: Record<string, string>): Promise<CallPage> {
  return listCalls(ctx, ListCalls.parse(query));
}

async function cursorAt(of: FilledOrganization, pages: number): Promise<string> {
  let cursor: string | null = null;
  for (let walked = 0; walked < pages; walked++) {
    const answer: CallPage = await read(of, (ctx) => page(ctx, cursor ? { cursor } : {}));
    cursor = answer.next_cursor;
  }
  if (!cursor) throw new Error(`There are no ${pages} pages of calls`);
  return cursor;
}
