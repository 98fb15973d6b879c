import type { CallDelivery } from "@/lib/deliveries/deliveries-of-call";
import { isChatty } from "@/lib/deliveries/describe-delivery";

const SHORTEST_GROUP = 3;

type Foldable = Pick<CallDelivery, "state" | "event_type">;

/**
 * Folds runs of the chatty events (a transcript that grows word by word) into groups, so that what matters is not buried.
 * Only what was applied is folded: a duplicate or a failure always stands alone.
 */
export function groupDeliveries<Delivery extends Foldable>(deliveries: readonly Delivery[]): Delivery[][] {
  const runs: Delivery[][] = [];
  for (const delivery of deliveries) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run && first && folds(first) && folds(delivery) && first.event_type === delivery.event_type) run.push(delivery);
    else runs.push([delivery]);
  }
  return runs.flatMap((run) => (run.length >= SHORTEST_GROUP ? [run] : run.map((delivery) => [delivery])));
}

function folds(delivery: Foldable): boolean {
  return delivery.state === "applied" && isChatty(delivery.event_type);
}
