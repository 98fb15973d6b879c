import { database } from "./database";

/** A phrase that few calls hold, while its words are in all of them. */
export const PHRASE = '"silver lining"';

/**
 * So many calls, one each minute back, in which the words of the phrase were said.
 * @param together those in which they were said as the phrase, counted from the newest, which is 1
 * @returns the ids of these, newest first
 */
export async function insertWordsApart(
  agent: { id: string; org_id: string },
  calls: number,
  together: number[],
): Promise<string[]> {
  const turn = (text: string) => JSON.stringify([{ role: "caller", text, start_ms: 0, end_ms: 4000 }]);
  const said = await database()<{ id: string }[]>`
    with made as (
      insert into public.calls (id, org_id, agent_id, provider, vendor_call_id, status, started_at, duration_ms)
      select gen_random_uuid(), ${agent.org_id}, ${agent.id}, 'retell', 'call_' || n, 'ended',
        date_trunc('milliseconds', now()) - n * interval '1 minute', n * 1000
      from generate_series(1, ${calls}) n
      returning id, duration_ms / 1000 as n
    ), told as (
      insert into public.transcripts (org_id, call_id, turns, version)
      select ${agent.org_id}, id, case when n = any(${together}::int[])
        then ${turn("It has a silver lining.")}::text::jsonb else ${turn("A lining of silver.")}::text::jsonb end, '3'
      from made
    )
    select id from made where n = any(${together}::int[]) order by n`;
  return said.map(({ id }) => id);
}
