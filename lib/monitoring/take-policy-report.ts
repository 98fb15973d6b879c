import { z } from "zod";
import { env } from "../env";
import { AppError } from "../errors";
import type { Log } from "../log/logger";
import { maskUrl } from "../log/mask-path";
import { reportError } from "../log/report-error";

/** Bytes; a browser's report is about one. */
export const LARGEST_POLICY_REPORT = 16 * 1024;

const word = z.string().max(2_000).optional();

/** As browsers write it: https://www.w3.org/TR/CSP3/#deprecated-serialize-violation. */
const Report = z.object({
  "csp-report": z.object({
    "effective-directive": word,
    "violated-directive": word,
    "blocked-uri": word,
    "document-uri": word,
    "source-file": word,
    "line-number": z.number().optional(),
    disposition: word,
  }),
});

/** Scripts that a person's own browser puts into every page. */
const EXTENSION = /^(?:(?:chrome|moz|safari|safari-web|ms-browser)-extension|webkit-masked-url)\b/;

/**
 * A browser refused something a page of ours wanted: a mistake of ours in the policy, or somebody's script. Into the log and
 * to Sentry go the directive and masked addresses; never a sample of the script, never a query.
 * @param body the report as sent; throws `bad_request` for anything else
 */
export async function takePolicyReport(body: string, log: Log): Promise<void> {
  const report = parsedReport(body);
  const own = new URL(env().PUBLIC_BASE_URL).origin;
  const masked = (address: string | undefined) =>
    address && /:\/\//.test(address) ? maskUrl(address, own) : undefined;
  const blocked = report["blocked-uri"] ?? "";
  if (EXTENSION.test(blocked) || EXTENSION.test(report["source-file"] ?? "")) return;
  const directive = /^[a-z-]{1,40}/.exec(report["effective-directive"] ?? report["violated-directive"] ?? "")?.[0];
  const facts = {
    directive,
    // `inline`, `eval` or where it would have come from.
    blocked: /^[a-z-]{1,20}$/.test(blocked) ? blocked : masked(blocked),
    page: masked(report["document-uri"]),
    source: masked(report["source-file"]),
    line: report["line-number"],
  };
  log.warn(facts, "a browser refused what the content security policy forbids");
  await reportError(new PolicyViolation(`${directive ?? "something"} refused ${facts.blocked ?? "an address"}`), {
    page: facts.page,
  });
}

class PolicyViolation extends Error {
  override name = "PolicyViolation";
}

function parsedReport(body: string): z.infer<typeof Report>["csp-report"] {
  try {
    return Report.parse(JSON.parse(body))["csp-report"];
  } catch {
    throw new AppError("bad_request", "This address takes reports of browsers only.");
  }
}
