import type { ZodType } from "zod";
import { AppError } from "../errors";
import { invalidInput } from "./errors";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request only reads. */
export function isRead(request: Request): boolean {
  return READS.has(request.method);
}

/** Parses the query string: a name that is repeated becomes an array. */
export function parseQuery<T>(request: Request, schema: ZodType<T>): T {
  const values: Record<string, string | string[]> = {};
  const search = new URL(request.url).searchParams;
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    values[name] = all.length > 1 ? all : (all[0] ?? "");
  }
  return parsed(schema, values);
}

/** Reads a body as text, refusing more than `limit` bytes without holding more than that in memory. */
export async function readText(request: Request, limit: number): Promise<string> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limit) throw tooLarge(limit);
  if (!request.body) return "";
  if (declared > 0) {
    // The server has already cut the stream at the declared length.
    return request.text();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(limit: number): AppError {
  return new AppError("too_large", `The body is larger than the ${Math.round(limit / 1024)} kB allowed here.`);
}

const JSON_LIMIT = 256 * 1024;

/** Parses a JSON body; a state-changing request must say `application/json`, which a foreign form cannot. */
export async function parseBody<T>(request: Request, schema: ZodType<T>): Promise<T> {
  if (!request.headers.get("content-type")?.toLowerCase().startsWith("application/json")) {
    throw new AppError("bad_request", "Send the body as application/json.");
  }
  const text = await readText(request, JSON_LIMIT);
  let value: unknown;
  try {
    value = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new AppError("bad_request", "The body is not valid JSON.");
  }
  return parsed(schema, value);
}

export function parsed<T>(schema: ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidInput(result.error);
  return result.data;
}
