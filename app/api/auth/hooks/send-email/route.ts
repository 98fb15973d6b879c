import { receiveSendEmailHook } from "@/lib/auth/hooks/receive-send-email-hook";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({}, ({ request, log }) => receiveSendEmailHook(request, log));
