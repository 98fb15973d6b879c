import { workflows } from "../../../scripts/check/supply/workflows";
import type { RuleCase } from "./rule-case";

const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";

/** A workflow that obeys, with some of its words replaced. */
const workflow = (...changes: [string, string][]) => {
  const sound = [
    "on: push",
    "permissions:",
    "  contents: read",
    "jobs:",
    "  test:",
    "    runs-on: ubuntu-latest",
    "    timeout-minutes: 5",
    "    steps:",
    `      - uses: ${CHECKOUT}`,
    "        with:",
    "          persist-credentials: false",
    "      - run: npm test",
    "  other:",
    "    uses: ./.github/workflows/test.yml",
  ].join("\n");
  return { ".github/workflows/x.yml": changes.reduce((text, [from, to]) => text.replace(from, to), sound) };
};

/** What hosted CI is allowed to do. */
export const workflowCase: RuleCase = [
  workflows,
  {
    obeys: [
      workflow(),
      workflow([
        "timeout-minutes: 5",
        "timeout-minutes: 5\n    permissions:\n      contents: read\n      security-events: write",
      ]),
    ],
    breaks: {
      "an action by its tag": workflow([CHECKOUT, "actions/checkout@v7"]),
      "an action by its branch": workflow([CHECKOUT, "actions/checkout@main"]),
      "a commit nobody can tell the version of": workflow([" # v7.0.1", ""]),
      "no permissions": workflow(["permissions:\n  contents: read\n", ""]),
      "every permission": workflow(["permissions:\n  contents: read", "permissions: write-all"]),
      "every job may write": workflow(["contents: read", "contents: write"]),
      "a token left in the checkout": workflow(["persist-credentials: false", "fetch-depth: 0"]),
      "a stranger's change with our keys": workflow(["on: push", "on: pull_request_target"]),
      "a job without an end": workflow(["    timeout-minutes: 5\n", ""]),
      "a title as a script": workflow(["npm test", "echo $" + "{{ github.event.pull_request.title }}"]),
      "all secrets for another workflow": workflow(["test.yml", "test.yml\n    secrets: inherit"]),
      "a failure that does not count": workflow([
        "timeout-minutes: 5",
        "timeout-minutes: 5\n    continue-on-error: true",
      ]),
    },
  },
];
