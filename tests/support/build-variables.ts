import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackEnvironment } from "../../scripts/stack/environment";
import { loadSecrets } from "../../scripts/stack/secrets";

/** The one other site whose scripts may use the API. A build takes that in for good. */
export const CORS_ORIGINS = "https://partner.example";

/**
 * The environment of a build that is made before there is a stack: complete, but with addresses where nobody answers and
 * secrets that nobody else knows. Of all this a build keeps the host of our own address, which is the same for every stack.
 */
export async function buildVariables(): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "foyer-build-"));
  try {
    const secrets = await loadSecrets(join(folder, "secrets.json"));
    const nowhere = "http://localhost:1";
    const urls = { app: nowhere, auth: nowhere, upstash: nowhere, mailbox: nowhere, sandbox: nowhere };
    return {
      ...stackEnvironment(secrets, { ...urls, database: "postgres://localhost:1/none" }),
      CORS_ORIGINS,
      // A stage of its own has checked them for the whole tree.
      FOYER_TYPES_CHECKED: "1",
      FOYER_BUILT_ONCE: "1",
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
