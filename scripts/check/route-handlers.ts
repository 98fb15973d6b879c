import { importsOf } from "./imports";
import type { Problem, Rule } from "./tree";

const WRAPPERS = [
  "withOrg",
  "withUser",
  "withVendor",
  "withOperator",
  "withStaff",
  "withCron",
  "withMonitor",
  "withPublic",
];
const HANDLER = new RegExp(`^export const (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) = (${WRAPPERS.join("|")})(<|\\()`);
const SETTING = /^export const (runtime|dynamic|revalidate|maxDuration|preferredRegion|fetchCache) = ["'\d\w[]/;
const LONGEST = 60;

/** `route.ts` exports handlers made by a wrapper of lib/http and nothing else, and stays short. */
export const routeHandlers: Rule = {
  name: "routes export only handlers made by a wrapper",
  check: (tree) =>
    tree.files
      .filter((path) => /^app\/(.+\/)?route\.tsx?$/.test(path))
      .flatMap((file) => {
        const text = tree.read(file);
        const lines = text.split("\n");
        const problems: Problem[] = [];
        if (lines.length - 1 > LONGEST)
          problems.push({ file, message: `${lines.length - 1} lines; move the work into lib (at most ${LONGEST})` });
        const fromHttp = new Set(
          importsOf(text)
            .filter(({ from }) => /^@\/lib\/http\/with-[a-z]+$/.test(from))
            .map(({ from }) => from.slice("@/lib/http/".length)),
        );
        for (const [index, line] of lines.entries()) {
          if (!line.startsWith("export")) continue;
          const wrapper = HANDLER.exec(line)?.[2];
          if (wrapper === undefined && !SETTING.test(line))
            problems.push({ file, line: index + 1, message: "exports something that no wrapper made" });
          if (wrapper !== undefined && !fromHttp.has(kebab(wrapper)))
            problems.push({ file, line: index + 1, message: `${wrapper} does not come from @/lib/http` });
        }
        return problems;
      }),
};

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
