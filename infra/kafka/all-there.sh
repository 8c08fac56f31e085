#!/usr/bin/env bash
# Waits until each broker of the list (host:port,host:port) takes clients; gives up after three minutes.
set -euo pipefail

IFS=, read -ra brokers <<<"$1"
until=$((SECONDS + 180))
for broker in "${brokers[@]}"; do
  until (exec 3<>"/dev/tcp/${broker%:*}/${broker##*:}") 2>/dev/null; do
    [ "$SECONDS" -lt "$until" ] || { echo "no broker at $broker" >&2; exit 1; }
    sleep 1
  done
  echo "$broker is there"
done
