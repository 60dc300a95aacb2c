"""accord.sweep and stores: the program's rows."""

import numpy as np
import pandas as pd
import pytest

import accord

MAY_DIFFER = ["started", "finished", "seconds", "host", "worker", "shard"]


def same(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=MAY_DIFFER)


@pytest.fixture
def experiment(small):
    return {
        "name": "mini", "title": "Mini", "about": "Made by a test.", "scenario": small,
        "strategies": ["go-it-alone", "collective-impact"], "conditions": [{"calm": 0}, {"funding-cut": 0.5}],
        "inputs": [{"id": "trust.loss-ratio", "low": 0.5, "high": 5}, {"id": "hours.pair"}],
        "design": {"method": "lhs", "points": 4}, "replicates": 2, "seed": 3, "horizon-months": 12, "series": True,
    }  # fmt: skip


def test_a_sweep_gives_the_rows_that_the_program_exports(program, tmp_path):
    store = tmp_path / "theirs.db"
    done = program("sweep", "scenarios/experiments/quick.json", "--out", store)
    assert done.returncode == 0, done.stderr
    csv = program("export", store, "--table", "runs", "--format", "csv").stdout
    from io import StringIO

    theirs = pd.read_csv(StringIO(csv), dtype={"run": str, "digest": str, "reason": str}, keep_default_na=False, na_values=[""])
    ours = accord.sweep("quick")
    assert list(ours.columns) == list(theirs.columns)
    assert list(ours["digest"]) == list(theirs["digest"])
    assert list(ours["run"]) == list(theirs["run"])
    numbers = ours.select_dtypes("number").columns.difference(MAY_DIFFER)
    assert np.array_equal(ours[numbers].to_numpy(float), theirs[numbers].to_numpy(float), equal_nan=True)


def test_a_dict_is_an_experiment_and_its_store_keeps_series_and_repeats_runs(experiment, tmp_path):
    runs = accord.sweep(experiment, store=tmp_path / "mini.db")
    assert len(runs) == 4 * 2 * 2 * 2
    store = accord.open_store(tmp_path / "mini.db")
    store.verify()
    pd.testing.assert_frame_equal(store.runs(), runs)
    series = store.series("ability-mean")
    assert series.shape == (len(runs), 12)
    of_last_year = series.mean(axis=1)  # as this outcome is taken from its months; kept as float32
    assert of_last_year == pytest.approx(runs["ability-mean"].to_numpy(), rel=1e-5)
    assert store.replay(runs["run"][5])["identical"]
    xarray = pytest.importorskip("xarray")
    assert isinstance(store.to_xarray(["ability-mean"]), xarray.Dataset)


def test_a_design_as_a_table_runs_its_rows_and_equals_single_runs(small):
    design = pd.DataFrame({"trust.loss-ratio": [1.0, 3.0], "funding-cut": [0.0, 0.5]})
    runs = accord.sweep(design, scenario=small, strategies=["collective-impact"], months=6, replicates=2, seed=4)
    assert list(runs["point"]) == [0, 0, 1, 1]
    one = accord.run(
        small, strategy="collective-impact", set={"trust.loss-ratio": 3, "funding-cut": 0.5}, months=6, replicates=2, seed=4
    )
    assert list(runs["digest"][2:]) == one.digests


def test_a_store_that_is_there_is_refused_and_resumed_when_asked(experiment, tmp_path):
    path = tmp_path / "mini.db"
    first = accord.sweep(experiment, store=path)
    with pytest.raises(accord.InputError, match="mini.db"):
        accord.sweep(experiment, store=path)
    more = accord.sweep({**experiment, "replicates": 3}, store=path, resume=True)
    assert len(more) == len(first) * 3 // 2


def test_everything_wrong_with_a_design_is_named_before_anything_runs(small, tmp_path):
    with pytest.raises(accord.InputError) as error:
        accord.sweep(pd.DataFrame({"trust.los-ratio": [1.0]}), scenario=small, strategies=["colective-impact"], store=tmp_path / "x.db")
    assert error.value.lines == [
        "<experiment>.json: /strategies/0: unknown strategy 'colective-impact'; did you mean 'collective-impact'?",
        "<experiment>.json: /inputs/0/id: unknown input 'trust.los-ratio'; did you mean 'trust.loss-ratio'?",
    ]
    assert not (tmp_path / "x.db").exists()
    with pytest.raises(TypeError, match="needs scenario="):
        accord.sweep(pd.DataFrame({"trust.loss-ratio": [1.0]}))
    with pytest.raises(TypeError, match="months stand in the experiment itself"):
        accord.sweep("quick", months=3)


def test_a_damaged_store_is_refused_by_row(experiment, tmp_path):
    import sqlite3

    path = tmp_path / "mini.db"
    accord.sweep(experiment, store=path)
    with sqlite3.connect(path) as file:
        file.execute('update run set "ability-mean" = 1 where treatment = 1 and replicate = 0')
    with pytest.raises(accord.InputError, match="treatment 1, replicate 0"):
        accord.open_store(path).runs()


def test_shipped_files_come_from_the_package_itself(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert accord.run("sonoma", months=1, replicates=1).scenario == "sonoma"
    (tmp_path / "scenarios/library").mkdir(parents=True)  # another library in the working folder is not taken
    assert accord.run("sonoma", months=1, replicates=1).scenario == "sonoma"
