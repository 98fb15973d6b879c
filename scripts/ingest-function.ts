import { ingestFunctionSql } from "./database/ingest-function";

/** `npm run --silent ingest-function > supabase/migrations/<time>_<name>.sql`, after the facets or the statement changed. */
process.stdout.write(ingestFunctionSql());
