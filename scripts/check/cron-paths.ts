import type { Rule } from "./tree";

/** Every path Vercel is told to call exists, under the wrapper that asks for the scheduler's secret. */
export const cronPaths: Rule = {
  name: "scheduled paths exist",
  check(tree) {
    const { crons = [] } = JSON.parse(tree.read("vercel.json")) as { crons?: { path: string }[] };
    const routes = new Map(
      tree.files
        .filter((path) => /^app\/.*route\.ts$/.test(path))
        .map((path) => [path.slice("app".length, -"/route.ts".length).replace(/\/\([^)]+\)/g, ""), path]),
    );
    return crons.flatMap(({ path }) => {
      const file = routes.get(path);
      if (file === undefined) return [{ file: "vercel.json", message: `${path} has no route` }];
      if (!tree.read(file).includes("withCron(")) return [{ file, message: "is scheduled but not made by withCron" }];
      return [];
    });
  },
};
