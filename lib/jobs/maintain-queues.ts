import { boss } from "./boss";

/** Upkeep of the job queues: gives jobs back whose worker vanished, drops finished ones past their retention. */
export async function maintainQueues(): Promise<void> {
  await (await boss()).supervise();
}
