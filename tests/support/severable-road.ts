import { connect, createServer, type Socket } from "node:net";

export type SeverableRoad = {
  /** Origin that leads to the application. */
  url: string;
  /** Cuts every connection at once and refuses new ones, as a restarting proxy or a lost tunnel does. */
  sever(): void;
  mend(): void;
  /** Answers on the connections that are open now go nowhere from here on; new connections are whole. */
  silence(): void;
  stop(): Promise<void>;
};

/** Names under which a browser says which event it has seen last, in words of the same length that nobody reads. */
const PLACE = [
  [/last-event-id/gi, "lost-event-id"],
  [/last_event_id/g, "lost_event_id"],
] as const;

/** For a road on which it gets lost where a stream has to go on. */
export function losingThePlace(bytes: Buffer): Buffer {
  return Buffer.from(
    PLACE.reduce((text, [name, lost]) => text.replace(name, lost), bytes.toString("latin1")),
    "latin1",
  );
}

/**
 * A TCP relay in front of the served application, which a test may cut.
 * @param asked what becomes of the bytes on their way to the application; as they are by default
 */
export async function openSeverableRoad(
  target: string,
  asked: (bytes: Buffer) => Buffer = (bytes) => bytes,
): Promise<SeverableRoad> {
  const { port } = new URL(target);
  const open = new Set<Socket>();
  const silenced = new WeakSet<Socket>();
  let severed = false;
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    if (severed) return void near.resetAndDestroy();
    const far = connect(Number(port), "localhost");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
    }
    near.on("data", (bytes: Buffer) => far.write(asked(bytes)));
    near.on("end", () => far.end());
    far.on("data", (bytes: Buffer) => silenced.has(near) || near.write(bytes));
    far.on("end", () => silenced.has(near) || near.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The road has no port");
  return {
    url: `http://localhost:${address.port}`,
    sever() {
      severed = true;
      cut();
    },
    mend() {
      severed = false;
    },
    silence() {
      for (const socket of open) silenced.add(socket);
    },
    stop() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
