import { withPublic } from "@/lib/http/with-public";

// The same as /api/health, for monitors that look at the root.
export const GET = withPublic({}, async () => ({ status: "ok", time: new Date().toISOString() }));
