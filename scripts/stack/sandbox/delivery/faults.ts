import type { Fault, Settings } from "../state/records";

/** Faults drawn once for a call: those asked for, those ordered for the next call, and by probability. */
export function drawCallFaults(
  settings: Settings,
  asked: readonly Fault[],
  random: () => number = Math.random,
): Fault[] {
  const drawn = (["drop", "reorder"] as const).filter((fault) => random() < settings.fault_probability[fault]);
  const ordered = settings.next_call;
  settings.next_call = [];
  return [...new Set([...asked, ...ordered, ...drawn])];
}

/** Faults of one delivery. A call that has such a fault shows it on each of its deliveries. */
export function drawDeliveryFaults(
  settings: Settings,
  ofCall: readonly Fault[],
  random: () => number = Math.random,
): Set<Fault> {
  const each = ["duplicate", "delay", "forge"] as const;
  return new Set(each.filter((fault) => ofCall.includes(fault) || random() < settings.fault_probability[fault]));
}

/** The order of a muddled call: the first event comes last, and the two closing ones change places. */
export function reorder<T>(deliveries: readonly T[]): T[] {
  const [first, ...rest] = deliveries;
  if (first === undefined || rest.length === 0) return [...deliveries];
  const closing = rest.splice(-2).reverse();
  return [...rest, ...closing, first];
}
