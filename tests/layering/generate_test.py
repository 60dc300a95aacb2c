"""scripts/generate: what is stale is named, what cannot be made is refused, what is fresh is left alone."""
import sys
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
loader = SourceFileLoader("generate", str(ROOT / "scripts" / "generate"))
generate = module_from_spec(spec_from_loader("generate", loader))
loader.exec_module(generate)


class Generate(unittest.TestCase):
    def test_a_changed_and_a_missing_file_are_stale_and_a_fresh_one_is_not(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "fresh.md").write_text("a\n", encoding="utf-8")
            (root / "changed.md").write_text("a \n", encoding="utf-8")
            makers = dict.fromkeys(["fresh.md", "changed.md", "missing.md"], lambda: "a\n")
            self.assertEqual([name for name, _ in generate.stale(makers, root)], ["changed.md", "missing.md"])

    def test_a_parameter_that_cites_an_unknown_source_is_named(self):
        def ask(kind):
            return [{"id": "trust.gain", "evidence": "D-GONE", "note": ""}] if kind == "parameters" else []
        with self.assertRaisesRegex(ValueError, "trust.gain: cites 'D-GONE'; expected an id of models/evidence.json"):
            generate.evidence.text(ask)

    def test_a_row_that_acts_nowhere_known_is_named(self):
        def ask(kind):
            return [{"id": "trust.gain", "evidence": "assumed: x", "acts-in": "somewhere"}] if kind == "parameters" else []
        with self.assertRaisesRegex(ValueError, "trust.gain"):
            generate.parameters.text(ask)

    def test_a_program_that_fails_stops_it_with_what_it_said(self):
        with self.assertRaisesRegex(ValueError, "list parameters: exit 1"):
            generate.say("false", "list", "parameters")

    def test_every_file_it_makes_is_in_the_repository(self):
        for name in generate.files("accord"):
            self.assertTrue((ROOT / name).exists(), name)


if __name__ == "__main__":
    unittest.main()
