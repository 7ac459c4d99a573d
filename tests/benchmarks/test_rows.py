"""Ratios, growth and the table, from costs that are given."""

from __future__ import annotations

import pytest

from benchmarks.measure import Cost
from benchmarks.rows import Row, as_json, growths, table

MB = 1_000_000


def row(people: int, cpu: float, step: str = "load") -> Row:
    return Row(step, people, Cost(cpu, cpu / 2, 50 * MB))


def test_a_ratio_is_ours_over_plain() -> None:
    beside = Row("build", 10, Cost(3.0, 2.0, 90 * MB), Cost(6.0, 5.0, 60 * MB))
    assert (beside.cpu_ratio, beside.user_ratio, beside.peak_ratio) == (0.5, 0.4, 1.5)
    alone = row(10, 3.0)
    assert (alone.cpu_ratio, alone.user_ratio, alone.peak_ratio) == (None, None, None)


def test_a_typical_cost_is_the_median_of_each_measure() -> None:
    costs = [Cost(9.0, 1.0, 10), Cost(1.0, 0.5, 30), Cost(2.0, 2.0, 20)]
    assert Cost.typical(costs) == Cost(2.0, 1.0, 20)


def test_growth_leaves_out_what_start_up_costs() -> None:
    (growth,) = growths([row(5_000, 10.5), row(100, 0.7), row(1_000, 2.5)])
    assert growth.sizes == (100, 1_000, 5_000)
    assert growth.per_person == pytest.approx((2.0, 2.0))
    assert growth.factor == pytest.approx(1.0)
    assert growth.linear


def test_growth_that_is_more_than_linear_is_seen() -> None:
    (growth,) = growths([row(size, size * size / 1e6) for size in (100, 1_000, 5_000)])
    assert growth.factor > 5
    assert not growth.linear


def test_two_sizes_tell_no_growth() -> None:
    assert growths([row(100, 1.0), row(1_000, 2.0), row(100, 1.0, "check")]) == ()


def test_the_table_shows_every_row_and_the_growth() -> None:
    rows = [row(100, 0.7), row(1_000, 2.5), row(5_000, 10.5)]
    rows.append(Row("full private build", 100, Cost(3.0, 2.0, 90 * MB), Cost(6.0, 5.0, 60 * MB)))
    lines = table(rows).splitlines()
    assert len(lines) == 7
    assert lines[4].split() == ["load", "5,000", "10.50", "5.25", "50"]
    assert lines[5].split()[-6:] == ["6.00", "5.00", "60", "0.50", "0.40", "1.50"]
    assert lines[6] == "load: 2.00, 2.00 ms for each further person (100, 1,000, 5,000): linear"


def test_json_holds_the_ratios() -> None:
    (one,) = as_json([Row("build", 10, Cost(3.0, 2.0, 90), Cost(6.0, 5.0, 60))])
    assert (one["cpu_ratio"], one["user_ratio"]) == (0.5, 0.4)
    assert one["cost"] == {"cpu": 3.0, "user": 2.0, "peak": 90}
    assert one["beside"] == {"cpu": 6.0, "user": 5.0, "peak": 60}
