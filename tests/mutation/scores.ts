import { asked } from "./sample";

/**
 * What Stryker writes of a run (https://github.com/stryker-mutator/mutation-testing-elements, report schema 2), and of how many
 * faults each was one that the tests were asked for.
 */
export type Report = { every: number; files: Record<string, { mutants: Mutant[] }> };
type Mutant = { id: string; status: string; statusReason?: string };

export type Score = { folder: string; found: number; planted: number; timeouts: number; enough: boolean };

const FLOOR = 0.75;
const FOUND = ["Killed", "Timeout"];
/** Found, but by a limit of time: Stryker's, or a test's own. A machine that is busy with something else does that as well. */
const isLate = ({ status, statusReason = "" }: Mutant) =>
  status === "Timeout" || /timed out in \d+ ?ms/.test(statusReason);
const MISSED = ["Survived", "NoCoverage"];

/**
 * The share of planted faults that were found, by folder of `lib/`. What does not compile or run is no fault. A fault of a
 * sample counts as often as faults were left out for it, so that a folder's parts weigh what they are.
 */
export function scoresOf(reports: readonly Report[]): Score[] {
  const folders = new Map<string, Omit<Score, "folder" | "enough">>();
  for (const { every, files } of reports) {
    for (const [file, { mutants }] of Object.entries(files)) {
      const folder = file.split("/").slice(0, 2).join("/");
      const sum = folders.get(folder) ?? { found: 0, planted: 0, timeouts: 0 };
      for (const mutant of mutants.filter(({ id }) => asked(id, every))) {
        const { status } = mutant;
        if (FOUND.includes(status)) sum.found += every;
        if (isLate(mutant)) sum.timeouts += every;
        if (FOUND.includes(status) || MISSED.includes(status)) sum.planted += every;
      }
      folders.set(folder, sum);
    }
  }
  return [...folders]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([folder, sum]) => ({ folder, ...sum, enough: sum.found >= FLOOR * sum.planted }));
}
