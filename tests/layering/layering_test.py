"""The checker itself: it must see each kind of break, and must not see what is allowed."""
import unittest

from layering import LONGEST, problems

OWN = {"sim/id.h", "models/world.h", "scenarios/json.h", "experiments/runner.h", "cli/options.h", "viz/session.h"}


def said(path, text):
    return [f"{line}: {what}" for line, what in problems(path, text, OWN.__contains__)]


class Layering(unittest.TestCase):
    def test_includes_follow_the_arrows(self):
        self.assertEqual(said("models/world.cpp", '#include "sim/id.h"\n#include "models/world.h"\n'), [])
        self.assertEqual(said("cli/main.cpp", '#include "experiments/runner.h"\n'), [])
        self.assertEqual(said("tests/cli/x_test.cpp", '#include "cli/options.h"\n'), [])
        self.assertEqual(said("cli/commands/view.cpp", '#include "viz/session.h"\n'), [])

    def test_an_include_against_the_arrows_is_named_with_its_line(self):
        self.assertEqual(said("sim/id.h", '#pragma once\n#include "models/world.h"\n'),
                         ['2: includes "models/world.h"; sim may include only sim'])
        for path, header in [("models/a.h", "scenarios/json.h"), ("scenarios/a.h", "experiments/runner.h"),
                             ("experiments/a.h", "cli/options.h"), ("viz/a.cpp", "cli/options.h"),
                             ("experiments/a.cpp", "viz/session.h")]:
            self.assertEqual(len(said(path, f'#include "{header}"\n')), 1, path)
            self.assertEqual(len(said(path, f"  #  include <{header}>\n")), 1, path)

    def test_own_headers_are_named_from_the_root(self):
        self.assertIn("expected a path from the root", said("models/world.cpp", '#include "world.h"\n')[0])

    def test_each_package_lives_in_one_place(self):
        for path, header in [("sim/random.cpp", "boost/random/uniform_01.hpp"), ("sim/parallel.cpp", "tbb/task_arena.h"),
                             ("sim/vector.h", "immintrin.h"), ("scenarios/json.h", "nlohmann/json.hpp"),
                             ("scenarios/schema_check.cpp", "valijson/schema.hpp"), ("sim/graph.h", "Eigen/SparseCore"),
                             ("cli/main.cpp", "CLI/CLI.hpp"), ("viz/backend.cpp", "GLFW/glfw3.h"),
                             ("viz/app.cpp", "imgui.h"), ("sim/error.cpp", "string")]:
            self.assertEqual(said(path, f"#include <{header}>\n"), [], path)
        for path, header in [("models/world.h", "boost/random/uniform_01.hpp"), ("sim/parallel.h", "tbb/task_arena.h"),
                             ("models/kernel/a.cpp", "immintrin.h"), ("models/world.h", "nlohmann/json.hpp"),
                             ("sim/random_more.cpp", "boost/random/uniform_01.hpp"),
                             ("cli/main.cpp", "valijson/schema.hpp"), ("scenarios/region.cpp", "Eigen/Dense"),
                             ("experiments/runner.cpp", "CLI/CLI.hpp"), ("viz/app.cpp", "GLFW/glfw3.h"),
                             ("cli/main.cpp", "imgui.h"), ("viz/app.cpp", "imgui_te_engine.h")]:
            self.assertEqual(len(said(path, f"#include <{header}>\n")), 1, path)

    def test_paths_of_one_machine_are_seen(self):
        for start in ("work", "root", "home/x", "tmp/x"):
            self.assertEqual(len(said("sim/id.h", f'auto p = "/{start}/y";\n')), 1, start)
        self.assertEqual(said("sim/id.h", "// at work/rest, network/x, tmp/a; a /workshop\n"), [])

    def test_long_files_are_seen(self):
        self.assertEqual(said("sim/id.h", "\n" * LONGEST), [])
        self.assertEqual(len(said("sim/id.h", "\n" * (LONGEST + 1))), 1)


if __name__ == "__main__":
    unittest.main()
