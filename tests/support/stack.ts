import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../scripts/database/migrate";
import { bootStack, type Stack } from "../../scripts/stack/stack";

/** Boots a throw-away stack on free ports in a temporary folder and migrates it; `stop` removes the folder as well. */
export async function bootTestStack(): Promise<Stack> {
  // Hashing cost of passwords in the embedded auth server: tests sign in hundreds of times.
  process.env.LITE_AUTH_BCRYPT_COST = "4";
  const folder = await mkdtemp(join(tmpdir(), "foyer-test-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const stack = await bootStack({ dataDir: folder, ephemeral: true, quiet: true });
    await migrate(stack.urls.database);
    return { ...stack, stop: () => stack.stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
