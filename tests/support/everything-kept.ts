import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "@upstash/redis";
import { env } from "@/lib/env";
import { database } from "./database";

/** Where a text stands in the database: `schema.table`, every table there is, of every row as text. */
export async function tablesHolding(words: readonly string[]): Promise<string[]> {
  const tables = await database()<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_t%' order by 1`;
  const holding: string[] = [];
  for (const { name } of tables) {
    const rows = await database().unsafe(`select 1 from ${name} t where t::text ilike any ($1::text[]) limit 1`, [
      words.map((word) => `%${word}%`),
    ] as never[]);
    if (rows.length > 0) holding.push(name);
  }
  return holding;
}

/** Whether a text stands in the write-ahead log, from where everything else (a replica, a backup) is made. */
export async function walHolds(words: readonly string[], since: Date): Promise<boolean> {
  const [settings] = await database()<{ folder: string }[]>`select current_setting('data_directory') as folder`;
  const folder = join(settings?.folder ?? "", "pg_wal");
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtime } = await stat(path);
    if (!/^[0-9A-F]{24}$/.test(name) || mtime < since) continue;
    const file = await open(path);
    const bytes = await file.readFile().finally(() => file.close());
    if (words.some((word) => bytes.includes(word))) return true;
  }
  return false;
}

/** Everything Redis holds, as one text. */
export async function redisAsText(): Promise<string> {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  const redis = new Redis({ url, token, automaticDeserialization: false });
  const kept: unknown[] = [];
  for (const key of await redis.keys("*")) {
    const type = await redis.type(key);
    kept.push(
      key,
      await (type === "hash" ? redis.hgetall(key) : type === "zset" ? redis.zrange(key, 0, -1) : redis.get(key)),
    );
  }
  return JSON.stringify(kept);
}
