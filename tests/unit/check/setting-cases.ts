import { cronPaths } from "../../../scripts/check/cron-paths";
import { environmentNames } from "../../../scripts/check/environment-names";
import type { RuleCase } from "./rule-case";

const envFile = "const Environment = z.object({\n  FOYER_ENV: z.string(),\n  CRON_SECRET: z.string(),\n});\n";
const cron = { "vercel.json": '{"crons":[{"path":"/api/cron/tick","schedule":"* * * * *"}]}' };

/** What the code reads of its surroundings, and what these are told of it: variables and schedules. */
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
];
