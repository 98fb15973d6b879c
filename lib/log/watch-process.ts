import { logger } from "./logger";
import { reportError } from "./report-error";

/**
 * What reaches the console or nobody at all becomes lines of the log. Next writes errors of pages to the console whole,
 * and an error of Postgres holds the row it is about; the log keeps of it what may be kept.
 */
export function watchProcess({ withConsole }: { withConsole: boolean }): void {
  if (withConsole) takeOverConsole();
  process.on("uncaughtExceptionMonitor", (error) => note(error, "uncaught exception"));
  process.on("unhandledRejection", (error) => note(error, "unhandled rejection"));
}

function takeOverConsole(): void {
  console.error = (...parts) => write("error", parts);
  console.warn = (...parts) => write("warn", parts);
}

// Colours of a terminal and the mark that Next puts before an error.
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
const DECORATION = /\u001b\[[\d;]*m|⨯/g;

function write(level: "error" | "warn", parts: unknown[]): void {
  const error = parts.find((part) => part instanceof Error);
  const words = parts.filter((part) => typeof part === "string").join(" ");
  logger()[level](error ? { error } : {}, words.replace(DECORATION, "").trim() || "written to the console");
}

function note(error: unknown, what: string): void {
  logger().error({ error }, what);
  void reportError(error, { boundary: what });
}
