"""accord.run: the program's bits, as arrays and tables."""

import pickle
import threading
import time

import _thread
import numpy as np
import pandas as pd
import pytest

import accord


def test_a_run_has_the_digest_and_the_means_of_the_program(program):
    theirs = program.json("run", "tiny-region", "--months", 24, "--replicates", 3, "--seed", 5)
    ours = accord.run("tiny-region", months=24, replicates=3, seed=5)
    assert ours.digest == theirs["digest"]
    assert list(ours.outcomes.columns) == list(theirs["outcomes"])
    assert ours.outcomes.mean().to_dict() == pytest.approx({k: v["mean"] for k, v in theirs["outcomes"].items()})
    assert ours.caveats == theirs["caveats"]


def test_strategy_conditions_and_settings_reach_the_run_as_the_programs_options_do(program):
    theirs = program.json(
        "run", "tiny-region", "--strategy", "collective-impact", "--condition", "funding-cut=0.5", "--condition",
        "recession", "--set", "trust.loss-ratio=4", "--set", "search.wanted=5", "--months", 12, "--replicates", 1,
    )  # fmt: skip
    ours = accord.run(
        "tiny-region", strategy="collective-impact", conditions={"funding-cut": 0.5, "recession": 1},
        set={"trust.loss-ratio": 4, "search.wanted": 5}, months=12, replicates=1,
    )  # fmt: skip
    assert (ours.digest, ours.condition) == (theirs["digest"], theirs["condition"])


def test_threads_change_nothing():
    digests = {accord.run("tiny-region", months=12, replicates=4, threads=n).digest for n in (1, 2, 5)}
    assert len(digests) == 1


def test_series_are_replicates_by_outcomes_by_months_and_means_are_the_programs(program):
    theirs = program.json("run", "two-schools", "--months", 13, "--replicates", 2, "--series")
    ours = accord.run("two-schools", months=13, replicates=2, series=True)
    assert ours.series is not None
    assert ours.series.shape == (2, len(ours.series_ids), 13)
    place = ours.series_ids.index("ability-mean")
    assert ours.series[:, place].mean(axis=0) == pytest.approx(theirs["series"]["ability-mean"])
    xarray = pytest.importorskip("xarray")
    array = ours.to_xarray()
    assert isinstance(array, xarray.DataArray)
    assert np.array_equal(array.sel(outcome="ability-mean").to_numpy(), ours.series[:, place])


def test_a_result_comes_back_from_a_pickle_as_it_was():
    result = accord.run("two-schools", months=3, replicates=2, series=True)
    again = pickle.loads(pickle.dumps(result))
    assert again.digest == result.digest
    assert np.array_equal(again.series, result.series, equal_nan=True)
    pd.testing.assert_frame_equal(again.outcomes, result.outcomes)


def test_a_scenario_and_a_strategy_may_be_dicts_and_files_and_tables_give_the_same_bits(small, tmp_path):
    mine = {"id": "mine", "name": "mine", "summary": "mine", "like": "collective-impact", "levers": {"search.wanted": 5}}
    of_dict = accord.run(small, strategy=mine, months=6, replicates=1)
    schools = pd.read_csv(small["region"]["schools"], dtype=str)
    of_table = accord.run({**small, "region": {**small["region"], "schools": schools}}, strategy=mine, months=6, replicates=1)
    import json

    (tmp_path / "small.json").write_text(json.dumps(small))
    (tmp_path / "mine.json").write_text(json.dumps(mine))
    of_files = accord.run(tmp_path / "small.json", strategy=tmp_path / "mine.json", months=6, replicates=1)
    assert of_dict.strategy == "mine"
    assert of_dict.digest == of_table.digest == of_files.digest


def test_every_error_line_reaches_the_caller_in_the_programs_words():
    with pytest.raises(accord.InputError) as error:
        accord.run("tiny-region", set={"trust.los-ratio": 4}, conditions="funding-cutt", months=0)
    assert error.value.lines == [
        "accord.run: months: 0 is below the range; expected a whole number of months from 1 to 1200",
        "accord.run: set: unknown parameter, lever or condition 'trust.los-ratio'; did you mean 'trust.loss-ratio'?",
        "accord.run: conditions: unknown condition 'funding-cutt'; did you mean 'funding-cut'?",
    ]
    assert pickle.loads(pickle.dumps(error.value)).lines == error.value.lines


def test_a_faulty_dict_is_named_by_what_it_is(small):
    with pytest.raises(accord.InputError) as error:
        accord.run({**small, "horizon-months": 0, "titel": "x"})
    assert error.value.lines == [
        "<scenario>.json: /horizon-months: 0 is below the range; expected a whole number of months from 1 to 1200",
        "<scenario>.json: /titel: unknown key; did you mean 'title'?",
    ]
    bad = {"id": "bad", "name": "bad", "summary": "bad", "levers": {"search.wantd": 1}}
    with pytest.raises(accord.InputError) as error:
        accord.run("two-schools", strategy=bad)
    assert error.value.lines == ["<bad>.json: /levers/search.wantd: unknown lever; did you mean 'search.wanted'?"]


def test_a_missing_scenario_is_refused_as_a_missing_file():
    with pytest.raises(accord.InputError, match="cannot be read: No such file or directory; expected a readable file"):
        accord.run("no-such-place")


def test_progress_is_told_and_what_it_raises_stops_the_run():
    told: list[tuple[int, int]] = []
    accord.run("two-schools", months=2, replicates=3, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)

    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        accord.run("sonoma", months=1200, replicates=50, progress=stop)


def test_ctrl_c_ends_a_long_run_soon():
    timer = threading.Timer(0.3, _thread.interrupt_main)
    timer.start()
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        accord.run("sonoma", months=1200, replicates=1000)
    assert time.monotonic() - begin < 60  # all of it would take minutes; the place of the stop is a month


def test_other_threads_go_on_meanwhile():
    seen = []
    worker = threading.Thread(target=lambda: seen.append(accord.run("tiny-region", months=60, replicates=8).digest))
    worker.start()
    ticks = 0
    while worker.is_alive():
        ticks += 1
        worker.join(0.001)
    assert seen and ticks > 1


def test_the_index_of_outcomes_is_the_replicate_and_units_are_told():
    frame = accord.run("two-schools", months=3, replicates=2).outcomes
    assert frame.index.name == "replicate"
    assert frame.attrs["units"]["ability-mean"] == accord.outcomes()["ability-mean"]["unit"]
