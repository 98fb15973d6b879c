import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import type { Account, AccountKind } from "../state/records";
import { ACCOUNT_KINDS } from "../state/records";
import type { Store } from "../state/store";

/** Makes an account at a vendor; its secret is what one copies out of that vendor's dashboard. */
export function makeAccount(store: Store, kind: AccountKind, manner: Account["manner"] = "open"): Account {
  const account: Account = { id: randomUUID(), kind, manner, secret: SECRETS[kind]() };
  store.accounts.set(account.id, account);
  store.save();
  return account;
}

/** The first account of each vendor, made when somebody looks for the first time. */
export function firstAccounts(store: Store): Account[] {
  return ACCOUNT_KINDS.map(
    (kind) =>
      [...store.accounts.values()].find((account) => account.kind === kind && account.manner === "open") ??
      makeAccount(store, kind),
  );
}

/** The account that shows a secret of its kind. */
export function accountOf(store: Store, kind: AccountKind, secret: string | undefined): Account | undefined {
  return [...store.accounts.values()].find((account) => account.kind === kind && account.secret === secret);
}

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

const SECRETS: Record<AccountKind, () => string> = {
  twilio: () => `AC${hex(16)}:${hex(16)}`,
  google_calendar: () => serviceAccount(),
  creatomate: () => hex(48),
  slack: () => `xoxb-${hex(6)}-${hex(12)}`,
  openai: () => `sk-proj-${hex(24)}`,
};

/** The key file of a service account, with a key pair of its own. */
function serviceAccount(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const file = {
    type: "service_account",
    project_id: "sandbox",
    private_key_id: hex(20),
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
    client_email: `foyer-${hex(4)}@sandbox.iam.gserviceaccount.com`,
    token_uri: "https://oauth2.googleapis.com/token",
  };
  return JSON.stringify(file, null, 2);
}
