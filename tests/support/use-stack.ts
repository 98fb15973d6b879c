import { inject } from "vitest";
import { refuseForeignDatabase } from "./stack-address";

/** Runs in every worker before its test file: the product code reads the stack's variables as it would in production. */
const { env } = inject("stack");
refuseForeignDatabase(env.DATABASE_URL);
refuseForeignDatabase(env.DATABASE_DIRECT_URL);
Object.assign(process.env, env);
