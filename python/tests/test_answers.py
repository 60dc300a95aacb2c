"""list, explain, check, analyze: the program's JSON."""

import io

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

import accord


def test_lists_are_the_programs(program):
    for kind in ("strategies", "conditions", "outcomes", "parameters", "levers", "mechanisms", "evidence", "recipes"):
        theirs = program.json("list", kind)
        assert list(accord.list(kind).index) == [one["id"] for one in theirs]
    with pytest.raises(accord.InputError) as error:
        accord.list("strategys")
    assert error.value.lines == ["accord.list: kind: unknown kind 'strategys'; did you mean 'strategies'?"]


def test_an_explanation_is_the_programs(program):
    for id in ("trust.loss-ratio", "collective-impact", "ability-mean", "coordination", "M-JM-TEST"):
        assert accord.explain(id) == program.json("explain", id)
    assert accord.explain("trust", kind="mechanism") == program.json("explain", "trust", "--kind", "mechanism")
    with pytest.raises(accord.InputError) as error:
        accord.explain("trust.los-ratio")
    assert error.value.lines[0].startswith("accord.explain: id: nothing is called 'trust.los-ratio'; did you mean 'trust.loss-ratio'")


def test_check_judges_files_dicts_and_tables_at_once(small):
    said = accord.check(small, pd.read_csv(small["region"]["schools"], dtype=str), ROOT / "scenarios/experiments/quick.json")
    assert [one["kind"] for one in said] == ["scenario", "schools", "experiment"]
    wrong = pd.read_csv(small["region"]["schools"], dtype=str)
    wrong.loc[1, "enrolment"] = "many"
    with pytest.raises(accord.InputError) as error:
        accord.check({**small, "seed": -1}, wrong)
    assert [line.split(":")[0] for line in error.value.lines] == ["<scenario>.json", "<table>.csv"]


def test_an_analysis_of_a_sweeps_table_is_the_programs_of_its_store(program, tmp_path):
    store = tmp_path / "quick.db"
    runs = accord.sweep("quick", store=store)
    for kind in ("summary", "importance"):
        theirs = program.json("analyze", store, kind, "--output", "ability-mean", "--only", "condition=calm")
        of_store = accord.analyze(accord.open_store(store), kind, output="ability-mean", only={"condition": "calm"})
        assert of_store == theirs
        of_table = accord.analyze(runs, kind, output="ability-mean", only={"condition": "calm"})
        beside = ("file", "source", "complete", "notes", "name", "data", "caveats", "columns")
        assert {k: v for k, v in of_table.items() if k not in beside} == {k: v for k, v in theirs.items() if k not in beside}


def test_sobol_indices_of_a_function_with_known_answers(program):
    # Ishigami: S1 = 0.3139, 0.4424, 0; the design has 4,096 base points, whose error is below 0.02.
    done = program("design", "--function", "ishigami", "--method", "saltelli", "--points", 4096, "--format", "csv")
    runs = pd.read_csv(io.StringIO(done.stdout))
    found = accord.analyze(runs, "sobol", inputs=["x1", "x2", "x3"], output="y", bootstrap=0)
    assert [found["indices"][one]["S1"] for one in ("x1", "x2", "x3")] == pytest.approx([0.3139, 0.4424, 0], abs=0.02)


def rows(n: int = 64) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({"a": rng.random(n), "b": rng.random(n), "is_big": np.arange(n) % 2 == 0})
    frame["y"] = 3 * frame["a"] + frame["is_big"] + 0.01 * rng.random(n)
    return frame


def test_a_table_may_have_pandas_index_and_true_and_false(tmp_path):
    path = tmp_path / "runs.csv"
    rows().iloc[::-1].to_csv(path)  # with the index as an unnamed column, and it does not count
    found = accord.analyze(path, "importance", output="y")
    plain = accord.analyze(rows().iloc[::-1], "importance", output="y")
    assert found["importance"] == plain["importance"]
    assert set(found["importance"]) == {"a", "b", "is_big"}


def test_a_regions_table_may_have_pandas_index(small, tmp_path):
    schools = pd.read_csv(small["region"]["schools"], dtype=str)
    schools.to_csv(tmp_path / "schools.csv")
    given = {**small, "region": {**small["region"], "schools": str(tmp_path / "schools.csv")}}
    assert accord.run(given, months=1, replicates=1).digest == accord.run(small, months=1, replicates=1).digest


def test_infinity_is_refused_by_name():
    frame = rows()
    frame.loc[3, "a"] = np.inf
    with pytest.raises(accord.InputError, match=r"<runs>.csv:5: a: .*inf"):
        accord.analyze(frame, "importance", output="y")


def test_all_that_is_wrong_with_settings_is_named_at_once():
    with pytest.raises(accord.InputError) as error:
        accord.analyze(rows(), "sumary", output="y", bootstrap=-1, only={"c": 1}, cases="up")
    assert error.value.lines == [
        "accord.analyze: kind: unknown kind 'sumary'; did you mean 'summary'?",
        "accord.analyze: bootstrap: -1 is below the range; expected a whole number of resamples from 0 to 1000000",
        "accord.analyze: cases: unknown word 'up'; expected one of: above, below, failed",
    ]
    with pytest.raises(accord.InputError) as error:
        accord.analyze(rows(), "summary", output="z")
    assert error.value.lines[0].startswith("<runs>.csv")


def test_official_files_become_a_region(tmp_path):
    schools = pd.DataFrame(
        {"School Name": ["A", "B"], "Enrollment": [300, 400], "Low Grade": ["K", "K"], "High Grade": ["5", "5"]}
    )
    with pytest.raises(accord.InputError) as error:
        accord.import_region("no-such-recipe", [schools], tmp_path / "mine")
    assert "no-such-recipe" in error.value.lines[0]
    assert not (tmp_path / "mine").exists()
