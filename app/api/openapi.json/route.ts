import document from "@/docs/openapi.json";
import { withPublic } from "@/lib/http/with-public";

/** The description of the API, for everybody alike. */
export const GET = withPublic({}, async () =>
  Response.json(document, { headers: { "cache-control": "public, max-age=300" } }),
);
