"""The checker of ODD.md itself: it must see each kind of break, and must not see what is allowed."""
import unittest

from odd import problems

IDS = {"parameters": ["trust.gain", "partner.business.funds", "programme.tutoring.need-staff"], "levers": ["search.prefer-tutoring"],
       "outcomes": ["far-below"], "processes": ["update-trust"], "evidence": ["P-IMPL", "P-IMPL-X"], "targets": ["V13.1-year"]}
PAGE = """
## 5. Initialisation

`partner.KIND.R` [USD/month]

## 6. Input data

## 7. Submodels

### 7.1 Trust (`update_trust.cpp`; term end)

```
score += trust.gain × (x − score);   programme.*.need-staff;   search.prefer-PROGRAMME
```

`far-below` is counted; `P-IMPL-*`, stage `buy-in`, `V13.1-year`.

## 8. Validation
"""


def said(page, files=("update_trust.cpp",)):
    return problems(page, IDS, files.__contains__)


class Odd(unittest.TestCase):
    def test_a_whole_page_has_no_problem(self):
        self.assertEqual(said(PAGE), [])

    def test_a_parameter_without_an_equation_is_named(self):
        for token, row in [("trust.gain", "trust.gain"), ("partner.KIND.R", "partner.business.funds"),
                           ("programme.*.need-staff", "programme.tutoring.need-staff"),
                           ("search.prefer-PROGRAMME", "search.prefer-tutoring")]:
            found = said(PAGE.replace(token, "x"))
            self.assertEqual(len(found), 1, token)
            self.assertTrue(found[0].startswith(row + ": no equation"), found)

    def test_a_whole_group_or_plain_text_names_no_parameter(self):
        self.assertEqual(len(said(PAGE.replace("programme.*.need-staff", "programme.tutoring.*"))), 1)
        self.assertEqual(len(said(PAGE.replace("```", ""))), 3)

    def test_an_equation_counts_only_in_its_sections(self):
        moved = PAGE.replace("trust.gain", "x").replace("## 6. Input data", "## 6. Input data\n\n`trust.gain`")
        self.assertEqual(len(said(moved)), 1)

    def test_names_that_nothing_has_are_seen(self):
        for wrong in ["trust.gian", "trust.*.gain", "partner.KIND.money", "gone.cpp", "far-above", "P-IMPL-Y"]:
            found = said(PAGE.replace("`far-below` is", f"`{wrong}` `far-below` is"))
            self.assertEqual(len(found), 1, wrong)
            self.assertIn("is called so", found[0])

    def test_an_outcome_or_process_without_its_place_is_seen(self):
        self.assertEqual(len(said(PAGE.replace("`far-below`", "far-below"))), 1)
        self.assertEqual(len(said(PAGE.replace("(`update_trust.cpp`; term end)", ""))), 1)


    def test_sections_in_another_order_than_the_schedule_are_seen(self):
        two = dict(IDS, processes=["update-trust", "advance-year"])
        second = "### 7.2 The year ends (`advance_year.cpp`)\n\n"
        right = PAGE.replace("## 8. Validation", second + "## 8. Validation")
        wrong = PAGE.replace("### 7.1 Trust", second + "### 7.1 Trust")
        files = ("update_trust.cpp", "advance_year.cpp").__contains__
        self.assertEqual(problems(right, two, files), [])
        self.assertEqual(problems(wrong, two, files), ["sections 7.1 and on: advance-year, update-trust; expected the order of the schedule"])


if __name__ == "__main__":
    unittest.main()
