import { connect, createServer, type Socket } from "node:net";

export type SeverableRoad = {
  /** Origin that leads to the application. */
  url: string;
  /** Cuts every connection at once and refuses new ones, as a restarting proxy or a lost tunnel does. */
  sever(): void;
  mend(): void;
  stop(): Promise<void>;
};

/** A TCP relay in front of the served application, which a test may cut. */
export async function openSeverableRoad(target: string): Promise<SeverableRoad> {
  const { port } = new URL(target);
  const open = new Set<Socket>();
  let severed = false;
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    if (severed) return void near.destroy();
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
    near.pipe(far);
    far.pipe(near);
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
    stop() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
