import { createHash, randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Email } from "./email-schema";

export type Message = Email & {
  id: string;
  /** ISO 8601 UTC with milliseconds. */
  created_at: string;
  /** The batch or single request that brought it, for the idempotency of both. */
  idempotency?: { key: string; body_hash: string };
};

export type MailStore = {
  /** Newest first; `to` matches any part of a recipient's address. */
  list(filter: { to?: string; limit: number }): Message[];
  get(id: string): Message | undefined;
  /**
   * Keeps the mails of one request. A repeated key with the same body gives the first messages again, with another
   * body it gives "conflict". Keys live for 24 hours.
   */
  accept(emails: readonly Email[], idempotencyKey: string | undefined): Promise<Message[] | "conflict">;
  clear(): Promise<void>;
  /** Resolves after the next mail, or after `ms`. */
  nextMail(ms: number): Promise<void>;
};

const KEY_LIFE_MS = 24 * 3600 * 1000;

/** Opens the mailbox in `folder`: one JSON file for each mail, so that everything is there after a restart. */
export async function openMailStore(folder: string): Promise<MailStore> {
  await mkdir(folder, { recursive: true });
  const messages = await readAll(folder);
  const arrivals = new EventEmitter({ captureRejections: false });
  arrivals.setMaxListeners(0);

  return {
    list: ({ to, limit }) => {
      const wanted = to?.trim().toLowerCase();
      return messages
        .filter((message) => !wanted || message.to.some((address) => address.toLowerCase().includes(wanted)))
        .slice(0, limit);
    },
    get: (id) => messages.find((message) => message.id === id),
    async accept(emails, idempotencyKey) {
      const hash = createHash("sha256").update(JSON.stringify(emails)).digest("hex");
      if (idempotencyKey !== undefined) {
        const earlier = messages.filter(
          (message) =>
            message.idempotency?.key === idempotencyKey && Date.now() - Date.parse(message.created_at) < KEY_LIFE_MS,
        );
        if (earlier.some((message) => message.idempotency?.body_hash !== hash)) return "conflict";
        if (earlier.length > 0) return earlier.toReversed();
      }
      const accepted = emails.map((email): Message => {
        const base = { ...email, id: randomUUID(), created_at: new Date().toISOString() };
        return idempotencyKey === undefined ? base : { ...base, idempotency: { key: idempotencyKey, body_hash: hash } };
      });
      // Visible before it is on disk: two deliveries with one key at the same instant must see each other.
      for (const message of accepted) messages.unshift(message);
      await Promise.all(accepted.map((message) => write(folder, message)));
      arrivals.emit("mail");
      return accepted;
    },
    async clear() {
      const gone = messages.splice(0);
      await Promise.all(gone.map((message) => rm(join(folder, `${message.id}.json`), { force: true })));
    },
    async nextMail(ms) {
      const signal = AbortSignal.timeout(Math.max(1, ms));
      await once(arrivals, "mail", { signal }).catch(() => {});
    },
  };
}

async function readAll(folder: string): Promise<Message[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const messages = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8")) as Message),
  );
  return messages.sort((a, b) => b.created_at.localeCompare(a.created_at));
}

async function write(folder: string, message: Message): Promise<void> {
  const file = join(folder, `${message.id}.json`);
  await writeFile(`${file}.part`, JSON.stringify(message));
  await rename(`${file}.part`, file);
}
