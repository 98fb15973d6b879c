import type { Switchboard } from "./calls/switchboard";
import type { Traffic } from "./calls/traffic";
import type { Outbox } from "./delivery/outbox";
import type { Recordings } from "./recordings/recordings";
import type { Store } from "./state/store";

/** The running parts, handed to each API. */
export type Parts = {
  store: Store;
  outbox: Outbox;
  switchboard: Switchboard;
  traffic: Traffic;
  recordings: Recordings;
  /** Origin of the sandbox; known once it listens. */
  origin: () => string;
};

/** Address under which recordings are served. */
export const recordingsUrl = (parts: Pick<Parts, "origin">): string => `${parts.origin()}/recordings`;
