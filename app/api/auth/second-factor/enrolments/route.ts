import { attemptFrom } from "@/lib/auth/attempts";
import { enrolFactor } from "@/lib/auth/enrol-factor";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({ limit: attemptFrom }, () => enrolFactor());
