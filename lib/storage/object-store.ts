import { createClient } from "@supabase/supabase-js";
import { env } from "../env";

/** Objects of one private bucket of Supabase Storage: written once, never over one another. */
export type ObjectStore = {
  /** @returns false when there is one of this name already, which stays as it is */
  putOnce(path: string, text: string): Promise<boolean>;
  /** Names in a folder, the greatest first. */
  newest(folder: string, limit: number): Promise<string[]>;
  read(path: string): Promise<string>;
  /** Keeps a file that is no text; like all else it is written once. */
  putBytes(path: string, bytes: Uint8Array, contentType: string): Promise<void>;
  readBytes(path: string): Promise<ArrayBuffer>;
  remove(path: string): Promise<void>;
};

/** The bucket of a name; undefined where no `SUPABASE_SECRET_KEY` lets us write. It is made when it is first written to. */
export function objectStore(name: string): ObjectStore | undefined {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  if (!SUPABASE_SECRET_KEY) return undefined;
  const auth = { persistSession: false, autoRefreshToken: false };
  const { storage } = createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, { auth });
  const bucket = storage.from(name);
  const tryPut = async (path: string, body: string | Uint8Array, contentType: string): Promise<boolean> => {
    const { error } = await bucket.upload(path, body, { upsert: false, contentType });
    if (error && !says(error, "409")) throw error;
    return error === null;
  };
  const put = async (...file: Parameters<typeof tryPut>): Promise<boolean> => {
    try {
      return await tryPut(...file);
    } catch (error) {
      if (!(error instanceof Error) || !/bucket not found/i.test(error.message)) throw error;
      const made = await storage.createBucket(name, { public: false });
      if (made.error && !says(made.error, "409")) throw made.error;
      return tryPut(...file);
    }
  };
  return {
    putOnce: (path, text) => put(path, text, "application/json"),
    async putBytes(path, bytes, contentType) {
      if (!(await put(path, bytes, contentType))) throw new Error("there is an object of this name already");
    },
    async readBytes(path) {
      const { data, error } = await bucket.download(path);
      if (error) throw error;
      return data.arrayBuffer();
    },
    async remove(path) {
      const { error } = await bucket.remove([path]);
      if (error) throw error;
    },
    async newest(folder, limit) {
      const { data, error } = await bucket.list(folder, { limit, sortBy: { column: "name", order: "desc" } });
      if (error) throw error;
      return data.map((object) => object.name);
    },
    async read(path) {
      const { data, error } = await bucket.download(path);
      if (error) throw error;
      return data.text();
    },
  };
}

// The server answers 400 and says what it means inside.
function says(error: object, code: string): boolean {
  return "statusCode" in error && String(error.statusCode) === code;
}
