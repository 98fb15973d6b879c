export type Sdk = typeof import("./server-sdk")["sentry"];

// Pages and routes are bundles of their own in one process: the slot is shared, so that the SDK starts once.
const shared: { foyerSentry?: Slot } = globalThis as object;

type Slot = { starting?: Promise<Sdk>; running?: Sdk };

/** Where the one SDK of this process is kept. */
export function sdkSlot(): Slot {
  shared.foyerSentry ??= {};
  return shared.foyerSentry;
}

/** The SDK when it is running, for work that would rather go unseen than wait. */
export function runningSdk(): Sdk | undefined {
  return shared.foyerSentry?.running;
}
