import { makeSecrets } from "./stack/secrets";

/** `npm run keys`: a fresh value for every secret we make ourselves, ready to paste into an environment. */
const secrets = makeSecrets();
console.log(`# Made by npm run keys on ${new Date().toISOString().slice(0, 10)}. One set for each environment; keep them out of the repository.
SEND_EMAIL_HOOK_SECRET=${secrets.send_email_hook_secret}
FIELD_ENCRYPTION_KEYS=1:${secrets.field_encryption_key}
LOOKUP_KEY=${secrets.lookup_key}
CRON_SECRET=${secrets.cron_secret}
MONITOR_KEY=${secrets.monitor_key}`);
