"""accord.compare: the program's table, tidy."""

import pytest

import accord


def test_a_comparison_is_the_programs_row_by_row(program):
    words = ["--strategies", "aligned-agreements", "--conditions", "calm,funding-cut=0.5"]
    theirs = program.json("compare", "tiny-region", *words, "--months", 24, "--replicates", 3, "--seed", 2)
    ours = accord.compare(
        "tiny-region", strategies=["aligned-agreements"], conditions=["calm", "funding-cut=0.5"], months=24, replicates=3, seed=2
    )
    assert len(ours) == len(theirs["results"])
    for row, expected in zip(ours.to_dict("records"), theirs["results"]):
        over_years = [
            {key: year[key] for key in ("year", "difference", "lo", "hi")}
            for year in ours.attrs["by_year"]
            if all(year[key] == row[key] for key in ("condition", "strategy", "outcome"))
        ]
        assert [[year[key] for key in sorted(year)] for year in over_years] == [
            [pytest.approx(year[key], rel=0, abs=0, nan_ok=True) if year[key] is not None else pytest.approx(float("nan"), nan_ok=True) for key in sorted(year)]
            for year in expected.pop("by_year")
        ]
        for key, value in expected.items():
            assert row[key] == pytest.approx(value, abs=0, rel=0) if isinstance(value, float) else row[key] == value or value is None
    assert ours.attrs["caveats"] == theirs["caveats"]
    assert [one["digest"] for one in ours.attrs["digests"]] == [one["digest"] for one in theirs["digests"]]
    assert set(ours["baseline"]) == {theirs["baseline"]}


def test_intervals_hold_luck_and_ignorance_unless_asked_for_chance():
    words = dict(strategies=["aligned-agreements"], conditions=["calm"], outcomes=["ability-mean"], months=24, replicates=3)
    both = accord.compare("tiny-region", sets=4, **words)
    assert both.attrs["parameter_sets"] == 4
    assert (both["lo"] <= both["luck_lo"]).all() and (both["luck_hi"] <= both["hi"]).all()
    alone = accord.compare("tiny-region", uncertainty="chance", **words)
    assert (alone["lo"] == alone["luck_lo"]).all() and "ignorance_share" not in alone
    assert alone.attrs["digests"] == both.attrs["digests"]
    with pytest.raises(accord.InputError) as error:
        accord.compare("tiny-region", uncertainty="chance", sets=4, **words)
    assert error.value.lines == ["accord.compare: sets: does not go with chance alone; expected uncertainty parameters"]


def test_what_is_compared_where_nobody_says_which_is_what_the_program_compares(program):
    theirs = program.json("compare", "two-schools", "--months", 2, "--replicates", 2)
    ours = accord.compare("two-schools", months=2, replicates=2)
    assert list(ours["strategy"]) == [row["strategy"] for row in theirs["results"]]
    assert list(ours["condition"]) == [row["condition"] for row in theirs["results"]]


def test_own_strategies_are_compared():
    mine = {"id": "mine", "name": "my own way", "summary": "mine", "like": "collective-impact", "levers": {}}
    frame = accord.compare("tiny-region", strategies=[mine], conditions=["calm"], outcomes=["ability-mean"], months=24, replicates=2)
    assert "mine" in set(frame["strategy"])
    assert set(frame["outcome"]) == {"ability-mean"}


def test_an_unknown_outcome_is_named():
    with pytest.raises(accord.InputError) as error:
        accord.compare("two-schools", outcomes=["ability-men"])
    assert error.value.lines == ["accord.compare: outcomes: unknown outcome 'ability-men'; did you mean 'ability-mean'?"]
