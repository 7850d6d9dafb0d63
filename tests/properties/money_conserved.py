"""No money is made or lost between an award and its payment, in any sample and period.

    tests/properties/money_conserved.py BINARY

What is granted is paid, now or by rows of the book of this year, and `--book` enters just what is
paid. Under a pool that is added to the policy, too small or large enough, what it grants and what is
left of it are the pool. Awards that are split among all units come to what they were. Of what was
paid a clawback takes back its share, two of them the higher one; the rest is kept.
"""

import os
import sys
import tempfile
from decimal import Decimal

import yaml

from samples import Scheme, Workspace, composed, names, read, rows_of, serialized, write

FEN = Decimal("0.01")
OVER = ("over: prorate", "over: in_order, by: '1'", "over: whole, by: '1'")


def sums(rows, *columns):
    """The amounts by what stands in the columns; what comes to nothing is left out."""
    found = {}
    for row in rows:
        key = tuple(row.get(each, "") for each in columns)
        found[key] = found.get(key, Decimal(0)) + Decimal(row["amount"])
    return {key: amount for key, amount in found.items() if amount}


def total(rows):
    """Of what is open, the most that it may be."""
    return sum((Decimal(row["amount"] or row["high"]) for row in rows), Decimal(0))


def with_status(rows, *statuses):
    return [row for row in rows if row["status"] in statuses and row["amount"]]


