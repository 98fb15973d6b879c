import type { NotMoved } from "./not-moved";
import type { KeyRotation, KeyVersion, NextStep } from "./schemas";

/** The newest rotation of everybody that has ended since the present version came. */
export function wholeRotation(versions: readonly KeyVersion[], rotations: readonly KeyRotation[]) {
  const current = versions.find(({ is_current }) => is_current);
  return rotations.find(
    ({ state, organization, kek_version }) =>
      state === "completed" && !organization && kek_version === current?.version,
  );
}

/**
 * What an operator should do next about keys, from what there is. A version may leave the environment when it wraps no data key,
 * a rotation of all organizations has ended since the present one came, and none was passed over that is there or can be
 * brought back: only then is no field directly under it.
 */
export function nextStep(
  versions: readonly KeyVersion[],
  rotations: readonly KeyRotation[],
  unmoved: NotMoved = { live: 0, deleted: 0 },
): NextStep {
  const current = versions.find(({ is_current }) => is_current);
  const [newest] = rotations;
  const missing = versions.filter(({ fingerprint }) => fingerprint === null);
  if (missing.length > 0) {
    return step(
      "missing",
      `${named(missing)} ${missing.length === 1 ? "is" : "are"} missing`,
      `Data keys are wrapped by it and this environment does not hold it. Put it back into FIELD_ENCRYPTION_KEYS and deploy.`,
    );
  }
  if (newest?.state === "stopped") {
    return step(
      "resume",
      "The rotation has stopped",
      "Some organizations are not done and nothing is trying any more. The failed jobs say why; mend that, then resume. Nothing is lost: both keys still open.",
    );
  }
  if (newest && newest.state !== "completed") {
    return step(
      "wait",
      "A rotation is under way",
      "Leave every version in FIELD_ENCRYPTION_KEYS until it is done. It goes on by itself, also when you close this page.",
    );
  }
  const older = versions.filter((version) => version !== current);
  const stale = older.filter(({ wraps }) => wraps.value > 0);
  if (stale.length > 0) {
    return step(
      "rotate",
      "Start a rotation",
      `Data keys are still wrapped by ${named(stale)}. A rotation wraps them by version ${current?.version ?? "?"}. Start it when every instance runs with the new key.`,
    );
  }
  const verified = wholeRotation(versions, rotations);
  if (older.length > 0 && !verified) {
    return step(
      "rotate",
      "Start a rotation",
      `No data key is under ${named(older)}, but fields from before there were data keys may be. A rotation finds and moves them.`,
    );
  }
  if (older.length > 0 && unmoved.live > 0) {
    return step(
      "rotate",
      "Start a rotation",
      `${organizations(unmoved.live)} came back after the last one had passed. Fields from before there were data keys may be under ${named(older)}.`,
    );
  }
  if (older.length > 0 && unmoved.deleted > 0) {
    return step(
      "wait",
      `Keep ${named(older)} for what can come back`,
      `${organizations(unmoved.deleted)} that ${unmoved.deleted === 1 ? "was" : "were"} deleted can still be brought back, and fields from before there were data keys may be under ${older.length === 1 ? "it" : "them"}. Thirty days after the deletion ${older.length === 1 ? "it" : "they"} may go.`,
    );
  }
  if (older.length > 0) {
    return step(
      "remove",
      `Take ${named(older)} out`,
      `Nothing here is under ${older.length === 1 ? "it" : "them"} any more: remove ${older.map(({ version }) => `"${version}:…"`).join(" and ")} from FIELD_ENCRYPTION_KEYS and deploy. Keep the key with the backups from before ${(verified?.finished_at ?? "").slice(0, 10)} until those are gone.`,
      older.map(({ version }) => version),
    );
  }
  return step(
    "nothing",
    "Nothing to do",
    `Everything is under version ${current?.version ?? "?"}. To change the key, append the next version to FIELD_ENCRYPTION_KEYS (npm run keys prints one), deploy, and come back.`,
  );
}

function step(kind: NextStep["kind"], title: string, advice: string, removable: number[] = []): NextStep {
  return { kind, title, advice, removable };
}

function named(versions: readonly KeyVersion[]): string {
  return `version${versions.length === 1 ? "" : "s"} ${versions.map(({ version }) => version).join(", ")}`;
}

function organizations(count: number): string {
  return count === 1 ? "One organization" : `${count} organizations`;
}
