import { withPublic } from "@/lib/http/with-public";
import { AskHealth, answerHealth } from "@/lib/monitoring/answer-health";

export const GET = withPublic({ query: AskHealth }, ({ request, query }) => answerHealth(request, query));
