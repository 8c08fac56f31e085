#!/usr/bin/env python3
"""The Italian help-desk log's figures and throughput times, counted a second time and otherwise.

    docs/examples/helpdesk-italy-figures.py helpdesk-italy.csv.gz [AT]

Plain Python over the CSV, sharing nothing with Zhuqi: what the rows mean is the walk of helpdesk-italy-135.py beside it.
AT is a cut-off such as 2012-06-30, which means its end in Rome; without it everything counts. Prints JSON that has the
names of GET /api/v1/metrics and /api/v1/metrics/times. docs/figures.md says what they mean.
"""
import csv
import datetime
import gzip
import importlib.util
import json
import math
import pathlib
import sys
import zoneinfo
from collections import Counter

ROME = zoneinfo.ZoneInfo("Europe/Rome")
WALK = pathlib.Path(__file__).with_name("helpdesk-italy-135.py")


def walk():
    spec = importlib.util.spec_from_file_location("walk", WALK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Ticket


class Watched(walk()):
    """Also remembers when something happened to it first, and how often it was closed."""

    def __init__(self):
        super().__init__()
        self.received, self.first, self.closings, self.reopenings = None, {}, [], 0

    def dispatch(self, at):
        if self.state == "CLOSED":
            self.reopenings += 1
        else:
            self.first.setdefault("dispatched", at)
        super().dispatch(at)

    def accept(self, at, who):
        self.first.setdefault("accepted", at)
        super().accept(at, who)

    def watch(self, activity, at, who):
        before = self.state
        self.take(activity, at, who)
        if self.state != "NEW" and self.received is None:
            self.received = at
        if self.state == "ANSWERED" and before != "ANSWERED":
            self.first.setdefault("answered", at)
        if self.state == "CLOSED" and before != "CLOSED":
            self.first.setdefault("closed", at)
            self.closings.append(at)


def percentile(values, share):
    """The value at this share of the sorted ones: one that occurred."""
    return values[max(0, math.ceil(share * len(values)) - 1)]


def spread(values):
    values = sorted(values)
    return {
        "count": len(values),
        **{f"p{share}": percentile(values, share / 100) for share in (10, 25, 50, 75, 90, 95)},
        "min": values[0],
        "max": values[-1],
    } if values else {"count": 0}


def main(path, at):
    events = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        head = next(rows)
        case, activity, resource, time = (
            head.index(name) for name in ("Case ID", "Activity", "Resource", "Complete Timestamp"))
        for line, row in enumerate(rows):
            local = datetime.datetime.strptime(row[time], "%Y/%m/%d %H:%M:%S.%f")
            events.setdefault(row[case], []).append((local, line, row[activity], row[resource]))
    tickets = []
    for steps in events.values():
        ticket = Watched()
        for local, _, what, who in sorted(steps):
            instant = local.replace(tzinfo=ROME).astimezone(datetime.timezone.utc)
            if at is None or instant <= at:
                ticket.watch(what, instant, who)
        if ticket.received is not None:
            tickets.append(ticket)
    collected = [ticket for ticket in tickets if ticket.state not in ("DECLINED", "MERGED")]

    def between(begin, end):
        spans = []
        for ticket in collected:
            start = ticket.received if begin == "received" else ticket.first.get(begin)
            stop = ticket.first.get(end)
            if start is not None and stop is not None:
                spans.append((stop - start).total_seconds())
        return spread(spans)

    print(json.dumps({
        "figures": {
            "received": len(tickets),
            "collected": len(collected),
            "declined": sum(ticket.state == "DECLINED" for ticket in tickets),
            "merged": sum(ticket.state == "MERGED" for ticket in tickets),
            "closed-rate": [sum(t.state in ("ANSWERED", "CLOSED") for t in collected), len(collected)],
            "open": sum(t.state != "CLOSED" for t in collected),
            "closings": sum(len(ticket.closings) for ticket in tickets),
            "reopened": [sum(ticket.reopenings > 0 for ticket in collected), len(collected)],
            "reopenings": sum(ticket.reopenings for ticket in tickets),
        },
        "received by month": dict(sorted(Counter(
            ticket.received.astimezone(ROME).strftime("%Y-%m") for ticket in tickets).items())),
        "times in seconds": {
            "waiting for dispatch": between("received", "dispatched"),
            "to acceptance": between("dispatched", "accepted"),
            "to answer": between("dispatched", "answered"),
            "throughput": between("received", "closed"),
        },
    }, indent=2))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    day = datetime.timedelta(days=1)
    last = (datetime.datetime.fromisoformat(sys.argv[2]) + day).replace(tzinfo=ROME) if len(sys.argv) == 3 else None
    main(sys.argv[1], last and last.astimezone(datetime.timezone.utc) - datetime.timedelta(microseconds=1))
