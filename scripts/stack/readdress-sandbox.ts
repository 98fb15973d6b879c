import { readFile, rename, writeFile } from "node:fs/promises";

const OUR_WEBHOOKS = /"http:\/\/localhost:\d+(\/webhooks\/agent\/|\/api\/vapi\/webhook)/g;

/**
 * The vendor sandbox remembers where its agents deliver. When our application had to take another port than last time,
 * those addresses move along; at a real vendor the address would not have changed.
 * @param file the sandbox's `state.json`; nothing happens when it is missing
 */
export async function readdressSandbox(file: string, appUrl: string): Promise<void> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return;
  const moved = text.replace(OUR_WEBHOOKS, `"${appUrl}$1`);
  if (moved === text) return;
  await writeFile(`${file}.moved`, moved);
  await rename(`${file}.moved`, file);
}
