#!/usr/bin/env bash
# Brings the whole system up in containers, tells a story through its front door, takes parts of it away under load, and
# looks each time whether what was promised to callers is kept. Takes everything down again.
#
#   infra/smoke.sh [--cluster] [--before REV] [--built] [--keep] [--logs DIR]
#
#   --cluster   three Kafka nodes, one of which is killed
#   --before REV  first the engine as it was in that revision works beside this one, until it is stopped under load
#   --built     take the images as they are
#   --keep      leave it up; says at which address
#   --logs DIR  where the logs go if something fails (target/smoke)
#
# Needed: Docker with Compose, curl, openssl, a JDK for the jars if they are not built, git for an earlier revision. ZHUQI_MAVEN_OPTIONS is handed on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cluster=false before= built=false keep=false logs=target/smoke
while [ $# -gt 0 ]; do
  case $1 in
    --cluster) cluster=true ;;
    --before) before=$2; shift ;;
    --built) built=true ;;
    --keep) keep=true ;;
    --logs) logs=$2; shift ;;
    *) sed -n '2,14p' "$0" >&2; exit 2 ;;
  esac
  shift
done
limit=${ZHUQI_SMOKE_LIMIT:-900} # seconds for everything

say() { printf '%s\n' "$*"; }
fail() { printf '✗ %s\n' "$*" >&2; exit 1; }
command -v curl >/dev/null && command -v openssl >/dev/null || fail "curl and openssl are needed"
docker info >/dev/null 2>&1 || fail "no Docker engine answers"
if docker compose version >/dev/null 2>&1; then compose=(docker compose); else compose=(docker-compose); fi
command -v "${compose[0]}" >/dev/null || fail "neither 'docker compose' nor docker-compose is there"

