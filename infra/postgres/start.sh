#!/usr/bin/env bash
# Starts PostgreSQL. On an empty volume the image's own entrypoint makes the cluster and runs what is written here: one
# role for each service, which may make its own schema in the one database and sees no other's.
set -euo pipefail

secret() { cat "/run/secrets/$1-password"; }

# One statement, one empty line: also a server in single-user mode reads it so.
{
  printf 'revoke all on database zhuqi from public;\n\n'
  printf 'revoke all on schema public from public;\n\n'
  for role in directory intake ticket desk timeliness dispatch metrics notification; do
    printf "create role %s login password '%s';\n\n" "$role" "$(secret "$role")"
    printf 'grant connect, create, temporary on database zhuqi to %s;\n\n' "$role"
  done
  # For `verify`: reads everything, writes nothing.
  printf "create role verifier login password '%s';\n\n" "$(secret verifier)"
  printf 'grant connect on database zhuqi to verifier;\n\n'
  printf 'grant pg_read_all_data to verifier;\n\n'
  printf 'alter role verifier set default_transaction_read_only = on;\n\n'
} >/docker-entrypoint-initdb.d/10-roles.sql
chown postgres /docker-entrypoint-initdb.d/10-roles.sql
chmod 400 /docker-entrypoint-initdb.d/10-roles.sql

POSTGRES_PASSWORD=$(secret postgres)
export POSTGRES_PASSWORD
exec docker-entrypoint.sh postgres -c config_file=/etc/zhuqi/postgresql.conf
