import { checkAgentJob } from "./agents/jobs/check-agent";
import { reconcileAgentJob } from "./agents/jobs/reconcile-agent";
import { tellOwnerJob } from "./auth/jobs/tell-owner";
import { indexCallsJob } from "./calls/jobs/index-calls";
import { retireCredentialJob } from "./credentials/jobs/retire-credential";
import { replayDeliveries } from "./deliveries/jobs/replay-deliveries";
import { detachDomainJob } from "./domains/jobs/detach-domain";
import { recheckDomainJob } from "./domains/jobs/recheck-domain";
import { tellOfDomainJob } from "./domains/jobs/tell-of-domain";
import { applyKeptDeliveries } from "./ingest/jobs/apply-kept-deliveries";
import type { QueuedJob } from "./jobs/define-job";
import { forgetDataKeysJob } from "./keys/jobs/forget-data-keys";
import { forgetFieldsJob } from "./keys/jobs/forget-fields";
import { rotateKeysJob } from "./keys/jobs/rotate-keys";
import { spreadRotationJob } from "./keys/jobs/spread-rotation";
import { mailInvitationJob } from "./members/jobs/mail-invitation";
import { tellOfOwnershipJob } from "./members/jobs/tell-of-ownership";
import { tellOfStandingJob } from "./ops/jobs/tell-of-standing";
import { tellOfVisitJob } from "./ops/jobs/tell-of-visit";
import { protectPhiJob } from "./phi/jobs/protect-phi";

/** Every job there is, in the order a drain looks at them. */
export const jobRegistry: QueuedJob[] = [
  applyKeptDeliveries,
  replayDeliveries,
  reconcileAgentJob,
  checkAgentJob,
  indexCallsJob,
  protectPhiJob,
  spreadRotationJob,
  rotateKeysJob,
  forgetDataKeysJob,
  forgetFieldsJob,
  retireCredentialJob,
  recheckDomainJob,
  tellOfDomainJob,
  detachDomainJob,
  mailInvitationJob,
  tellOfOwnershipJob,
  tellOfStandingJob,
  tellOfVisitJob,
  tellOwnerJob,
];
