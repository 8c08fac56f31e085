#!/usr/bin/env bash
# Brings what infra/secrets.sh made into the cluster; called again it changes what has changed.
#
#   infra/secrets.sh FOLDER && infra/k8s/secrets.sh FOLDER [kubectl's arguments, such as --context or --dry-run=client]
#
# What it makes:
#> database-directory,database-intake,database-ticket,database-desk,database-timeliness,database-dispatch,database-metrics,database-notification
#> database-verifier,login,webhooks,addresses
# The passwords of Kafka's users are made by Strimzi, the certificate `certificate` by whoever gives certificates.
set -euo pipefail
folder=${1:?the folder of the secrets}
shift
apply() {
  kubectl create secret -n zhuqi "$@" --dry-run=client -o yaml
}
{
  for role in directory intake ticket desk timeliness dispatch metrics notification verifier; do
    apply generic "database-$role" --type=kubernetes.io/basic-auth --from-literal=username="$role" \
      --from-file=password="$folder/$role-password"
    echo ---
  done
  apply generic login --from-file="$folder/login-signing-key.pem" --from-file="$folder/login-secrets-key"
  echo ---
  apply generic webhooks --from-file="$folder/webhooks-secrets-key"
  echo ---
  apply generic addresses --from-file="$folder/address-key"
} | case " $* " in
*" --dry-run=client "*) cat ;;
*) kubectl apply --server-side "$@" -f - ;;
esac
