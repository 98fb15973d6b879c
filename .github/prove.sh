#!/usr/bin/env bash
# Whether a deployment works: the deep check answers 200 (docs/monitoring.md; "degraded" is shown and lets it pass). Waits two minutes.
set -euo pipefail
address="$1"
headers=(--header "Authorization: Bearer ${MONITOR_KEY:?}")
# A deployment behind Vercel's protection lets our check through by a secret.
if [ -n "${BYPASS:-}" ]; then headers+=(--header "x-vercel-protection-bypass: $BYPASS"); fi
for attempt in $(seq 1 12); do
  if answer=$(curl --silent --show-error --fail --max-time 20 "${headers[@]}" "$address/api/health?depth=deep"); then
    echo "$address works: $answer"
    exit 0
  fi
  echo "attempt $attempt: not yet"
  sleep 10
done
exit 1
