"""The notebooks run from end to end; in short form their first numbers are small."""

import pytest
from conftest import ROOT

SHORT = {
    "1_compare_for_my_region": "months, replicates = 12, 2",
    "2_a_sweep_on_dask": "points, replicates = 4, 2",
}


@pytest.mark.parametrize("name", sorted(SHORT))
def test_a_notebook_runs(name):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("matplotlib")
    book = nbformat.read(ROOT / f"python/notebooks/{name}.ipynb", as_version=4)
    first = next(cell for cell in book.cells if "parameters" in cell.metadata.get("tags", []))
    first.source = SHORT[name]
    nbclient.NotebookClient(book, timeout=600, kernel_name="python3").execute()


def test_every_notebook_is_run_and_keeps_its_pictures():
    import json

    books = {path.stem: json.loads(path.read_text()) for path in (ROOT / "python/notebooks").glob("*.ipynb")}
    assert set(books) == set(SHORT)
    for name, book in books.items():
        outputs = [output for cell in book["cells"] for output in cell.get("outputs", [])]
        assert any("image/png" in output.get("data", {}) for output in outputs), name
        assert not any(output["output_type"] == "error" for output in outputs), name
