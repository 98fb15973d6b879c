import { type Sdk, sdkSlot } from "./running-sdk";

/** Loads and initialises the SDK when it is first needed, since loading it would delay a cold start. */
export function startSdk(): Promise<Sdk> {
  const slot = sdkSlot();
  slot.starting ??= load();
  return slot.starting;
}

async function load(): Promise<Sdk> {
  const { initServerSdk, sentry } = await import("./server-sdk");
  initServerSdk();
  sdkSlot().running = sentry;
  return sentry;
}
