#!/usr/bin/env bash
# Checks what Prometheus is given, and every expression of Grafana's dashboards, with promtool.
#
#   infra/prometheus/check.sh              configuration, rules, the rules' tests, the dashboards' expressions
#   infra/prometheus/check.sh FIGURES…     and that every figure they ask for is among those that services export, each file
#                                          an answer of /actuator/prometheus; together they should be all services after some use
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v promtool >/dev/null || { echo "promtool is not there (Debian's package prometheus)." >&2; exit 2; }

promtool check config "$here/prometheus.yml"
promtool test rules "$here/alerts_test.yml"

# As rules, because promtool parses those without a server. Grafana's own variables stand for a span of time.
python3 - "$here" "$work/expressions.yml" "$@" <<'PYTHON'
import glob, json, re, sys

here, out, *answers = sys.argv[1:]
expressions = []

def panels(found):
    for panel in found:
        for target in panel.get("targets", []):
            expressions.append((panel["title"], target["expr"]))
        panels(panel.get("panels", []))

for file in sorted(glob.glob(here + "/../grafana/dashboards/*.json")):
    panels(json.load(open(file, encoding="utf-8"))["panels"])
rules = [{"record": "panel:%d" % at, "expr": re.sub(r"\$__(rate_)?interval", "1m", expr)}
         for at, (_, expr) in enumerate(expressions)]
json.dump({"groups": [{"name": "dashboards", "rules": rules}]}, open(out, "w"))  # JSON is YAML
print("%d expressions of dashboards" % len(rules))

if answers:
    exported = {}
    for answer in answers:
        for name, labels in re.findall(r"^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ", open(answer).read(), re.M):
            exported.setdefault(name, set()).update(re.findall(r'([a-zA-Z_]\w*)="', labels or ""))
    of_prometheus = {"job", "service", "instance"}
    known = {"sum", "by", "rate", "max", "min", "absent", "increase", "and", "or", "unless", "le", "on", "ignoring",
             "histogram_quantile", "label_replace", "without", "avg", "count"}
    faults = []
    alerts = open(here + "/alerts.yml", encoding="utf-8").read()
    alerted = re.findall(r"expr: (?:\|\n((?:          +.*\n)+)|(.*)\n)", alerts)
    for title, expr in expressions + [("alerts.yml", block or line) for block, line in alerted]:
        bare = re.sub(r'"(?:\\.|[^"])*"', '""', expr)
        grouped = {label for group in re.findall(r"\b(?:by|on|without)\s*\(([^)]*)\)", bare)
                   for label in re.split(r"[\s,]+", group) if label}
        bare = re.sub(r"\b(?:by|on|without)\s*\([^)]*\)", "", bare)
        matched = {label for inside in re.findall(r"\{([^}]*)\}", bare) for label in re.findall(r"(\w+)\s*[=!]", inside)}
        bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]", "", bare)
        names = set(re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]*", bare)) - known - {"up"}
        names = {name for name in names if not re.fullmatch(r"[smhd]|e\d*", name)}
        for name in sorted(names - exported.keys()):
            faults.append("%s: no service exports %s" % (title, name))
        labels = set(re.findall(r'label_replace\(.*?"(\w+)"', expr, re.S)).union(of_prometheus, *(exported.get(name, set()) for name in names))
        for label in sorted((grouped | matched) - labels):
            faults.append("%s: no figure of it has the label %s" % (title, label))
    for fault in faults:
        print("✗ " + fault)
    print("%d figures are exported; %d that are asked for are not there" % (len(exported), len(faults)))
    if faults:
        sys.exit(1)
PYTHON
promtool check rules "$work/expressions.yml"
