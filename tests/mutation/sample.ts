// Stryker loads this file with Node alone: it imports nothing.

/** Whether a fault is in a sample of every n-th, by its number in the order of the files. */
export const asked = (id: string, every: number) => Number(id) % every === 0;

type Mutant = { id: string };
type Verdict = { status: "passed" } | { status: "compileError"; reason: string };

/**
 * Lets Stryker ask the tests for every n-th fault only (`MUTATION_EVERY`). Stryker has no samples; a checker, made for faults that
 * do not compile, is its one way to leave faults out after they are numbered. What is left out is no part of a score.
 */
class Sample {
  async init(): Promise<void> {}

  async check(mutants: readonly Mutant[]): Promise<Record<string, Verdict>> {
    const every = Number(process.env.FOYER_MUTATION_EVERY ?? 1);
    const verdict = ({ id }: Mutant): Verdict =>
      asked(id, every) ? { status: "passed" } : { status: "compileError", reason: "not in the sample" };
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, verdict(mutant)]));
  }

  async group(mutants: readonly Mutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }
}

export const strykerPlugins = [{ kind: "Checker", name: "sample", injectableClass: Sample }];
