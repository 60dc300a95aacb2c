"""The checker of literals itself: it must see each way to write a number, and must not see what is allowed."""
import unittest

from literals import numbers, problems

ALLOWED = [(r"a\.cpp", r"middle = 0\.5;", "the middle")]
CODE = """#include "x3.h"
// 7 in a comment, and "8" in a string
const char* text = "9 of 10";
double middle = 0.5;
double all = 2 * (1.0 - x) / 12.0f + row3 + p.within_9 - n[0];
"""


def said(text, allowed=None):
    return list(problems([("models/a.cpp", text)], ALLOWED if allowed is None else allowed))


class Literals(unittest.TestCase):
    def test_what_is_allowed_is_not_seen(self):
        self.assertEqual(said(CODE), [])

    def test_each_way_to_write_a_number_is_seen(self):
        for number in ["3", "0.25", ".25", "3.", "1e-3", "0.5", "1.5f", "3u", "7ull", "0x1f", "2'500", "-0.3"]:
            found = said(CODE + f"double y = x * {number};\n")
            self.assertEqual(len(found), 1, number)
            self.assertTrue(found[0].startswith(f"models/a.cpp:6: {number.lstrip('-')} in "), found)

    def test_a_number_beside_an_allowed_one_is_seen(self):
        self.assertEqual(len(said(CODE.replace("middle = 0.5;", "middle = 0.5; double more = 0.5;"))), 1)

    def test_an_entry_counts_in_its_file_only_and_must_fit_something(self):
        found = said(CODE, [(r"b\.cpp", r"middle = 0\.5;", "the middle")])
        self.assertEqual(len(found), 2)
        self.assertIn("expected a parameter with a row", found[0])
        self.assertIn("fits no number", found[1])

    def test_names_with_digits_are_no_numbers(self):
        self.assertEqual(numbers("x3 + per_1000 + a.b7 + int32_t(y)"), [])


if __name__ == "__main__":
    unittest.main()