class Money:
    """One sample in one period."""

    def __init__(self, county, period):
        self.county, self.period = county, period
        self.policy = read(county.policy)
        self.faults, self.count = [], 0
        self.awards, self.payouts = self.settled()
        self.booked = [row for row in rows_of(county.table("awarded"))]

    def settled(self, *options):
        found = self.county.run("reward", self.period, "tried", *options)
        if found is None:
            sys.exit(f"{self.county.name} {self.period}: refused: {self.county.said[:600]}")
        return (rows_of(os.path.join(found, "awards.csv")),
                rows_of(os.path.join(found, "payouts.csv")))

    def equal(self, what, made, wanted):
        self.count += 1
        if made != wanted:
            self.faults.append(f"{self.county.name} {self.period}, {what}: {made}, not {wanted}")

    def reward_with(self, change):
        """The awards under the policy with another `reward`."""
        root = composed(self.policy)
        change(next(value for key, value in root.value if key.value == "reward"))
        write(self.county.policy, serialized(root))
        awards, _ = self.settled()
        write(self.county.policy, self.policy)
        return awards

    @staticmethod
    def add(reward, section, text):
        items = composed(text)
        for key, value in reward.value:
            if key.value == section:
                value.value.extend(items.value)
                return
        reward.value.append((yaml.ScalarNode("tag:yaml.org,2002:str", section), items))

    # ---- granted is paid ------------------------------------------------------------------------

    def paid(self):
        year = self.period[:4]
        this_year = [dict(row, award=row["award"]) for row in self.booked
                     if row["for_year"] == year]
        granted = sums(with_status(self.awards, "granted", "reversed"),
                       "award", "recipient_kind", "recipient_id")
        paid = sums([{**row, "recipient_kind": row["payee_kind"], "recipient_id": row["payee_id"]}
                     for row in self.payouts] + this_year,
                    "award", "recipient_kind", "recipient_id")
        entries = {award for award, form in Scheme(self.policy).awards.items()
                   if form.get("kind") == "entry"}
        for key in sorted(set(granted) | set(paid)):
            if key[0] not in entries:
                self.equal(f"granted and paid of {key}", paid.get(key), granted.get(key))

    def book(self):
        path = self.county.table("awarded")
        before = read(path) if os.path.exists(path) else None
        if before is not None and "instalment" not in before.split("\n", 1)[0]:
            heading, *rows = before.splitlines()
            write(path, heading + ",instalment\n" + "".join(row + ",\n" for row in rows))
        _, paid = self.settled("--book")
        entered = rows_of(path)[len(self.booked):]
        self.equal("entered in the book", sums(entered, "award", "recipient_kind", "recipient_id"),
                   sums(paid, "award", "payee_kind", "payee_id"))
        _, again = self.settled("--book")
        self.equal("paid a second time", (len(again), len(rows_of(path))),
                   (0, len(self.booked) + len(entered)))
        if before is not None:
            write(path, before)
        elif os.path.exists(path):
            os.remove(path)

    # ---- pools, shares, clawbacks ---------------------------------------------------------------

    def pools(self):
        drawn = self.drawing()
        claimed = total(drawn.values())
        others = {key: row for key, row in enumerate(self.awards) if key not in drawn}
        for part in (Decimal(1) / 2, Decimal(1) / 3, Decimal(1)):
            pool = (claimed * part).quantize(FEN)
            for over in OVER:
                after = self.under_pool(pool, over)
                granted = [after[key] for key in drawn]
                if part == 1:
                    self.equal(f"awards under a pool of {pool}, {over}", granted,
                               list(drawn.values()))
                elif "whole" in over:  # what does not fit keeps its amount, and is withheld
                    granted = total(row for row in granted if row["status"] != "withheld")
                    self.equal(f"granted of {pool}, {over}, is within it", granted <= pool, True)
                else:
                    self.equal(f"granted of a pool of {pool}, {over}", total(granted), pool)
                self.equal(f"what draws nothing from {pool}, {over}",
                           {key: after[key] for key in others}, others)

    def under_pool(self, pool, over):
        """The awards by their places in awards.csv, which a pool does not change."""
        awards = self.reward_with(lambda reward: self.add(
            reward, "pools", f"[{{id: tried, draws: all, amount: {pool}元, {over}}}]"))
        if [row["recipient_id"] for row in awards] != [row["recipient_id"] for row in self.awards]:
            sys.exit(f"{self.county.name} {self.period}: other awards under a pool")
        return dict(enumerate(awards))

    def drawing(self):
        """Those that draw from a pool: those that an empty one changes."""
        emptied = self.under_pool(Decimal(0), OVER[0])
        return {key: row for key, row in enumerate(self.awards) if emptied[key] != row}

    def shares(self):
        def split(reward):
            awards = next(value for key, value in reward.value if key.value == "awards")
            for award in awards.value:
                award.value = [(key, value) for key, value in award.value
                               if key.value not in ("to", "split", "pay")]
                award.value += composed("split: {among: units, by: equal}").value

        def whole(reward):
            split(reward)
            for award in next(v for k, v in reward.value if k.value == "awards").value:
                award.value.pop()

        self.equal("shares and the whole", *(
            sums(with_status(self.reward_with(change), "granted", "pending", "withheld"), "award")
            for change in (split, whole)))

    def clawbacks(self):
        paid = sums([row for row in self.booked if Decimal(row["amount"]) > 0], "award",
                    "recipient_kind", "recipient_id", "project_id", "instalment", "subject_id")
        before = total(row for row in self.booked if Decimal(row["amount"]) < 0)
        for shares in (["100%"], ["30%"], ["30%", "100%"], ["30%", "30%"]):
            def back(reward):
                reward.value = [(key, value) for key, value in reward.value
                                if key.value != "clawbacks"]
                self.add(reward, "clawbacks", "[" + ", ".join(
                    f"{{id: back-{k}, for: awarded, when: 'true', of: all, share: {share}}}"
                    for k, share in enumerate(shares)) + "]")

            part = max(Decimal(share[:-1]) / 100 for share in shares)
            wanted = sum(((amount * part).quantize(FEN, "ROUND_HALF_UP")
                          for amount in paid.values()), Decimal(0))
            taken = -total(with_status(self.reward_with(back), "reversed"))
            if before == 0:
                self.equal(f"taken back and kept of what was paid, {shares}", taken, wanted)
            else:
                self.equal(f"no more than was paid goes back, {shares}",
                           taken <= total(self.booked), True)


def main():
    binary, faults, tried = os.path.abspath(sys.argv[1]), [], 0
    with tempfile.TemporaryDirectory(prefix="zhaoshang-money.") as top:
        for name in names():
            county = Workspace(binary, name, top)
            for period in county.periods if Scheme(read(county.policy)).awards else []:
                money = Money(county, period)
                for what in (money.paid, money.book, money.pools, money.shares, money.clawbacks):
                    what()
                faults += money.faults
                tried += money.count
                print(f"{name} {period}: {money.count} sums")
    print("\n".join(faults))
    sys.exit(bool(faults) or tried == 0)


if __name__ == "__main__":
    main()
