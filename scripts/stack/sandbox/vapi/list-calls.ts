import type { Vapi } from "@vapi-ai/server-sdk";
import { z } from "zod";

const time = z.iso.datetime({ offset: true }).optional();

/** Query of `GET /call` (and, without the call's own filters, of `GET /assistant`). */
export const ListQuery = z.strictObject({
  id: z.string().optional(),
  assistantId: z.string().optional(),
  phoneNumberId: z.string().optional(),
  limit: z.coerce.number().int().min(0).max(1000).default(100),
  createdAtGt: time,
  createdAtGe: time,
  createdAtLt: time,
  createdAtLe: time,
  updatedAtGt: time,
  updatedAtGe: time,
  updatedAtLt: time,
  updatedAtLe: time,
});

export type ListQuery = z.infer<typeof ListQuery>;

type Dated = Pick<Vapi.Call, "id" | "createdAt" | "updatedAt"> & { assistantId?: string; phoneNumberId?: string };

/** The newest first, at most `limit`. */
export function listNewest<T extends Dated>(items: readonly T[], query: ListQuery): T[] {
  return items
    .filter(
      (item) =>
        (query.id === undefined || item.id === query.id) &&
        (query.assistantId === undefined || item.assistantId === query.assistantId) &&
        (query.phoneNumberId === undefined || item.phoneNumberId === query.phoneNumberId) &&
        isWithin(item.createdAt, query.createdAtGt, query.createdAtGe, query.createdAtLt, query.createdAtLe) &&
        isWithin(item.updatedAt, query.updatedAtGt, query.updatedAtGe, query.updatedAtLt, query.updatedAtLe),
    )
    .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
    .slice(0, query.limit);
}

function isWithin(moment: string, gt?: string, ge?: string, lt?: string, le?: string): boolean {
  const at = Date.parse(moment);
  return (
    (gt === undefined || at > Date.parse(gt)) &&
    (ge === undefined || at >= Date.parse(ge)) &&
    (lt === undefined || at < Date.parse(lt)) &&
    (le === undefined || at <= Date.parse(le))
  );
}
