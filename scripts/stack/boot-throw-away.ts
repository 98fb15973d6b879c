import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../database/migrate";
import { removeData } from "../launch/remove-data.mjs";
import { bootStack, type Stack } from "./stack";

/** Boots a migrated stack on free ports in a temporary folder; its `stop` removes the folder and the database with it. */
export async function bootThrowAway(): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), "foyer-throw-away-"));
  // The database may run under another account; everything secret in here is readable by its owner only.
  await chmod(folder, 0o755);
  try {
    const stack = await bootStack({ dataDir: folder, ephemeral: true, quiet: true });
    try {
      await migrate(stack.urls.database);
    } catch (error) {
      await stack.stop();
      throw error;
    }
    return { ...stack, stop: () => stack.stop().then(() => removeData(folder)) };
  } catch (error) {
    removeData(folder);
    throw error;
  }
}
