"""The checker of docs/seeds.md itself: it must see each kind of break, and must not see what is allowed."""
import unittest

from seeds import KINDS, problems

IDS = {kind: set() for kind in KINDS.values()}
IDS.update(processes={"seek-partners"}, levers={"search.effort"}, conditions={"calm", "hidden-goals"}, parameters={"seek.masking"})
PAGE = """
| the texts name | in the program | what it is there, or why it has none |
|---|---|---|
| looking | process `seek-partners`; lever `search.effort` | See `seek.masking`. |
| agendas | condition `hidden-goals` | |
| the sea | none | No outcome measures it and nothing published sizes it. |
"""


class Seeds(unittest.TestCase):
    def test_a_whole_page_has_no_problem(self):
        self.assertEqual(problems(PAGE, IDS), [])

    def test_each_break_is_named(self):
        for old, new, said in [
                ("`seek-partners`", "`seek-partner`", "looking: there is no process `seek-partner`"),
                ("lever `search.effort`", "condition `search.effort`", "looking: there is no condition `search.effort`"),
                ("lever `search.effort`", "leaver `search.effort`", "looking: 'leaver `search.effort`' is no kind with names; expected one of: " + ", ".join(KINDS) + ", or none"),
                ("`seek.masking`", "`seek.mask`", "seek.mask: no id is called so"),
                ("No outcome measures it and nothing published sizes it.", "no", "the sea: has no place and no reason; expected a sentence why"),
                ("| agendas | condition `hidden-goals` | |\n", "", "hidden-goals: stands nowhere on the page; expected a row")]:
            self.assertEqual(problems(PAGE.replace(old, new), IDS), [said])

    def test_a_page_without_rows_says_so(self):
        self.assertEqual(problems("words", IDS), ["the page has no row"])


if __name__ == "__main__":
    unittest.main()
