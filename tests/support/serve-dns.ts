import { createSocket } from "node:dgram";
import { once } from "node:events";
import dnsPacket from "dns-packet";
import { serveHttp } from "../../scripts/stack/process/serve-http";

export type Dns = {
  /** `address:port` of the name server, for `DNS_RESOLVER`. */
  resolver: string;
  /** `PUT /<name>` keeps a TXT record, `DELETE /<name>` takes it out; for tests in other processes. */
  control: string;
  /** Gives a name IPv4 addresses: the first list at the first look, and so on; the last one for ever. */
  answerInTurn(name: string, turns: string[][]): void;
  stop(): Promise<void>;
};

/** A name server of records that tests write: an authority for the whole world, without a cache. */
export async function serveDns(): Promise<Dns> {
  const records = new Map<string, string>();
  const addresses = new Map<string, string[][]>();
  const socket = createSocket("udp4");
  socket.on("message", (message, { address, port }) => {
    const { id, questions = [] } = dnsPacket.decode(message);
    const name = questions[0]?.name.toLowerCase() ?? "";
    const text = records.get(name);
    const turns = addresses.get(name);
    const turn = turns && turns.length > 1 ? turns.shift() : turns?.[0];
    const answers = [
      ...(text === undefined ? [] : [{ type: "TXT" as const, name, ttl: 0, data: text }]),
      ...(turn ?? []).map((data) => ({ type: "A" as const, name, ttl: 0, data })),
    ];
    // 3 is NXDOMAIN.
    const flags = dnsPacket.AUTHORITATIVE_ANSWER | (answers.length === 0 ? 3 : 0);
    socket.send(
      dnsPacket.encode({ type: "response", flags, questions, answers, ...(id !== undefined && { id }) }),
      port,
      address,
    );
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const control = await serveHttp(0, async (request) => {
    const name = decodeURIComponent(new URL(request.url).pathname.slice(1)).toLowerCase();
    if (request.method === "DELETE") records.delete(name);
    else records.set(name, await request.text());
    return new Response(null, { status: 204 });
  });
  return {
    resolver: `127.0.0.1:${socket.address().port}`,
    control: control.url,
    answerInTurn: (name, turns) => void addresses.set(name.toLowerCase(), [...turns]),
    async stop() {
      socket.close();
      await control.stop();
    },
  };
}

/** Writes a TXT record, or takes it out, in the name server of this run. */
export async function writeRecord(name: string, value: string | null): Promise<void> {
  const answer = await fetch(`${process.env.DNS_CONTROL_URL}/${encodeURIComponent(name)}`, {
    method: value === null ? "DELETE" : "PUT",
    body: value,
  });
  if (!answer.ok) throw new Error(`The name server answered ${answer.status}`);
}
