"""The checker of docs/trace.md itself: it must see each kind of break, and must not see what is allowed."""
import unittest

from trace_page import ELEMENTS, problems

IDS = {"parameters": ["trust.gain"], "evidence": ["P-IMPL"]}
PAGE = "\n".join(f"## {k}. {name}" for k, name in enumerate(ELEMENTS, 1)) + ": what was tuned\n`trust.gain` by `P-IMPL` in `models/x.json`\n"


def said(page):
    return problems(page, IDS, {"models/x.json", "x.json"}.__contains__)


class Trace(unittest.TestCase):
    def test_a_whole_page_has_no_problem(self):
        self.assertEqual(said(PAGE), [])

    def test_each_break_is_named(self):
        self.assertEqual(len(said(PAGE.replace("Data evaluation", "Data"))), 1)
        self.assertEqual(said(PAGE.replace("trust.gain", "trust.gian")), ["trust.gian: no id or file is called so"])
        self.assertEqual(said(PAGE.replace("P-IMPL", "P-IMPLX")), ["P-IMPLX: no finding of models/evidence.json is called so"])


if __name__ == "__main__":
    unittest.main()
