import { existsSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Removes a stack's data folder; root's database may live outside the project, with a link to it in its place. */
export function removeData(folder) {
  const data = join(folder, "postgres", "data");
  if (existsSync(data)) rmSync(realpathSync(data), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
