import type postgres from "postgres";

type Row = Record<string, unknown>;

/** Upper ends of the columns that count calls by their median latency (ms); what lies above them all is counted apart. */
const ENDS = [400, 600, 800, 1000, 1200, 1500, 2000, 2500, 4000];

/** `call_hourly_stats` of an organization as the triggers kept it, and as counted anew from its calls. Empty hours are left out. */
export async function recountedStats(sql: postgres.Sql, orgId: string): Promise<{ kept: Row[]; recounted: Row[] }> {
  const kept = await sql`
    select * from public.call_hourly_stats where org_id = ${orgId} and calls <> 0
    order by agent_id, hour, is_billable, direction`;
  const calls = await sql`
    select c.*, date_trunc('hour', c.started_at, o.time_zone) as hour
    from public.calls c join public.organizations o on o.id = c.org_id
    where c.org_id = ${orgId}`;
  const rows = new Map<string, Record<string, number | string | Date | boolean>>();
  for (const call of calls) {
    const direction = call.direction ?? "unknown";
    const key = [call.agent_id, call.hour.toISOString(), call.is_billable ? 1 : 0, direction].join(" ");
    const { org_id, agent_id, hour, is_billable } = call;
    const row: Record<string, number | string | Date | boolean> = rows.get(key) ?? {
      org_id,
      agent_id,
      hour,
      is_billable,
      direction,
    };
    const add = (name: string, amount: boolean | number | null) => {
      row[name] = Number(row[name] ?? 0) + Number(amount ?? 0);
    };
    const connected = call.status === "ended";
    const handedOver =
      call.transfer_destination !== null || /transfer|forward|take_over/.test(call.disconnection_reason);
    add("calls", 1);
    add("ended_calls", ["ended", "not_connected", "error"].includes(call.status));
    add("error_calls", call.status === "error");
    add("connected_calls", connected);
    add("voicemail_calls", connected && call.voicemail === true);
    add("transferred_calls", connected && call.voicemail !== true && handedOver);
    add("analyzed_calls", call.successful !== null);
    add("successful_calls", call.successful === true);
    for (const sentiment of ["positive", "neutral", "negative"])
      add(`${sentiment}_calls`, call.sentiment === sentiment);
    add("duration_ms", call.duration_ms);
    add("cost_micros", call.cost_micros);
    add("latency_ms", call.latency_p50_ms);
    const latency = call.latency_p50_ms;
    const end = latency === null ? null : ENDS.find((each) => latency < each);
    for (const each of ENDS) add(`latency_under_${each}`, end === each);
    add("latency_from_4000", latency !== null && end === undefined);
    rows.set(key, row);
  }
  const recounted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const sums = ["duration_ms", "cost_micros", "latency_ms"];
  const numbers = (row: Row) => ({ ...row, ...Object.fromEntries(sums.map((name) => [name, Number(row[name])])) });
  return { kept: kept.map(numbers), recounted };
}
