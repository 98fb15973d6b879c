import { linesMatching, type Problem, type Rule } from "../tree";

const PINNED = /^\s*(?:- )?uses:\s+(?:\.\/[\w./-]+|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)\s*$/;

/** What a workflow may never hold, by line. */
const FORBIDDEN: readonly [RegExp, string][] = [
  [/\bpull_request_target\b|\bworkflow_run\b/, "runs a stranger's change with our keys"],
  [/^\s*permissions:\s*(?:write-all|read-all)\b/, "takes every permission"],
  [
    /^\s*(?:- )?run:.*\$\{\{|^ {10}.*(?:\$VERCEL|\becho\b|\bif \[).*\$\{\{/,
    "puts an expression into a script; pass it by env",
  ],
  [/\bsecrets:\s*inherit\b/, "hands every secret on"],
  [/^\s*(?:ACTIONS_ALLOW_UNSECURE_COMMANDS|continue-on-error):\s*true/, "goes on when it should not"],
];

/**
 * Hosted CI holds the keys to production: each workflow starts from reading alone, runs foreign actions by commit (a tag can
 * be moved, the comment says which version it was), leaves no credentials in the checkout and ends by itself.
 */
export const workflows: Rule = {
  name: "workflows are pinned and have few rights",
  check: (tree) =>
    tree.files
      .filter((file) => /^\.github\/workflows\/.*\.ya?ml$/.test(file))
      .flatMap((file) => faultsOf(tree.read(file)).map((fault) => ({ file, ...fault }))),
};

function faultsOf(text: string): Omit<Problem, "file">[] {
  const lines = text.split("\n");
  const faults: Omit<Problem, "file">[] = [];
  const [, rights] = /^permissions:(.*(?:\n {2}.*)*)/m.exec(text) ?? [];
  if (rights === undefined) faults.push({ message: "has no permissions of its own: the default may be to write" });
  else if (/\bwrite\b/.test(rights)) faults.push({ message: "lets every job write; give it to the one that needs it" });
  for (const { line, text: uses } of linesMatching(text, /^\s*(?:- )?uses:/)) {
    if (!PINNED.test(uses)) faults.push({ line, message: "is not pinned by a commit with its version behind it" });
    if (
      uses.includes("actions/checkout@") &&
      !/persist-credentials: false/.test(lines.slice(line, line + 3).join("\n"))
    )
      faults.push({ line, message: "leaves the token in the checkout (persist-credentials: false)" });
  }
  for (const [pattern, message] of FORBIDDEN)
    for (const { line } of linesMatching(text, pattern)) faults.push({ line, message });
  for (const { line } of linesMatching(text, /^\s+runs-on:/)) {
    const job = jobAround(lines, line - 1);
    if (!job.some((each) => /^ {4}timeout-minutes: \d+$/.test(each)))
      faults.push({ line, message: "may run for six hours (timeout-minutes)" });
  }
  return faults;
}

/** The lines of the job that holds a line, by its indentation of two. */
function jobAround(lines: readonly string[], at: number): string[] {
  const isHead = (line: string) => /^ {2}[\w-]+:$/.test(line);
  const start = lines.slice(0, at).findLastIndex(isHead);
  const length = lines.slice(start + 1).findIndex(isHead);
  return lines.slice(start, length === -1 ? undefined : start + 1 + length);
}
