import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { processesIn } from "../support/processes-in";
import { copyPackages, copyProject, type ProjectCopy, stateOfCluster } from "../support/project-copy";
import { typeCommand } from "../support/typed-command";

let project: ProjectCopy;
const left = () => processesIn(project.folder).map(({ command }) => command);

beforeAll(async () => {
  project = await copyProject();
  await copyPackages(project);
});

afterAll(async () => {
  for (const { pid } of processesIn(project.folder)) process.kill(pid, "SIGKILL");
  await vi.waitUntil(() => left().length === 0, { timeout: 30_000 });
  await project.remove();
});

test("npm run dev serves the sign-in page from its sources, without a build, and Ctrl-C leaves no process", async () => {
  const dev = typeCommand(project.folder, "run", "dev", "--", "--calls", "10");
  const [, url = ""] = await dev.untilSaid(/Ready in [\s\S]+?Foyer +(http:\/\/localhost:\d+)[\s\S]+empties it/);
  expect(dev.said()).not.toContain("Build the application");
  const answer = await fetch(`${url}/sign-in`);
  const page = await answer.text();
  // The last is sent by a development server alone.
  const found = ["E-mail address", "__nextHmrInitialVersion"].map((words) => page.includes(words));
  expect([answer.status, ...found]).toEqual([200, true, true]);
  expect(left().join("\n")).toMatch(/next-server|next.+dev/);
  expect(await stateOfCluster(project.folder)).toBe("in production");

  dev.signal("SIGINT");
  await dev.ended;
  expect(dev.said()).toContain("Stopped; the database is shut down.");
  await expect.poll(left).toEqual([]);
  expect(await stateOfCluster(project.folder)).toBe("shut down");
  await expect(fetch(url)).rejects.toThrow();
});
