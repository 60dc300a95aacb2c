"""The checker of parameters itself: it must see each kind of break, and must not see what is allowed."""
import unittest

from parameters import wrong_fields, wrong_names, wrong_units

ROWS = """
    t.add("seek.group-min", p.seek.group_min, 12, "students", {5, 40}, assumed("x"),
          "smallest group");
    t.add(
        "seek.room", p.seek.room, 1.6, "ratio", {0.8, 2.5}, assumed("x"), "hours");
    t.add("partner." + kind + ".share", p.share, d.share, "weight", {0, 1}, why, "how common");
        return row("months-min", p_.months_min, v, "month", r, e, "shorter does harm");
"""
FIELDS = """
struct SeekParameters {
    double group_min = unset; ///< Smallest group [students]
    double room = unset;      ///< Hours [ratio]
};
"""


class Parameters(unittest.TestCase):
    def test_rows_and_fields_that_agree_have_no_problem(self):
        self.assertEqual(list(wrong_names("f", ROWS)) + list(wrong_fields("f", FIELDS)) + list(wrong_units("f", FIELDS, ROWS)), [])

    def test_a_field_called_otherwise_is_named(self):
        for right, wrong in [("p.seek.group_min", "p.seek.smallest"), ("p.seek.room", "p.talks.room"), ("p.share", "p.part"),
                             ("p_.months_min", "p_.harm")]:
            found = list(wrong_names("f", ROWS.replace(right, wrong)))
            self.assertEqual(len(found), 1, wrong)
            self.assertIn(f"is the field {wrong}; expected {right}", found[0])

    def test_crossed_fields_are_both_named(self):
        crossed = ROWS.replace("p.seek.room", "p.seek.x").replace("p.seek.group_min", "p.seek.room").replace("p.seek.x", "p.seek.group_min")
        self.assertEqual(len(list(wrong_names("f", crossed))), 2)

    def test_a_field_without_effect_or_unit_is_named(self):
        for wrong in ["room = unset;", "room = unset; ///< Hours", "room = unset; // Hours [ratio]"]:
            found = list(wrong_fields("f", FIELDS.replace("room = unset;      ///< Hours [ratio]", wrong)))
            self.assertEqual(len(found), 1, wrong)
            self.assertIn("expected ///< its effect [unit]", found[0])

    def test_fields_that_do_not_stand_one_a_line_are_named(self):
        for wrong in ["double room = unset, pace = unset;", "double room =\n        unset;", "double room{};", "double room;"]:
            found = list(wrong_fields("f", FIELDS.replace("double room = unset;", wrong)))
            self.assertEqual(len(found), 1, wrong)
            self.assertIn("expected one a line", found[0])

    def test_another_unit_than_in_the_row_is_named(self):
        found = list(wrong_units("f", FIELDS.replace("[ratio]", "[h]"), ROWS))
        self.assertEqual(found, ['f: seek.room is in [h]; expected [ratio], as in the row "seek.room"'])


if __name__ == "__main__":
    unittest.main()
