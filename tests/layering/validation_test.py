"""scripts/validation: a plain run keeps what is known of mechanisms, and tables are written between their markers alone."""
import contextlib
import importlib.machinery
import importlib.util
import io
import json
import tempfile
import unittest
from pathlib import Path

SCRIPT = str(Path(__file__).resolve().parents[2] / "scripts" / "validation")
TARGET = {"id": "V01", "of": "model", "name": "a|b", "target": 0.5, "low": None, "high": 1, "simulated": 0.75, "se": 0.01, "pass": True, "reason": "",
          "use": "check"}
RESULT = {"version": "9", "seed": 7, "passed": 1, "failed": 0, "findings_met": 1, "findings": 1, "targets": [TARGET]}
MECHANISMS = [{"id": "trust", "what": "w", "lost": ["V20.a", "V21"], "won": []}]


def script():
    loader = importlib.machinery.SourceFileLoader("validation_script", SCRIPT)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("validation_script", loader))
    loader.exec_module(module)
    return module


class Validation(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.script = script()
        self.script.VALIDATION = str(Path(self.folder.name) / "v.json")
        self.script.ODD = str(Path(self.folder.name) / "ODD.md")
        self.script.TARGETS = str(Path(self.folder.name) / "targets.json")
        Path(self.script.TARGETS).write_text(json.dumps({"targets": [{"id": "V01"}]}), encoding="utf-8")
        self.asked = []
        self.script.validate = self.validate
        Path(self.script.ODD).write_text(f"before\n\n{self.script.BEGIN}\nold\n{self.script.END}\n\nafter\n", encoding="utf-8")

    def tearDown(self):
        self.folder.cleanup()

    def validate(self, *options):
        self.asked.append(options)
        return json.loads(json.dumps(RESULT | ({"mechanisms": MECHANISMS} if "--by-mechanism" in options else {})))

    def odd(self):
        return Path(self.script.ODD).read_text(encoding="utf-8")

    def test_a_plain_run_keeps_the_table_of_mechanisms(self):
        self.assertEqual(self.script.main(["--by-mechanism"]), 0)
        self.assertEqual(len(self.asked), 2)
        with_mechanisms = self.odd()
        self.assertIn("| `trust` | V20.a V21 | none |", with_mechanisms)
        self.assertIn("seed 7, version 9", with_mechanisms)
        self.assertEqual(self.script.main([]), 0)
        self.assertEqual(len(self.asked), 3)
        self.assertEqual(self.odd(), with_mechanisms)
        self.assertEqual(json.loads(Path(self.script.VALIDATION).read_text(encoding="utf-8"))["mechanisms"], MECHANISMS)

    def test_without_any_known_there_is_no_table_of_mechanisms(self):
        self.assertEqual(self.script.main([]), 0)
        self.assertNotIn("switched off", self.odd())
        self.assertIn("| V01 | a/b | 0.5 | at most 1 | 0.75 (0.01) | met |", self.odd())

    def test_what_stands_outside_the_markers_stays(self):
        self.script.main([])
        self.assertTrue(self.odd().startswith("before\n\n" + self.script.BEGIN))
        self.assertTrue(self.odd().endswith(self.script.END + "\n\nafter\n"))

    def test_check_sees_tables_that_are_not_the_file_s(self):
        self.script.main([])
        self.assertEqual(self.script.main(["--check"]), 0)
        Path(self.script.ODD).write_text(self.odd().replace("0.75", "0.76"), encoding="utf-8")
        self.assertEqual(self.script.main(["--check"]), 1)
        self.assertEqual(self.script.main(["--tables"]), 0)
        self.assertEqual(self.script.main(["--check"]), 0)

    def test_check_names_targets_of_which_the_record_says_nothing(self):
        self.script.main([])
        Path(self.script.TARGETS).write_text(json.dumps({"targets": [{"id": "V01"}, {"id": "T-age.1"}]}), encoding="utf-8")
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            self.assertEqual(self.script.main(["--check"]), 1)
        self.assertEqual(said.getvalue(), "models/validation.json: says nothing of T-age.1; run scripts/validation\n")

    def test_targets_of_real_ties_have_a_table_of_their_own_that_says_which_half_is_held_out(self):
        ties = [TARGET | {"id": "T-age.1", "of": "data", "use": "calibrate", "pass": False}, TARGET | {"id": "T-age.2", "of": "data"}]
        text = self.script.tables(RESULT | {"targets": [TARGET, *ties]})
        self.assertIn("1 of 2 targets are\nheld out (`check`: nothing was fitted to them), of which 1 are met", text)
        self.assertIn("| T-age.1 | a/b | calibrate | 0.5 | at most 1 | 0.75 (0.01) | **missed** |", text)
        self.assertIn("| V01 | a/b | 0.5 |", text)
        self.assertEqual(text.count("| T-age.2 |"), 1)

    def test_other_arguments_are_refused(self):
        self.assertEqual(self.script.main(["--all"]), 2)
        self.assertEqual(self.asked, [])


if __name__ == "__main__":
    unittest.main()
