#!/usr/bin/env python3
"""The Italian help-desk log under 135-staged, counted a second time and otherwise.

    docs/examples/helpdesk-italy-135.py helpdesk-italy.csv.gz

Plain Python over the CSV, sharing nothing with Zhuqi: what the rows mean is said in helpdesk-italy.yaml and retold here
as one small walk; days are counted one by one, Monday to Friday, from the day after the dispatch, due when the help
desk closes at 18:00. Prints how many tickets' rounds were in time in each stage. docs/timeliness.md says how to get the
same figures from an installation.
"""
import csv
import datetime
import gzip
import sys
from collections import Counter

STAGES = {"accept": 1, "progress": 3, "answer": 5}
CLOSE_OF_BUSINESS = datetime.time(18, 0)
ANSWERS = {"Resolve SW anomaly", "Resolve ticket", "RESOLVED"}
REPORTS = {"Create SW anomaly", "Schedule intervention", "Require upgrade"}


def due(dispatched, days):
    day = dispatched.date()
    while days:
        day += datetime.timedelta(days=1)
        days -= day.weekday() < 5
    return datetime.datetime.combine(day, CLOSE_OF_BUSINESS)


class Ticket:
    def __init__(self):
        self.state, self.handler, self.rounds = "NEW", None, []

    def dispatch(self, at):
        self.rounds.append({"dispatched": at, "merged": False})
        self.state, self.handler = "DISPATCHED", None

    def accept(self, at, who):
        self.rounds[-1].setdefault("accept", at)
        self.state, self.handler = "IN_PROGRESS", who

    def work(self, at, who):
        """What the log leaves out on the way to somebody at work; False if there is no way."""
        if self.state in ("NEW", "SUBMITTED", "CLOSED"):  # a closed one is reopened, a new round
            self.dispatch(at)
        if self.state == "DISPATCHED":
            self.accept(at, who)
        if self.state == "SUSPENDED":
            self.state = "IN_PROGRESS"
        return self.state == "IN_PROGRESS"

    def take(self, activity, at, who):
        if activity == "Insert ticket" and self.state == "NEW":
            self.state = "SUBMITTED"
        elif activity == "Assign seriousness" and self.state in ("NEW", "SUBMITTED"):
            self.dispatch(at)
        elif activity == "Take in charge ticket":
            accepting = self.state in ("NEW", "SUBMITTED", "DISPATCHED", "CLOSED")
            if self.work(at, who) and not accepting:
                if self.handler == who:
                    self.rounds[-1].setdefault("progress", at)
                self.handler = who
        elif activity in REPORTS and self.work(at, who):
            self.rounds[-1].setdefault("progress", at)
        elif activity == "Wait" and self.state != "SUSPENDED" and self.work(at, who):
            self.state = "SUSPENDED"
        elif activity in ANSWERS and self.work(at, who):
            self.rounds[-1].setdefault("progress", at)  # an answer is the fullest report
            self.rounds[-1]["answer"] = at
            self.state = "ANSWERED"
        elif activity in ("Closed", "VERIFIED") and self.state == "ANSWERED":
            self.state = "CLOSED"
        elif activity == "INVALID" and self.state in ("NEW", "SUBMITTED"):
            self.state = "DECLINED"
        elif activity == "DUPLICATE" and self.state not in ("ANSWERED", "MERGED", "DECLINED"):
            if self.state == "CLOSED":
                self.dispatch(at)
            if self.rounds:
                self.rounds[-1]["merged"] = True
            self.state = "MERGED"


def main(path):
    tickets = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        head = next(rows)
        case, activity, resource, time = (
            head.index(name) for name in ("Case ID", "Activity", "Resource", "Complete Timestamp"))
        events = {}
        for line, row in enumerate(rows):
            at = datetime.datetime.strptime(row[time], "%Y/%m/%d %H:%M:%S.%f")
            events.setdefault(row[case], []).append((at, line, row[activity], row[resource]))
    for name, steps in events.items():
        ticket = tickets.setdefault(name, Ticket())
        for at, _, what, who in sorted(steps):
            ticket.take(what, at, who)
    print(f"{len(tickets)} tickets, {sum(len(t.rounds) for t in tickets.values())} rounds")
    for stage, days in STAGES.items():
        verdicts = Counter()
        for ticket in tickets.values():
            for round in ticket.rounds:
                if stage in round:
                    verdicts["ON_TIME" if round[stage] <= due(round["dispatched"], days) else "LATE"] += 1
                else:
                    verdicts["RELEASED" if round["merged"] else "OVERDUE"] += 1
        print(stage, dict(sorted(verdicts.items())))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
