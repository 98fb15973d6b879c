import { isApiKeyToken } from "../auth/api-key-token";
import type { Actor } from "../auth/context";
import { knownApiKey } from "../auth/known-api-key";
import { knownMembership } from "../auth/known-membership";
import { lackOfProof } from "../auth/lack-of-proof";
import { noteKeyUse } from "../auth/note-key-use";
import type { Permission } from "../auth/permissions";
import { can, may, peopleBecause, scopeFor } from "../auth/permissions";
import { roleHere } from "../auth/role-here";
import { isGrave, onlyReads, type Scope } from "../auth/scopes";
import { tokenHash } from "../crypto/lookup";
import { type EnteredKey, type Organization, type Role, type Tx, withApiKey, withMember } from "../db/tenant";
import { AppError } from "../errors";
import { addToTrail } from "../log/trail";
import type { Tier } from "../redis/tiers";
import { isWithin } from "./cidr";
import { clientAddress } from "./client-ip";
import { keyCharges } from "./key-charges";
import type { Charge } from "./limit";
import { personCharges } from "./person-charges";
import { isRead } from "./request";
import { countUnknown, requirePersonOf } from "./require-person-of";
import type { AnswerHeaders } from "./respond";
import { requireSameOrigin } from "./same-origin";

const NOT_WITH_THIS_ROLE = "Your role does not allow this. An admin of the organization can do it or change your role.";
const ONLY_PEOPLE = "API keys cannot do this; a member of the organization can.";
const OUTSIDE = "Your organization allows this from its own networks only, and you are outside of them.";

const ONLY_READS = "This visit only reads. Begin another one, and say why something must change.";
const NOT_FOR_STAFF = "Staff do not do this on a visit. An admin of the organization can.";

const refusalFor = (role: Role) => (role === "super_admin" ? NOT_FOR_STAFF : NOT_WITH_THIS_ROLE);

/** Somebody who asks below an organization: what the request costs, and the way in. */
export type OrgCaller = {
  charges: Charge[];
  /**
   * From now on `enter` throws unless who may do this has signed in, typed their password or shown a code a moment ago, or a key
   * has a scope for it alone. Judged behind the door: whoever may not do it anyway is told that instead.
   */
  wantRecentProof(): Promise<void>;
  /** The same for what only the request's body decides: looked up now, thrown by `requireProof` in the transaction. */
  lookForProof(): Promise<void>;
  /** One transaction behind the organization's wall. Throws `not_found` for strangers, `forbidden` without the permission. */
  enter<T>(permission: Permission, work: (tx: Tx, entered: Entered) => Promise<T>): Promise<T>;
};

type Entered = {
  org: Organization;
  actor: Actor;
  /** Throws unless a person has shown who they are a moment ago, or a key has the grave scope of a permission. */
  requireProof(permission: Permission): void;
};

/**
 * Who asks: the program of an API key when the request shows one, else the person of the session. A request with a key is
 * never answered for the person of its cookies, so no other site can have it sent for them.
 */
export async function orgCaller(
  request: Request,
  slug: string,
  headers: AnswerHeaders,
  tier?: Tier,
): Promise<OrgCaller> {
  const shown = request.headers.get("authorization");
  return shown === null ? personCaller(request, slug, headers, tier) : keyCaller(request, slug, headers, shown, tier);
}

async function personCaller(request: Request, slug: string, headers: AnswerHeaders, tier?: Tier): Promise<OrgCaller> {
  requireSameOrigin(request);
  const { person, session } = await requirePersonOf(request, headers);
  const reader = { userId: person.id, sessionId: session.id };
  const membership = await knownMembership(reader, slug);
  let lacking: AppError | undefined;
  let isRecentNeeded = false;
  const lookForProof = async () => {
    lacking = await lackOfProof({ person, session });
  };
  return {
    charges: personCharges(request, { userId: person.id, session, membership }, tier),
    // Read before the transaction, which would wait for a second connection, and thrown in it, where the role is fresh.
    async wantRecentProof() {
      isRecentNeeded = true;
      await lookForProof();
    },
    lookForProof,
    enter: (permission, work) =>
      withMember(reader, slug, async (tx, { org, role: given, visit }) => {
        const role = await roleHere(tx, { orgId: org.id, role: given }, request);
        if (!can(role, permission)) {
          throw new AppError("forbidden", can(given, permission) ? OUTSIDE : refusalFor(given));
        }
        const readsOnly = visit !== null && visit.changes_reason === null;
        const actor = { type: "user", id: person.id, role, sessionId: session.id, readsOnly } as const;
        if (!may(actor, permission)) throw new AppError("forbidden", ONLY_READS, { reason: "reads_only" });
        const requireProof = (wanted: Permission) => {
          if (!may(actor, wanted)) throw new AppError("forbidden", refusalFor(role));
          if (lacking) throw lacking;
        };
        if (isRecentNeeded) requireProof(permission);
        return work(tx, { org, actor, requireProof });
      }),
  };
}

async function keyCaller(
  request: Request,
  slug: string,
  headers: AnswerHeaders,
  shown: string,
  tier?: Tier,
): Promise<OrgCaller> {
  const hash = await countUnknown(request, headers, async () => hashOf(shown));
  const known = await countUnknown(request, headers, () => knownApiKey(hash));
  addToTrail({ actor_id: known.key_id });
  let isRecentNeeded = false;
  const reads_only = (permission: Permission) => onlyReads(scopeFor(permission) ?? "calls:read") && isRead(request);
  return {
    charges: keyCharges(request, known, tier),
    // Nobody sits at a program's screen: what asks a person for proof wants a scope of its own from a key.
    async wantRecentProof() {
      isRecentNeeded = true;
    },
    async lookForProof() {},
    async enter(permission, work) {
      let used: EnteredKey | undefined;
      try {
        return await withApiKey({ hash, slug, reads_only: reads_only(permission) }, (tx, key) => {
          requireNetwork(request, key);
          used = key;
          const actor = { type: "api_key", id: key.key_id, scopes: key.scopes as Scope[] } as const;
          if (isRecentNeeded) requireGraveScope(permission);
          requireScope(actor, permission);
          const requireProof = (wanted: Permission) => {
            requireGraveScope(wanted);
            requireScope(actor, wanted);
          };
          return work(tx, { org: key.org, actor, requireProof });
        });
      } finally {
        if (used) await noteKeyUse(used);
      }
    },
  };
}

function hashOf(shown: string): string {
  const token = /^Bearer +(\S+) *$/i.exec(shown)?.[1] ?? "";
  if (isApiKeyToken(token)) return tokenHash(token);
  throw new AppError("unauthenticated", "Send an API key as `Authorization: Bearer foyer_live_…`, whole.");
}

function requireNetwork(request: Request, { allowed_networks }: EnteredKey): void {
  if (allowed_networks.length === 0 || isWithin(clientAddress(request), allowed_networks)) return;
  throw new AppError("forbidden", "This API key may not be used from this address.");
}

function requireGraveScope(permission: Permission): void {
  const scope = scopeFor(permission);
  if (scope === null || !isGrave(scope)) throw onlyPeople(permission);
}

function onlyPeople(permission: Permission): AppError {
  const because = peopleBecause(permission);
  return new AppError("forbidden", because ? `${ONLY_PEOPLE} ${because}` : ONLY_PEOPLE);
}

function requireScope(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  const scope = scopeFor(permission);
  throw scope ? new AppError("forbidden", `This API key lacks the scope ${scope}.`) : onlyPeople(permission);
}
