import { logger } from "../log/logger";
import type { DeliveryRow, Receipt } from "./delivery";
import { ingestDeliveries } from "./ingest-deliveries";

const LARGEST_BATCH = 64;
const USUAL_BATCH = 12;
const IN_FLIGHT = 4;
const ALONE_MS = 25;

type Waiting = { row: DeliveryRow; resolve: (receipt: Receipt) => void; reject: (error: unknown) => void };

type Lane = { queue: Waiting[]; inFlight: number; alone: Waiting[] | undefined; busyKeys: Set<string> };

const lanes = new Map<string, Lane>();

/**
 * Ingests one delivery, gathered with others of its organization that are under way in this process: they share a
 * transaction, each caller answered after its commit. It takes twelve of those who wait, or a quarter when more than that, up
 * to 64: were it to take all, the next would be read only when all are answered, and one of server and database stand idle
 * (decision 176). Transactions of one organization write the same rows of its totals, so one has 25 ms for itself, in which
 * the next gathers; when it takes longer the next goes beside it, up to four at a time.
 */
export function ingestDelivery(orgId: string, row: DeliveryRow): Promise<Receipt> {
  const lane = lanes.get(orgId) ?? { queue: [], inFlight: 0, alone: undefined, busyKeys: new Set<string>() };
  lanes.set(orgId, lane);
  return new Promise((resolve, reject) => {
    lane.queue.push({ row, resolve, reject });
    // Requests that became readable in the same turn of the event loop join the same transaction.
    setImmediate(() => flush(orgId, lane));
  });
}

function flush(orgId: string, lane: Lane): void {
  while (lane.inFlight < IN_FLIGHT && !lane.alone) {
    const batch = takeBatch(lane);
    if (batch.length === 0) break;
    lane.inFlight += 1;
    lane.alone = batch;
    const patience = setTimeout(() => {
      lane.alone = undefined;
      flush(orgId, lane);
    }, ALONE_MS);
    void settle(orgId, batch).finally(() => {
      clearTimeout(patience);
      if (lane.alone === batch) lane.alone = undefined;
      lane.inFlight -= 1;
      for (const { row } of batch) for (const key of keysOf(row)) lane.busyKeys.delete(key);
      if (lane.queue.length > 0) flush(orgId, lane);
      else if (lane.inFlight === 0 && lanes.get(orgId) === lane) lanes.delete(orgId);
    });
  }
}

// One statement merges a call once: a second delivery of the same call or event waits for the next transaction.
function keysOf(row: DeliveryRow): string[] {
  return [
    `key ${row.provider} ${row.event_key}`,
    ...(row.vendor_call_id ? [`call ${row.provider} ${row.vendor_call_id}`] : []),
  ];
}

function takeBatch(lane: Lane): Waiting[] {
  const batch: Waiting[] = [];
  const left: Waiting[] = [];
  const most = Math.min(LARGEST_BATCH, Math.max(USUAL_BATCH, Math.ceil(lane.queue.length / 4)));
  for (const waiting of lane.queue) {
    const keys = keysOf(waiting.row);
    if (batch.length < most && !keys.some((key) => lane.busyKeys.has(key))) {
      for (const key of keys) lane.busyKeys.add(key);
      batch.push(waiting);
    } else left.push(waiting);
  }
  lane.queue = left;
  return batch;
}

async function settle(orgId: string, batch: Waiting[]): Promise<void> {
  try {
    await answer(orgId, batch);
  } catch (error) {
    if (!isOneRowsFault(error)) {
      for (const { reject } of batch) reject(error);
      return;
    }
    // One row the database cannot take must not refuse its neighbours: each goes alone, and the bad one is kept as failed.
    for (const waiting of batch) await settleAlone(orgId, waiting);
  }
}

async function settleAlone(orgId: string, waiting: Waiting): Promise<void> {
  try {
    await answer(orgId, [waiting]);
  } catch (error) {
    if (!isOneRowsFault(error)) return waiting.reject(error);
    logger().error(
      { error, org_id: orgId, delivery_id: waiting.row.id },
      "a delivery could not be applied; kept as failed",
    );
    const reason = error instanceof Error ? error.message : "unknown";
    const kept: DeliveryRow = {
      ...waiting.row,
      change: null,
      state: "failed",
      error: reason,
      event_name: "delivery.stored",
    };
    await answer(orgId, [{ ...waiting, row: kept }]).catch(waiting.reject);
  }
}

async function answer(orgId: string, batch: Waiting[]): Promise<void> {
  const kept = await ingestDeliveries(
    orgId,
    batch.map(({ row }) => row),
  );
  const receipts = new Map(kept.map((receipt) => [receipt.id, receipt]));
  for (const { row, resolve, reject } of batch) {
    const receipt = receipts.get(row.id);
    if (receipt) resolve(receipt);
    else reject(new Error("the database stored no row for a delivery"));
  }
}

// Errors that lie in the data (22: data exception, 23: constraint) or in meeting another transaction (40, 55P03: its lock).
function isOneRowsFault(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(22|23|40|55P03)/.test(String(error.code));
}
