import { z } from "zod";
import { askRedis } from "../redis/ask-redis";
import { foldInTime, ownVitals } from "./fold";
import { InstanceVitals, instanceId } from "./instance";
import { fleetKey, INSTANCES_KEY, OVERFLOW } from "./keys";
import { type Family, familiesOf, localFamilies } from "./samples";

/** An instance that has not been heard of for this long is not counted as running. */
const SILENT_MS = 90_000;
const FORGET_MS = 15 * 60_000;

/** `fleet`: the sum of all instances. `instance`: Redis is away, so this process speaks for itself alone. */
export type Fleet = { scope: "fleet" | "instance"; instances: InstanceVitals[]; families: Family[]; overflow: number };

const Numbers = z.record(z.string(), z.coerce.number());
const Entries = z.record(z.string(), z.unknown());

/** What all instances have counted this week and how each fares, this one's newest figures included. */
export async function readFleet(now = Date.now()): Promise<Fleet> {
  await foldInTime();
  return askRedis<Fleet>(
    async (redis) => {
      const [fields, entries] = await redis.pipeline().hgetall(fleetKey(now)).hgetall(INSTANCES_KEY).exec();
      const { [OVERFLOW]: overflow = 0, ...known } = Numbers.parse(fields ?? {});
      const { running, gone } = sorted(Entries.parse(entries ?? {}), now);
      if (gone.length > 0) await redis.hdel(INSTANCES_KEY, ...gone);
      return { scope: "fleet", instances: running, families: familiesOf(known), overflow };
    },
    () => ({ scope: "instance", instances: [ownVitals()], families: localFamilies(), overflow: 0 }),
  );
}

/** The processes that run, oldest first; only this one while Redis is away. */
export async function readInstances(now = Date.now()): Promise<Pick<Fleet, "scope" | "instances">> {
  await foldInTime();
  return askRedis<Pick<Fleet, "scope" | "instances">>(
    async (redis) => {
      const entries = Entries.parse((await redis.hgetall(INSTANCES_KEY)) ?? {});
      return { scope: "fleet", instances: sorted(entries, now).running };
    },
    () => ({ scope: "instance", instances: [ownVitals()] }),
  );
}

function sorted(entries: Record<string, unknown>, now: number) {
  const running: InstanceVitals[] = [];
  const gone: string[] = [];
  for (const [id, entry] of Object.entries(entries)) {
    const vitals = InstanceVitals.safeParse(typeof entry === "string" ? JSON.parse(entry) : entry);
    if (!vitals.success || now - vitals.data.at > FORGET_MS) gone.push(id);
    else if (now - vitals.data.at <= SILENT_MS || id === instanceId) running.push(vitals.data);
  }
  return { running: running.toSorted((a, b) => a.started_at - b.started_at), gone };
}
