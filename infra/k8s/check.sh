#!/usr/bin/env bash
# Renders every overlay and checks it: each object against its publisher's schema (fields that do not exist included), what
# it names, and docker-compose.yml, which it must be like. Reaches no cluster.
#
#   infra/k8s/check.sh                 needs kubectl or kustomize, Node.js and npm; Strimzi's schemas also a JDK and Maven
#   infra/k8s/check.sh --regenerate    makes figures/alerts.yaml of infra/prometheus/alerts.yml
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/target/k8s
mkdir -p "$work/check"

if command -v kustomize >/dev/null; then
  render() { kustomize build "$1"; }
elif command -v kubectl >/dev/null; then
  render() { kubectl kustomize "$1"; }
else
  echo "Neither kubectl nor kustomize is there." >&2
  exit 2
fi

cp "$here"/check/package*.json "$work/check/"
[ -d "$work/check/node_modules" ] || (cd "$work/check" && npm ci --silent --no-audit --no-fund --ignore-scripts)
cp "$here/check/check.mjs" "$work/check/"

if [ "${1:-}" = --regenerate ]; then
  (cd "$work/check" && node --input-type=module -e '
    import { readFileSync } from "node:fs";
    import { parse, stringify } from "yaml";
    const spec = parse(readFileSync(process.argv[1], "utf8"));
    const rule = { apiVersion: "monitoring.coreos.com/v1", kind: "PrometheusRule", metadata: { name: "zhuqi" }, spec };
    console.log("# Made of infra/prometheus/alerts.yml by infra/k8s/check.sh --regenerate.");
    process.stdout.write(stringify(rule, { lineWidth: 0 }));' "$root/infra/prometheus/alerts.yml") >"$work/alerts.yaml"
  mv "$work/alerts.yaml" "$here/figures/alerts.yaml"
fi

# The first that is new enough for Strimzi's classes.
jvm() {
  local java version
  for java in "${JAVA_HOME:-}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java; do
    [ -x "$java" ] || continue
    version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 21 ] && echo "$java" && return
  done
  return 1
}

# Strimzi publishes its schemas as classes; its generator makes definitions of them.
if [ ! -s "$work/strimzi/KafkaUser.yaml" ]; then
  model=io.strimzi.api.kafka.model
  if java=$(jvm) && "$root/mvnw" -q -f "$here/check/strimzi.xml" dependency:copy-dependencies "-DoutputDirectory=$work/lib" &&
    mkdir -p "$work/strimzi" &&
    "$java" -cp "$work/lib/*" io.strimzi.crdgenerator.CrdGenerator --yaml \
      "$model.kafka.Kafka=$work/strimzi/Kafka.yaml" "$model.nodepool.KafkaNodePool=$work/strimzi/KafkaNodePool.yaml" \
      "$model.topic.KafkaTopic=$work/strimzi/KafkaTopic.yaml" "$model.user.KafkaUser=$work/strimzi/KafkaUser.yaml"; then
    :
  else
    rm -rf "$work/strimzi"
    echo "Strimzi's schemas could not be made; its objects are looked at for references only."
  fi
fi

overlays=()
for overlay in "$here"/overlays/*/; do
  name=$(basename "$overlay")
  render "$overlay" >"$work/$name.yaml"
  overlays+=("$name=$work/$name.yaml")
done
node "$work/check/check.mjs" "$root" "$work/strimzi" "${overlays[@]}"
