import { startSandbox } from "./server";

// `tsx scripts/stack/sandbox/main.ts [port] [folder]`: the sandbox alone, for work on it.
const sandbox = await startSandbox({
  port: Number(process.argv[2] ?? 4010),
  dataDir: process.argv[3] ?? ".foyer/sandbox",
});
process.once("SIGINT", () => void sandbox.stop());
process.once("SIGTERM", () => void sandbox.stop());
