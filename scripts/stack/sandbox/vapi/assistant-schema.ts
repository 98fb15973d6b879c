import { z } from "zod";

const SERVER_MESSAGES = [
  "assistant.started",
  "assistant.speechStarted",
  "conversation-update",
  "end-of-call-report",
  "function-call",
  "hang",
  "language-changed",
  "language-change-detected",
  "model-output",
  "phone-call-control",
  "speech-update",
  "status-update",
  "transcript",
  'transcript[transcriptType="final"]',
  "tool-calls",
  "transfer-destination-request",
  "handoff-destination-request",
  "transfer-update",
  "user-interrupted",
  "voice-input",
  "chat.created",
  "chat.deleted",
  "session.created",
  "session.updated",
  "session.deleted",
  "call.deleted",
  "call.delete.failed",
  "call.artifact.upload",
] as const;

const Server = z.strictObject({
  url: z.url().optional(),
  timeoutSeconds: z.number().min(1).max(300).optional(),
  credentialId: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  staticIpAddressesEnabled: z.boolean().optional(),
  encryptedPaths: z.array(z.string()).optional(),
  backoffPlan: z
    .strictObject({
      type: z.enum(["fixed", "exponential"]),
      maxRetries: z.number().int().min(0).max(10),
      baseDelaySeconds: z.number().min(0).max(10),
      excludedStatusCodes: z.array(z.number()).optional(),
    })
    .optional(),
});

const loose = z.record(z.string(), z.unknown());

/** Body of `POST /assistant` and `PATCH /assistant/{id}`: an unknown property is refused, as Vapi does. */
export const AssistantSettings = z.strictObject({
  name: z.string().max(40).optional(),
  firstMessage: z.string().optional(),
  firstMessageMode: z.string().optional(),
  firstMessageInterruptionsEnabled: z.boolean().optional(),
  model: z.looseObject({ provider: z.string(), model: z.string().optional() }).optional(),
  voice: z.looseObject({ provider: z.string() }).optional(),
  transcriber: z.looseObject({ provider: z.string() }).optional(),
  server: Server.optional(),
  serverMessages: z.array(z.enum(SERVER_MESSAGES)).optional(),
  clientMessages: z.array(z.string()).optional(),
  maxDurationSeconds: z.number().min(10).max(43_200).optional(),
  voicemailMessage: z.string().optional(),
  voicemailDetection: z.union([z.string(), loose]).optional(),
  endCallMessage: z.string().optional(),
  endCallPhrases: z.array(z.string()).optional(),
  backgroundSound: z.string().optional(),
  backgroundSpeechDenoisingPlan: loose.optional(),
  modelOutputInMessagesEnabled: z.boolean().optional(),
  metadata: loose.optional(),
  analysisPlan: loose.optional(),
  artifactPlan: loose.optional(),
  compliancePlan: loose.optional(),
  monitorPlan: loose.optional(),
  observabilityPlan: loose.optional(),
  keypadInputPlan: loose.optional(),
  startSpeakingPlan: loose.optional(),
  stopSpeakingPlan: loose.optional(),
  credentialIds: z.array(z.string()).optional(),
  credentials: z.array(loose).optional(),
  hooks: z.array(loose).optional(),
  transportConfigurations: z.array(loose).optional(),
});

/** Vapi's list of complaints: one sentence for each. */
export const complaints = (error: z.ZodError): string[] =>
  error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `property ${[...issue.path, key].join(".")} should not exist`)
      : [`${issue.path.join(".")} ${issue.message}`],
  );
