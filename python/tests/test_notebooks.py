"""The notebooks run from end to end; in short form their first numbers are small. scripts/notebooks writes their outputs."""

import pytest
from conftest import PROGRAM, ROOT

SHORT = {
    "1_compare_for_my_region": "months, replicates = 12, 2",
    "2_sensitivity_and_discovery": "points, replicates, base = 24, 2, 4",
    "3_calibrate_and_check": "points, sets, checks = 24, 4, 4",
    "4_a_sweep_on_dask": "points, replicates = 4, 2",
}


@pytest.mark.parametrize("name", sorted(SHORT))
def test_a_notebook_runs(name, tmp_path, monkeypatch):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("matplotlib")
    if name.startswith("3_") and not PROGRAM.exists():
        pytest.skip(f"no program at {PROGRAM}, which calibrates; scripts/build makes it")
    monkeypatch.setenv("ACCORD_PROGRAM", str(PROGRAM))
    book = nbformat.read(ROOT / f"python/notebooks/{name}.ipynb", as_version=4)
    first = next(cell for cell in book.cells if "parameters" in cell.metadata.get("tags", []))
    first.source = SHORT[name]
    place = {"metadata": {"path": str(tmp_path)}}
    nbclient.NotebookClient(book, timeout=600, kernel_name="python3", resources=place).execute()


def test_every_notebook_is_run_and_keeps_its_pictures():
    import json

    books = {path.stem: json.loads(path.read_text()) for path in (ROOT / "python/notebooks").glob("*.ipynb")}
    assert set(books) == set(SHORT)
    for name, book in books.items():
        outputs = [output for cell in book["cells"] for output in cell.get("outputs", [])]
        assert any("image/png" in output.get("data", {}) for output in outputs), name
        assert not any(output["output_type"] == "error" for output in outputs), name