free_port() { # the first from $1 on that nobody listens at
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

# --- what is started, is taken down ------------------------------------------------------------------------------------

work=$(mktemp -d)
project=zhuqi-smoke-$$
address=http://127.0.0.1:$(free_port 18080)
export COMPOSE_PROJECT_NAME=$project ZHUQI_PORT=${address##*:} ZHUQI_PUBLIC_ADDRESS=$address
export ZHUQI_SECRETS=$work/secrets ZHUQI_LIMITS_ENABLED=false
if $cluster; then set -a; . infra/cluster.env; set +a; fi

watchdog=
finish() {
  local status=$?
  trap - EXIT INT TERM
  [ -z "$watchdog" ] || kill "$watchdog" 2>/dev/null || true
  docker rm -f "$project-load" >/dev/null 2>&1 || true
  if [ $status != 0 ]; then
    mkdir -p "$logs"
    local container
    for container in $(docker ps -aq --filter "label=com.docker.compose.project=$project"); do
      docker logs --timestamps "$container" \
        >"$logs/$(docker inspect -f '{{index .Config.Labels "com.docker.compose.service"}}-{{index .Config.Labels "com.docker.compose.container-number"}}' "$container").log" 2>&1 || true
    done
    docker ps -a --filter "label=com.docker.compose.project=$project" >"$logs/containers.txt" 2>&1 || true
    cp "$work"/*.log "$work"/promises* "$logs/" 2>/dev/null || true
    say "✗ failed after ${SECONDS} s; the logs are in $logs"
  fi
  [ ! -d "$work/before" ] || git worktree remove --force "$work/before" >/dev/null 2>&1 || true
  if $keep; then
    say "left up at $address; its secrets are in $ZHUQI_SECRETS; down: docker ps -aq --filter label=com.docker.compose.project=$project | xargs docker rm -fv"
  else
    "${compose[@]}" --profile tools --profile cluster --profile observability down -v --remove-orphans >"$work/down.log" 2>&1 ||
      "${compose[@]}" down -v --remove-orphans >>"$work/down.log" 2>&1 || { status=1; cat "$work/down.log"; }
    [ -z "$before" ] || docker image rm "zhuqi/ticket:$project" >/dev/null 2>&1 || true
    rm -rf "$work"
  fi
  exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
(
  sleep "$limit" &
  nap=$!
  trap 'kill $nap; exit' TERM
  wait $nap
  say "✗ not done after $limit s; waits for:$(cat "$work/waits.log" 2>/dev/null)"
  kill -TERM $$
) &
watchdog=$!

began=0 part=
part() { # closes the part before and opens the next; the figures stand at the end
  end_part
  part=$1 began=$SECONDS
  say "— $part"
}
end_part() { [ -z "$part" ] || printf '%-52s %5d s\n' "$part" $((SECONDS - began)) >>"$work/parts"; part=; }

# --- tools -------------------------------------------------------------------------------------------------------------

containers() { docker ps -q --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1"; }

healthy() { # waits until every container of these services says so; how long everything may take is said elsewhere
  local service container state waits
  while :; do
    waits=
    for service in "$@"; do
      [ -n "$(containers "$service")" ] || waits+=" $service (none)"
      for container in $(containers "$service"); do
        state=$(docker inspect -f '{{.State.Health.Status}}' "$container" 2>/dev/null || echo gone)
        [ "$state" = healthy ] || waits+=" $service ($state)"
      done
    done
    printf '%s\n' "$waits" >"$work/waits.log"
    [ -n "$waits" ] || return 0
    sleep 1
  done
}

b64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
token() { # of an account, signed as the login signs
  local now head body
  now=$(date +%s)
  head=$(printf '{"alg":"RS256","typ":"JWT"}' | b64url)
  body=$(printf '{"iss":"%s","aud":["zhuqi"],"sub":"%s","iat":%d,"exp":%d}' "$address" "$1" "$now" $((now + 3600)) | b64url)
  printf '%s.%s.%s' "$head" "$body" "$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign "$ZHUQI_SECRETS/login-signing-key.pem" -binary | b64url)"
}
declare -A tokens
as() { # account, then what curl takes; prints the answer's body and, in a last line, its status
  local account=$1
  shift
  tokens[$account]=${tokens[$account]:-$(token "$account")}
  curl -sS -m 30 -w '\n%{http_code}' -H "Authorization: Bearer ${tokens[$account]}" "$@"
}
field() { sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p" | head -1; }
command_as() { # account, ticket, command, body
  local answer
  answer=$(as "$1" -H 'Content-Type: application/json' -d "$4" "$address/api/v1/tickets/$2/$3")
  [[ ${answer##*$'\n'} == 20? ]] || fail "$3 by $1: $answer"
}
eventually() { # what it is, then a command that succeeds in the end
  local what=$1 until=$((SECONDS + 45))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $until ] || fail "not within 45 s: $what"
    sleep 0.5
  done
}
status_is() { # status, then what curl takes
  local wanted=$1 got
  shift
  got=$(curl -sS -m 30 -o /dev/null -w '%{http_code}' "$@") || true
  [ "$got" = "$wanted" ] || fail "expected $wanted, got $got: ${*: -1}"
}

load_begins() {
  docker rm -f "$project-load" >/dev/null 2>&1 || true
  docker run -d --name "$project-load" --network "${project}_web" --user "${ZHUQI_UID:-10001}:${ZHUQI_GID:-10001}" -m 384m \
    -v "$ZHUQI_SECRETS/login-signing-key.pem:/run/key.pem:ro" "zhuqi/tools:${ZHUQI_VERSION:-latest}" \
    load --address http://nginx:8080 --issuer "$address" --signing-key /run/key.pem --callers 3 --for 300 >/dev/null
  eventually "the first commands under load" promised 20
}
promised() { [ "$(docker logs "$project-load" 2>/dev/null | grep -c ACCEPTED)" -ge "$1" ]; }
# Milliseconds from $1 (ms since 1970) until the last run of answers began in which every command was decided while its
# caller waited, with no pause above 2.5 s; nothing while that run has fewer than 30.
recovered() {
  docker logs "$project-load" 2>/dev/null | awk -v since="$1" '
    $1 <= since || $2 == "FILE" { next }
    $2 == "PENDING" { n = 0; next }
    { if (n == 0 || $1 - last > 2500) { start = $1; n = 0 } n++; last = $1 }
    END { if (n >= 30) print start - since }'
}
has_decided() { # an engine
  docker exec "$1" bash -c \
    'exec 3<>/dev/tcp/127.0.0.1/9090 && printf "GET /actuator/prometheus HTTP/1.0\r\n\r\n" >&3 && cat <&3' |
    grep -E '^zhuqi_commands_decided_total\{.*\} [1-9]' >/dev/null
}
takes_over() { # what it is, moment (ms since 1970): waits, prints how long it took, and ends the load
  local took= until=$((SECONDS + 120))
  while took=$(recovered "$2"); [ -z "$took" ]; do
    [ $SECONDS -lt $until ] || fail "$1: commands are not decided again after 120 s"
    sleep 1
  done
  printf '  %s: every command decided at once again after %d.%d s\n' "$1" $((took / 1000)) $((took % 1000 / 100))
  docker logs "$project-load" 2>/dev/null >>"$work/promises"
  docker stop -t 20 "$project-load" >/dev/null
  # What came between the two lines above.
  docker logs "$project-load" 2>/dev/null >>"$work/promises"
  docker rm -f "$project-load" >/dev/null
}
verified() {
  sort -u -o "$work/promises" "$work/promises"
  chmod 755 "$work"
  chmod 644 "$work/promises"
  "${compose[@]}" --profile tools run --rm --no-deps -T -v "$work/promises:/run/promises:ro" tools \
    verify --kafka "${ZHUQI_KAFKA_BROKERS:-kafka:9092}" --jdbc jdbc:postgresql://postgres:5432/zhuqi \
    --password-file /run/secrets/verifier-password --set zhuqi.attachments.folder=/var/lib/zhuqi/attachments \
    --promises /run/promises >"$work/verify.log" 2>&1 || { cat "$work/verify.log"; fail "not everything agrees"; }
  printf '  %s commands and files promised so far, all kept; %s checks. %s\n' "$(wc -l <"$work/promises")" \
    "$(grep -c '^✓' "$work/verify.log")" "$(tail -1 "$work/verify.log")"
}
now_ms() { date +%s%3N; }

services=(directory intake ticket desk timeliness dispatch metrics notification portal)
brokers=(kafka)
if $cluster; then brokers=(kafka kafka-2 kafka-3); fi

# --- the parts ---------------------------------------------------------------------------------------------------------

infra/secrets.sh "$ZHUQI_SECRETS" >/dev/null
if [ "$(id -u)" != 0 ]; then export ZHUQI_UID=$(id -u) ZHUQI_GID=$(id -g); fi
if ! $built; then
  part "jars"
  stale=false
  for service in "${services[@]}" all-in-one; do
    jar=$(ls services/"$service"/target/zhuqi-*-exec.jar 2>/dev/null | head -1) || true
    # A jar's own time is fixed, for reproducible builds; when it was written is the change of its inode.
    if [ -z "$jar" ] || [ -n "$(find pom.xml contracts platform services \( -name target -o -name node_modules \) -prune -o \
      -type f \( -path '*/src/main/*' -o -name pom.xml \) -newermc "$jar" -print -quit)" ]; then
      stale=true
    fi
  done
  if $stale; then
    # shellcheck disable=SC2086
    ./mvnw -q -DskipTests -Dspotless.check.skip=true ${ZHUQI_MAVEN_OPTIONS:-} package >"$work/jars.log" 2>&1 ||
      { tail -30 "$work/jars.log"; fail "the jars could not be built"; }
  fi

  part "images"
  "${compose[@]}" --profile tools build "${services[@]}" tools >"$work/images.log" 2>&1 ||
    { tail -30 "$work/images.log"; fail "the images could not be built"; }
fi

if [ -n "$before" ]; then
  part "the engine of $before"
  git worktree add --detach "$work/before" "$before" >"$work/before.log" 2>&1 || { cat "$work/before.log"; fail "there is no $before"; }
  # shellcheck disable=SC2086
  (cd "$work/before" &&
    ./mvnw -q -DskipTests -Dspotless.check.skip=true ${ZHUQI_MAVEN_OPTIONS:-} -pl services/ticket -am package &&
    docker build -f infra/Dockerfile --build-arg SERVICE=ticket -t "zhuqi/ticket:$project" services/ticket) \
    >>"$work/before.log" 2>&1 || { tail -30 "$work/before.log"; fail "the engine of $before could not be built"; }
fi

part "up, until every service is healthy"
"${compose[@]}" up -d --no-build >"$work/up.log" 2>&1 || { tail -20 "$work/up.log"; fail "compose up"; }
healthy postgres "${brokers[@]}" "${services[@]}" nginx

part "a story through the front door"
status_is 302 "$address/"
status_is 200 "$address/app/"
status_is 200 "$address/login"
status_is 200 "$address/.well-known/openid-configuration"
status_is 200 "$address/v3/api-docs"
status_is 401 "$address/api/v1/tickets"
status_is 200 "$address/actuator/health"
status_is 404 "$address/actuator/prometheus"
status_is 413 -H 'Content-Type: application/octet-stream' -H 'Expect:' --data-binary "@/dev/fd/3" "$address/api/v1/attachments" 3< <(head -c 34000000 /dev/zero)
curl -sSI -m 10 "$address/app/" | tr -d '\r' | grep -qi '^content-security-policy: ' || fail "no Content-Security-Policy"
is_known() { [ "$(as "$1" "$2" | tail -1)" = 200 ]; }
eventually "the read side knows the accounts" is_known qt-coordinator "$address/api/v1/tickets"
eventually "intake knows the menu" is_known qt-enterprise "$address/api/v1/catalogue/qt-yg"
curl -sSN -m 120 -H "Authorization: Bearer $(token qt-coordinator)" "$address/api/v1/events/stream" >"$work/stream.log" 2>/dev/null &
listener=$!
printf '岗位,人数\n装配,12\n' >"$work/岗位表.csv"
file=$(as qt-enterprise -F "file=@$work/岗位表.csv" "$address/api/v1/attachments" | field id)
[ -n "$file" ] || fail "the file was not taken"
answer=$(as qt-enterprise -H 'Content-Type: application/json' -H "Idempotency-Key: $(openssl rand -hex 16)" \
  -d "{\"item\":\"qt-yg\",\"title\":\"用工对接\",\"description\":\"两条产线缺人\",\"attachments\":[{\"id\":\"$file\"}]}" "$address/api/v1/tickets")
ticket=$(field ticketId <<<"$answer")
[ -n "$ticket" ] || fail "点单: $answer"
command_as qt-coordinator "$ticket" dispatch '{"lead":"qt-rsj"}'
command_as qt-handler-rsj "$ticket" accept '{}'
command_as qt-handler-rsj "$ticket" record-progress '{"note":"已联系企业"}'
command_as qt-handler-rsj "$ticket" answer '{"outcome":"SOLVED","text":"已办结"}'
command_as qt-enterprise "$ticket" confirm '{}'
command_as qt-enterprise "$ticket" rate '{"satisfaction":"SATISFIED"}'
is_closed() { as qt-coordinator "$address/api/v1/tickets/$ticket" | grep -q '"state":"CLOSED"'; }
eventually "the read side shows 销号" is_closed
eventually "the live page heard of it" grep -q "$ticket" "$work/stream.log"
kill "$listener" 2>/dev/null || true
say "  ticket $ticket went from 点单 to 销号"
seq 80 | xargs -P 10 -I{} curl -sS -m 10 -o /dev/null -w '%{http_code}\n' -d 'username=nobody&password=wrong' "$address/login" |
  sort >"$work/attempts.log"
grep -q 429 "$work/attempts.log" || fail "eighty attempts to log in went through"

# Prometheus comes into play where its image is.
prometheus=$(sed -n 's/^ *image: \(prom\/prometheus:.*\)/\1/p' docker-compose.yml)
if docker image inspect "$prometheus" >/dev/null 2>&1; then
  part "Prometheus finds every instance, and answers every panel"
  "${compose[@]}" --profile observability up -d --no-build --no-deps prometheus >>"$work/up.log" 2>&1 || fail "compose up prometheus"
  ask() { docker exec "$(containers prometheus)" promtool query instant http://127.0.0.1:9090 "$1"; }
  instances_up() { [[ $(ask 'count(up == 1)') == *"=> ${#services[@]} "* ]] && [ -z "$(ask 'up == 0')" ]; }
  eventually "every service is collected from" instances_up
  # A rate has a value from the second collection on.
  is_rated() { [ -n "$(ask 'rate(http_server_requests_seconds_count[1m])')" ]; }
  eventually "there are rates" is_rated
  asked=0 answered=0
  while IFS= read -r panel; do
    found=$(ask "$panel") || fail "Prometheus refuses: $panel"
    asked=$((asked + 1))
    [ -z "$found" ] || answered=$((answered + 1))
  done < <(sed -n 's/^ *"expr": "\(.*\)",\{0,1\}$/\1/p' infra/grafana/dashboards/zhuqi.json | sed 's/\\"/"/g; s/\$__rate_interval/1m/g; s/\$__interval/1m/g')
  [ $asked -gt 0 ] || fail "no panel was asked for"
  firing=$(ask 'ALERTS{alertstate="firing"}')
  [ -z "$firing" ] || fail "without a reason: $firing"
  say "  ${#services[@]} services collected from; $asked expressions of panels, $answered with values; no alert"
else
  say "— Prometheus was left out: there is no image $prometheus"
fi

if [ -n "$before" ]; then
  part "the engine of $before beside this one, until it is stopped under load"
  printf 'services: {ticket: {image: "zhuqi/ticket:%s"}}\n' "$project" >"$work/before.yml"
  "${compose[@]}" -f docker-compose.yml -f "$work/before.yml" up -d --no-build --no-recreate --scale ticket=2 >>"$work/up.log" 2>&1 ||
    fail "the engine of $before does not start"
  healthy ticket
  earlier=$(docker ps -q --filter "label=com.docker.compose.project=$project" --filter "ancestor=zhuqi/ticket:$project")
  [ -n "$earlier" ] || fail "both engines are the same"
  load_begins
  for engine in $(containers ticket); do
    eventually "each of both engines decides commands" has_decided "$engine"
  done
  moment=$(now_ms)
  docker stop -t 30 "$earlier" >/dev/null
  takes_over "the engine of $before stopped" "$moment"
  verified
  docker rm -f "$earlier" >/dev/null
fi

part "a second engine; one of both is killed under load"
"${compose[@]}" up -d --no-build --no-recreate --scale ticket=2 >>"$work/up.log" 2>&1 || fail "scale"
healthy ticket
load_begins
sleep 3
moment=$(now_ms)
docker kill -s KILL "$(containers ticket | head -1)" >/dev/null
takes_over "one engine of two killed" "$moment"
verified

if $cluster; then
  part "one broker of three is killed under load"
  load_begins
  moment=$(now_ms)
  docker kill -s KILL "$(containers kafka-2)" >/dev/null
  takes_over "one broker of three killed" "$moment"
  verified
  "${compose[@]}" start kafka-2 >>"$work/up.log" 2>&1
  healthy kafka-2
fi

part "PostgreSQL is killed under load and started again"
load_begins
moment=$(now_ms)
database=$(containers postgres)
docker kill -s KILL "$database" >/dev/null
docker start "$database" >/dev/null
takes_over "PostgreSQL killed" "$moment"
verified
healthy "${services[@]}"
end_part

say
cat "$work/parts"
printf '✓ all in %d s\n' "$SECONDS"
