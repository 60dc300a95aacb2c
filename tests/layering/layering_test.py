"""The checker itself: it must see each kind of break, and must not see what is allowed."""
import unittest

from layering import LONGEST, problems

OWN = {"experiments/store/writer.h", "experiments/statistics/bootstrap.h", "report/page.h", "viz/app.h", "viz/panels/parts.h", "viz/context/context.h",
       "sim/id.h", "models/world.h", "scenarios/json.h", "experiments/runs/runner.h", "cli/options.h", "viz/session/session.h"}


def said(path, text):
    return [f"{line}: {what}" for line, what in problems(path, text, OWN.__contains__)]


class Layering(unittest.TestCase):
    def test_includes_follow_the_arrows(self):
        self.assertEqual(said("models/world.cpp", '#include "sim/id.h"\n#include "models/world.h"\n'), [])
        self.assertEqual(said("cli/main.cpp", '#include "experiments/runs/runner.h"\n'), [])
        self.assertEqual(said("tests/cli/x_test.cpp", '#include "cli/options.h"\n'), [])
        self.assertEqual(said("cli/commands/view.cpp", '#include "viz/session/session.h"\n'), [])

    def test_an_include_against_the_arrows_is_named_with_its_line(self):
        self.assertEqual(said("sim/id.h", '#pragma once\n#include "models/world.h"\n'),
                         ['2: includes "models/world.h"; sim may include only sim'])
        for path, header in [("models/a.h", "scenarios/json.h"), ("scenarios/a.h", "experiments/runs/runner.h"),
                             ("experiments/runs/a.h", "cli/options.h"), ("viz/a.cpp", "cli/options.h"),
                             ("experiments/runs/a.cpp", "viz/session/session.h")]:
            self.assertEqual(len(said(path, f'#include "{header}"\n')), 1, path)
            self.assertEqual(len(said(path, f"  #  include <{header}>\n")), 1, path)

    def test_rooms_of_a_folder_follow_their_own_arrows(self):
        self.assertEqual(said("experiments/sweep/sweep.cpp", '#include "experiments/store/writer.h"\n'), [])
        self.assertEqual(said("experiments/store/merge.cpp", '#include "experiments/store/writer.h"\n'), [])
        self.assertEqual(said("viz/app.cpp", '#include "viz/panels/parts.h"\n'), [])
        self.assertEqual(said("viz/panels/x.cpp", '#include "viz/context/context.h"\n'), [])
        self.assertEqual(said("experiments/statistics/a.cpp", '#include "experiments/store/writer.h"\n'),
                         ['1: includes "experiments/store/writer.h"; experiments/statistics may include only no other room'])
        for path, header in [("experiments/analysis/a.cpp", "experiments/store/writer.h"),
                             ("experiments/design/a.cpp", "experiments/runs/runner.h"),
                             ("viz/runs/a.h", "viz/session/session.h"), ("viz/session/a.h", "viz/app.h"),
                             ("viz/widgets/a.h", "viz/panels/parts.h"),
                             ("viz/panels/a.cpp", "viz/app.h"), ("viz/context/a.cpp", "viz/panels/parts.h")]:
            self.assertEqual(len(said(path, f'#include "{header}"\n')), 1, path)

    def test_a_room_nobody_planned_is_seen(self):
        self.assertIn("lies in experiments/attic", said("experiments/attic/a.cpp", '#include "experiments/runs/runner.h"\n')[0])

    def test_a_report_reads_and_never_writes_a_store(self):
        self.assertIn("report may not include it", said("report/sweep.cpp", '#include "experiments/store/writer.h"\n')[0])

    def test_own_headers_are_named_from_the_root(self):
        self.assertIn("expected a path from the root", said("models/world.cpp", '#include "world.h"\n')[0])

    def test_each_package_lives_in_one_place(self):
        for path, header in [("sim/random.cpp", "boost/random/uniform_01.hpp"), ("sim/parallel.cpp", "tbb/task_arena.h"),
                             ("sim/vector.h", "immintrin.h"), ("scenarios/json.h", "nlohmann/json.hpp"),
                             ("scenarios/schema_check.cpp", "valijson/schema.hpp"), ("sim/graph.h", "Eigen/SparseCore"),
                             ("cli/parser.cpp", "CLI/CLI.hpp"), ("viz/backend.cpp", "GLFW/glfw3.h"),
                             ("viz/app.cpp", "imgui.h"), ("sim/error.cpp", "string")]:
            self.assertEqual(said(path, f"#include <{header}>\n"), [], path)
        for path, header in [("models/world.h", "boost/random/uniform_01.hpp"), ("sim/parallel.h", "tbb/task_arena.h"),
                             ("models/kernel/a.cpp", "immintrin.h"), ("models/world.h", "nlohmann/json.hpp"),
                             ("sim/random_more.cpp", "boost/random/uniform_01.hpp"),
                             ("cli/main.cpp", "valijson/schema.hpp"), ("scenarios/region.cpp", "Eigen/Dense"),
                             ("experiments/runs/runner.cpp", "CLI/CLI.hpp"), ("cli/commands/run.cpp", "CLI/CLI.hpp"),
                             ("viz/app.cpp", "GLFW/glfw3.h"),
                             ("cli/main.cpp", "imgui.h"), ("viz/app.cpp", "imgui_te_engine.h")]:
            self.assertEqual(len(said(path, f"#include <{header}>\n")), 1, path)

    def test_paths_of_one_machine_are_seen(self):
        for start in ("work", "root", "home/x", "tmp/x"):
            self.assertEqual(len(said("sim/id.h", f'auto p = "/{start}/y";\n')), 1, start)
        self.assertEqual(said("sim/id.h", "// at work/rest, network/x, tmp/a; a /workshop\n"), [])

    def test_files_that_comments_name_are_there(self):
        self.assertEqual(said("sim/id.h", "/// As in models/world.h, see experiments/runs/runner.h.\n"), [])
        self.assertEqual(said("sim/id.h", "/// See models/gone.h for more.\n"),
                         ["1: names models/gone.h, which is not there; expected a file of the tree"])
        self.assertEqual(said("sim/id.h", "// build/x/models/gone.h, NAME.cpp, world.h\n"), [])

    def test_long_files_are_seen(self):
        self.assertEqual(said("sim/id.h", "\n" * LONGEST), [])
        self.assertEqual(len(said("sim/id.h", "\n" * (LONGEST + 1))), 1)


if __name__ == "__main__":
    unittest.main()
