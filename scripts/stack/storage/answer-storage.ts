import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A name that is a file or a folder of ours and nothing above it. */
const NAME = /^[\w-][\w.-]*$/;

/**
 * The part of Supabase Storage that Foyer uses, over a folder: its status for anybody; buckets, objects that are written
 * once, lists, downloads and removals for the bearer of the secret key. Errors as the hosted server's: status 400, its own code inside.
 * Source: supabase/storage src/http/routes/object
 */
export function answerStorage(folder: string, secretKey: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (new URL(request.url).pathname === "/storage/v1/status") return new Response(null, { status: 200 });
    if (request.headers.get("apikey") !== secretKey) return refuse("403", "Unauthorized", "Invalid key");
    const path = decodeURIComponent(new URL(request.url).pathname).replace(/^\/storage\/v1\//, "");
    const [kind = "", ...rest] = path.split("/");
    if (kind === "bucket" && request.method === "POST") return makeBucket(folder, await request.json());
    if (kind !== "object") return refuse("404", "not_found", "Route not found");
    if (rest[0] === "list") return list(join(folder, named(rest[1])), await request.json());
    if (request.method === "DELETE") return remove(join(folder, named(rest[0])), await request.json());
    const file = join(folder, ...rest.map(named));
    return request.method === "GET" ? read(file) : write(join(folder, named(rest[0])), file, request);
  };
}

async function makeBucket(folder: string, { name }: { name: string }): Promise<Response> {
  try {
    await mkdir(join(folder, named(name)), { recursive: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      await mkdir(join(folder, named(name)), { recursive: true });
      return Response.json({ name });
    }
    return refuse("409", "Duplicate", "The resource already exists");
  }
  return Response.json({ name });
}

async function write(bucket: string, file: string, request: Request): Promise<Response> {
  if (!(await exists(bucket))) return refuse("404", "Bucket not found", "Bucket not found");
  await mkdir(join(file, ".."), { recursive: true });
  try {
    const overwrite = request.headers.get("x-upsert") === "true";
    await writeFile(file, new Uint8Array(await request.arrayBuffer()), { flag: overwrite ? "w" : "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return refuse("409", "Duplicate", "The resource already exists");
  }
  return Response.json({ Key: file, Id: crypto.randomUUID() });
}

async function read(file: string): Promise<Response> {
  if (!(await exists(file))) return refuse("404", "not_found", "Object not found");
  return new Response(await readFile(file), { headers: { "content-type": "application/octet-stream" } });
}

/** Answers the objects that were there. */
async function remove(bucket: string, { prefixes }: { prefixes: string[] }): Promise<Response> {
  const removed: { name: string }[] = [];
  for (const name of prefixes) {
    const file = join(bucket, ...name.split("/").map(named));
    if (!(await exists(file))) continue;
    await rm(file);
    removed.push({ name });
  }
  return Response.json(removed);
}

type Listing = { prefix?: string; limit?: number; offset?: number; sortBy?: { order?: string } };

async function list(bucket: string, { prefix = "", limit = 100, offset = 0, sortBy }: Listing): Promise<Response> {
  const folder = join(bucket, ...prefix.split("/").filter(Boolean).map(named));
  const names = (await exists(folder)) ? (await readdir(folder)).sort() : [];
  if (sortBy?.order === "desc") names.reverse();
  return Response.json(names.slice(offset, offset + limit).map((name) => ({ name, id: name, metadata: {} })));
}

function named(part = ""): string {
  if (!NAME.test(part)) throw new Error(`Storage has no place for ${JSON.stringify(part)}`);
  return part;
}

const exists = (path: string) => stat(path).then(Boolean, () => false);

function refuse(statusCode: string, error: string, message: string): Response {
  return Response.json({ statusCode, error, message }, { status: 400 });
}
