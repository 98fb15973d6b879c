import type { Credential } from "@/lib/credentials/schemas";
import { SOON_DAYS } from "@/lib/credentials/soon-days";
import { Status } from "../../../_ui/status";
import { Time } from "../../../_ui/time";

/** Whether a moment is less than two weeks ahead. */
export function isSoon(expiresAt: string): boolean {
  return Date.parse(expiresAt) - Date.now() < SOON_DAYS * 86_400_000;
}

/** Whether its state says when it ends, so that nothing else needs to. */
export function saysItsEnd({ state, verification, expires_at }: Credential): boolean {
  if (expires_at === null) return false;
  return state === "expired" || (state === "active" && verification !== "refused" && isSoon(expires_at));
}

/** How a credential is, in words: whether it still counts, and what its vendor said of it. */
export function CredentialState({ credential }: { credential: Credential }) {
  const { state, retires_at, verifiable, verification, verified_at, expires_at } = credential;
  if (state === "retired") return <Status shape="ring">Retired</Status>;
  if (state === "expired") {
    return (
      <Status tone="bad" shape="square">
        <span>
          Expired
          {expires_at ? (
            <>
              {" "}
              <Time at={expires_at} />
            </>
          ) : null}
        </span>
      </Status>
    );
  }
  if (state === "retiring" && retires_at) {
    return (
      <Status tone="warn">
        <span>
          Retires <Time at={retires_at} />
        </span>
      </Status>
    );
  }
  if (verification === "refused") {
    return (
      <Status tone="bad" shape="square">
        Refused
      </Status>
    );
  }
  if (expires_at && saysItsEnd(credential)) {
    return (
      <Status tone="warn">
        <span>
          Expires <Time at={expires_at} />
        </span>
      </Status>
    );
  }
  if (!verifiable) return <Status shape="ring">Cannot be verified</Status>;
  if (verification === "valid" && verified_at) {
    return (
      <Status tone="good">
        <span>
          Works, verified <Time at={verified_at} />
        </span>
      </Status>
    );
  }
  if (verification === "unanswered") return <Status tone="warn">No answer</Status>;
  return <Status shape="ring">Not verified</Status>;
}
