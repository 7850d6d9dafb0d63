"""pandas: days by member and month. FILE OUT"""
import sys

import pandas

rows = pandas.read_csv(sys.argv[1], usecols=["member_id", "date", "status"],
                       dtype={"member_id": "category", "date": "category", "status": "category"})
months = rows["date"].cat.categories.str.slice(0, 7)
rows["month"] = pandas.Categorical.from_codes(
    pandas.factorize(months)[0][rows["date"].cat.codes], pandas.unique(months))
rows["days"] = rows["status"].isin(["在岗", "出差"])
days = rows.groupby(["member_id", "month"], observed=True)["days"].sum().reset_index()
days = days[days["month"].astype(str).str.startswith("2022-")]
days["met"] = (days["days"] >= 20).map({True: "true", False: "false"})
days.sort_values(["member_id", "month"]).to_csv(sys.argv[2], index=False)
