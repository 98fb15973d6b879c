import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyProject, type ProjectCopy } from "../support/project-copy";
import { typeCommand } from "../support/typed-command";

let project: ProjectCopy;

beforeAll(async () => {
  project = await copyProject();
});
afterAll(() => project.remove());

/** The last line and the exit code of the fast tests' cheapest stage. */
async function checkRules() {
  const command = typeCommand(project.folder, "run", "verify", "--", "rules");
  const code = await command.ended;
  return { code, last: command.said().trimEnd().split("\n").at(-1) ?? "", said: command.said() };
}

test("the tests end with a line that adds them up, and with 0 when none failed; one that fails is told and counted", async () => {
  const sound = await checkRules();
  expect(sound.last).toMatch(/^\d+ passed, 0 failed, 0 skipped$/);
  expect(sound.last).not.toMatch(/^0 /);
  expect(sound.code).toBe(0);

  const folder = join(project.folder, "lib", "helpers");
  await mkdir(folder);
  await writeFile(join(folder, "help.ts"), "export const help = 1;\n");
  const faulty = await checkRules();
  await rm(folder, { recursive: true });
  expect(faulty.last).toMatch(/^\d+ passed, 1 failed, 0 skipped$/);
  expect(faulty.said).toContain("lib/helpers");
  expect(faulty.code).toBe(1);
});
