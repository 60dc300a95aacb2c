"""SALib, the EMA Workbench, Dask, processes and R: each is run."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import threading
import time
import warnings

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from test_sweep import same

import accord

INPUTS = {"trust.loss-ratio": (0.5, 5.0), "hours.pair": None}


def test_salib_samples_evaluates_and_analyses():
    pytest.importorskip("SALib")
    problem, model = accord.salib.problem(
        "two-schools", INPUTS, outcomes=["ability-mean"], strategy="collective-impact", months=6, replicates=2
    )
    problem.sample_latin(8, seed=1)
    points = problem.samples
    problem.evaluate(model)
    one = accord.run(
        "two-schools", strategy="collective-impact", set=dict(zip(INPUTS, points[3])), months=6, replicates=2
    )
    assert problem.results[3] == pytest.approx(one.outcomes["ability-mean"].mean(), rel=1e-12)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        problem.sample_sobol(8, calc_second_order=False).evaluate(model).analyze_sobol(calc_second_order=False)
    assert np.isfinite(problem.analysis["ST"]).all()


def test_salib_explains_what_a_strategy_gains():
    pytest.importorskip("SALib")
    problem, model = accord.salib.problem(
        "two-schools", INPUTS, strategy="collective-impact", baseline="go-it-alone", months=6, replicates=2
    )
    gain = model(np.array([[1.0, 1.0], [4.0, 2.0], [1.0, 1.0]]))
    assert gain.shape == (3,)
    assert gain[0] == gain[2]
    frame = accord.compare(
        "two-schools", strategies=["collective-impact"], conditions=["calm"], outcomes=["ability-mean"], months=6,
        replicates=2, set={"trust.loss-ratio": 4, "hours.pair": 2}, uncertainty="chance", baseline="go-it-alone",
    )  # fmt: skip
    assert gain[1] == pytest.approx(frame.set_index("strategy").loc["collective-impact", "difference"], rel=1e-12)


@pytest.mark.parametrize("kind", ["sequential", "multiprocessing"])
def test_the_ema_workbench_runs_levers_and_uncertainties(kind):
    workbench = pytest.importorskip("ema_workbench")
    accord.run("two-schools", months=1, replicates=4)  # this process has had threads before it forks
    model = accord.ema.AccordModel("accord", "two-schools", months=6, replicates=2)
    model.uncertainties = accord.ema.parameters(INPUTS)
    model.levers = [workbench.CategoricalParameter("strategy", ["opportunistic", "collective-impact"])]
    model.outcomes = accord.ema.outcomes(["ability-mean", "chronic-absence"])
    evaluator = {
        "sequential": lambda: workbench.SequentialEvaluator(model),
        "multiprocessing": lambda: workbench.MultiprocessingEvaluator(model, n_processes=2),
    }[kind]()
    with evaluator as open_evaluator:
        experiments, outcomes = open_evaluator.perform_experiments(scenarios=3, policies=2)
    row = experiments.iloc[4]
    one = accord.run(
        "two-schools", strategy=str(row["strategy"]), set={key: float(row[key]) for key in INPUTS}, months=6, replicates=2
    )
    assert outcomes["ability-mean"][4] == pytest.approx(one.outcomes["ability-mean"].mean(), rel=1e-12)
    assert model.outcomes["chronic-absence"].kind == workbench.ScalarOutcome.MINIMIZE


@pytest.fixture(scope="module")
def client():
    distributed = pytest.importorskip("dask.distributed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with (
            distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
            distributed.Client(cluster) as one,
        ):
            yield one


def test_dask_gives_the_same_rows(client):
    here = accord.sweep("quick")
    told: list[tuple[int, int]] = []
    there = accord.sweep("quick", client=client, progress=lambda done, total: told.append((done, total)))
    pd.testing.assert_frame_equal(same(there), same(here))
    assert told[-1] == (len(here), len(here))


def test_the_part_of_a_killed_worker_runs_again(client):
    here = accord.sweep("quick")
    own = os.getpid()
    killed = threading.Event()

    def kill(done: int, total: int) -> None:
        if killed.is_set():
            return
        killed.set()
        worker = next(iter(client.run(os.getpid).values()))
        assert worker != own
        os.kill(worker, signal.SIGKILL)

    there = accord.sweep("quick", client=client, progress=kill)
    assert killed.is_set()
    pd.testing.assert_frame_equal(same(there), same(here))


def test_a_wrong_experiment_is_refused_before_it_reaches_the_cluster(client):
    with pytest.raises(accord.InputError, match="cannot be read"):
        accord.sweep("no-such-experiment.json", client=client)


def test_forked_and_spawned_processes_give_the_same_bits():
    want = accord.run("two-schools", months=3, replicates=4, seed=9).digest
    for method in ("fork", "spawn"):
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert pool.map(digest_of, [9, 9]) == [want, want]


def digest_of(seed: int) -> str:
    return accord.run("two-schools", months=3, replicates=4, seed=seed).digest


def test_r_reads_a_store_and_its_table_is_analysed(tmp_path):
    if shutil.which("Rscript") is None:
        pytest.skip("no Rscript here (Debian: r-base-core r-cran-rsqlite)")
    if subprocess.run(["Rscript", "-e", "library(RSQLite)"], capture_output=True).returncode != 0:
        pytest.skip("no RSQLite here (Debian: r-cran-rsqlite)")
    runs = accord.sweep("quick", store=tmp_path / "quick.db")
    done = subprocess.run(
        ["Rscript", ROOT / "python/recipes/read_store.R", "quick.db", "runs.csv"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert f"{len(runs)} runs" in done.stdout
    table = pd.read_csv(tmp_path / "runs.csv", index_col=0)
    assert np.sort(table["ability-mean"]) == pytest.approx(np.sort(runs["ability-mean"]), rel=1e-12)
