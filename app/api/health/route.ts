import { withPublic } from "@/lib/http/with-public";

// Whether the process answers; what it depends on is another question with another address.
export const GET = withPublic({}, async () => ({ status: "ok", time: new Date().toISOString() }));
