#!/usr/bin/env bash
# Makes what nobody may know: passwords of the database's roles, the keys of the login and of webhooks. Files that are there already
# stay as they are, so calling it again changes nothing and adds what a new version needs.
#
#   infra/secrets.sh [FOLDER]        infra/secrets if none is named
#
# Every file has mode 600 and belongs to whoever runs the services: to the account that calls this or, if that is root,
# to number 10001, because no service runs as root. Back the three keys up apart from the database.
set -euo pipefail
umask 077

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-$here/secrets}
owner=$(id -u)
group=$(id -g)
if [ "$owner" = 0 ]; then
  owner=${ZHUQI_UID:-10001}
  group=${ZHUQI_GID:-10001}
fi

password() { openssl rand -hex 24; }
signing_key() { openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 2>/dev/null ||
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 2>/dev/null; }
secrets_key() { openssl rand -base64 32; }

make() { # name, what makes it; half a file is never left
  [ -s "$folder/$1" ] && return
  "$2" >"$folder/$1.draft"
  [ -s "$folder/$1.draft" ]
  mv "$folder/$1.draft" "$folder/$1"
  printf 'made %s\n' "$folder/$1"
}

command -v openssl >/dev/null || { echo "openssl is needed" >&2; exit 1; }
mkdir -p "$folder"
for role in postgres directory intake ticket desk timeliness dispatch metrics notification verifier grafana; do
  make "$role-password" password
done
make login-signing-key.pem signing_key
make login-secrets-key secrets_key
make webhooks-secrets-key secrets_key
make address-key secrets_key
chmod 600 "$folder"/*
if [ "$(id -u)" = 0 ]; then
  chown "$owner:$group" "$folder"/*
elif [ $# = 0 ] && ! grep -qs '^ZHUQI_UID=' "$here/../.env"; then
  # Docker hands a file on as it is; so the services run under the number that may read it.
  printf 'ZHUQI_UID=%s\nZHUQI_GID=%s\n' "$owner" "$group" >>"$here/../.env"
fi
