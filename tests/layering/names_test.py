"""The checker of short names itself."""
import unittest

from names import declared, listed, problems

PAGE = "| name | is | of |\n|---|---|---|\n| `w` | the world; `all` the table | |\n| `i`, `k` | a school, a partner | `m` |\n"
CODE = "double f2(const World& w, std::size_t i) {\n    for (std::size_t k = 0; k < 3; ++k) // z = 1\n"


class Names(unittest.TestCase):
    def test_only_the_first_column_lists_names(self):
        self.assertEqual(listed(PAGE), {"w", "i", "k"})

    def test_each_way_to_declare_a_name_is_seen(self):
        for line in ["double q = 1;", "const auto q = x;", "[&](std::size_t q) {", "for (const double q : all)", "Goals q{};", "Tally& q = t1;",
                     "sim::Row q;", "const std::vector<double>& q = x;"]:
            self.assertEqual(declared(line), {"q"}, line)

    def test_calls_and_uses_are_no_declarations(self):
        for line in ["return q;", "x = q + r;", "call(q, r);", "// double q = 1;", 'say("double q = 1;");']:
            self.assertEqual(declared(line), set(), line)

    def test_an_unlisted_and_an_unused_name_are_named(self):
        self.assertEqual(list(problems([("a.cpp", CODE)], PAGE)), [])
        self.assertEqual(len(list(problems([("a.cpp", CODE + "double q = 1;")], PAGE))), 1)
        self.assertEqual(len(list(problems([("a.cpp", CODE)], PAGE + "| `q` | nothing | |\n"))), 1)


if __name__ == "__main__":
    unittest.main()
