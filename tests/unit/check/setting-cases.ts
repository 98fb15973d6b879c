import { cronPaths } from "../../../scripts/check/cron-paths";
import { decisionNumbers } from "../../../scripts/check/decision-numbers";
import { environmentNames } from "../../../scripts/check/environment-names";
import type { RuleCase } from "./rule-case";

const envFile = "const Environment = z.object({\n  FOYER_ENV: z.string(),\n  CRON_SECRET: z.string(),\n});\n";
const cron = { "vercel.json": '{"crons":[{"path":"/api/cron/tick","schedule":"* * * * *"}]}' };

/** What is said in two places and has to agree: variables, schedules, numbers of decisions. */
export const settingCases: RuleCase[] = [
  [
    environmentNames,
    {
      obeys: [
        { "lib/env.ts": envFile, ".env.example": "FOYER_ENV=x\nCRON_SECRET=\n" },
        {
          "lib/env.ts": envFile,
          ".env.example": "FOYER_ENV=x\nCRON_SECRET=\n",
          "docs/deployment.md": "FOYER_ENV CRON_SECRET",
        },
      ],
      breaks: {
        "a variable without an example": { "lib/env.ts": envFile, ".env.example": "FOYER_ENV=x\n" },
        "an example nobody reads": { "lib/env.ts": envFile, ".env.example": "FOYER_ENV=x\nCRON_SECRET=\nOLD=\n" },
        "a variable the guide forgot": {
          "lib/env.ts": envFile,
          ".env.example": "FOYER_ENV=x\nCRON_SECRET=\n",
          "docs/deployment.md": "FOYER_ENV",
        },
        "a schema of another shape": { "lib/env.ts": "", ".env.example": "" },
      },
    },
  ],
  [
    cronPaths,
    {
      obeys: [{ ...cron, "app/api/cron/tick/route.ts": "export const GET = withCron(tick);" }],
      breaks: {
        "no route": cron,
        "a route without the secret": {
          ...cron,
          "app/api/cron/tick/route.ts": "export const GET = withPublic({}, tick);",
        },
      },
    },
  ],
  [
    decisionNumbers,
    {
      obeys: [{ "docs/decisions/001-a.md": "# 001 A\n", "docs/decisions/002-b.md": "# 002 B\n", "docs/guide.md": "" }],
      breaks: {
        "a number taken twice": { "docs/decisions/001-a.md": "# 001 A\n", "docs/decisions/001-b.md": "# 001 B\n" },
        "another number in the heading": { "docs/decisions/001-a.md": "# 002 A\n" },
      },
    },
  ],
];
