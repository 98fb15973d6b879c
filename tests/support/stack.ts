import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../scripts/database/migrate";
import { removeData } from "../../scripts/launch/remove-data.mjs";
import { bootStack, type Stack } from "../../scripts/stack/stack";
import { serveDns } from "./serve-dns";

/** Boots a throw-away stack on free ports in a temporary folder, with a name server, and migrates it; `stop` removes the folder as well. */
export async function bootTestStack(): Promise<Stack> {
  // Hashing cost of passwords in the embedded auth server: tests sign in hundreds of times.
  process.env.LITE_AUTH_BCRYPT_COST = "4";
  const folder = await mkdtemp(join(tmpdir(), "foyer-test-"));
  // The database may run under another account; everything secret in here is readable by its owner only.
  await chmod(folder, 0o755);
  try {
    const stack = await bootStack({ dataDir: folder, ephemeral: true, quiet: true });
    await migrate(stack.urls.database);
    const dns = await serveDns();
    const env = { ...stack.env, DNS_RESOLVER: dns.resolver, DNS_CONTROL_URL: dns.control };
    const stop = () => Promise.all([dns.stop(), stack.stop()]).then(() => removeData(folder));
    return { ...stack, env, stop };
  } catch (error) {
    removeData(folder);
    throw error;
  }
}
