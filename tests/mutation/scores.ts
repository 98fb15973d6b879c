/** What Stryker writes of a run: https://github.com/stryker-mutator/mutation-testing-elements, report schema 2. */
export type Report = { files: Record<string, { mutants: { status: string }[] }> };

export type Score = { folder: string; found: number; planted: number; enough: boolean };

const FLOOR = 0.75;
const FOUND = ["Killed", "Timeout"];
const MISSED = ["Survived", "NoCoverage"];

/** The share of planted faults that were found, by folder of `lib/`. What does not compile or run is no fault. */
export function scoresOf(reports: readonly Report[]): Score[] {
  const folders = new Map<string, { found: number; planted: number }>();
  for (const [file, { mutants }] of reports.flatMap(({ files }) => Object.entries(files))) {
    const folder = file.split("/").slice(0, 2).join("/");
    const sum = folders.get(folder) ?? { found: 0, planted: 0 };
    for (const { status } of mutants) {
      if (FOUND.includes(status)) sum.found++;
      if (FOUND.includes(status) || MISSED.includes(status)) sum.planted++;
    }
    folders.set(folder, sum);
  }
  return [...folders]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([folder, sum]) => ({ folder, ...sum, enough: sum.found >= FLOOR * sum.planted }));
}
