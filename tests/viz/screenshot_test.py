"""Pictures of the views, judged by what they contain: size, colours of lanes and kinds, provenance. usage: screenshot_test.py ACCORD"""
import os
import subprocess
import sys
import tempfile
import unittest

from screen import Png, environment, need, on_screen

ACCORD = sys.argv.pop(1)
BLUE, GREEN, ORANGE = (0, 114, 178), (0, 158, 115), (230, 159, 0)


class Screenshots(unittest.TestCase):
    def take(self, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "x.png")
            done = on_screen([ACCORD, "view", "tiny-region", "--screenshot", path, "--frames", "5", *arguments])
            self.assertEqual((done.returncode, done.stderr), (0, ""), arguments)
            self.assertEqual(os.listdir(folder), ["x.png"])  # nothing half-written is left
            return Png(path)

    def test_the_overview_shows_curves_and_says_what_it_comes_from(self):
        picture = self.take("--size", "1280x800")
        self.assertEqual((picture.width, picture.height), (1280, 800))
        self.assertGreater(picture.count(BLUE, left=0.3, top=0.4), 500)
        self.assertIn("seed 1", picture.texts)
        self.assertRegex(picture.texts, "digest [0-9a-f]{16}")
        self.assertGreater(sum(picture.at(1270, 780)), 600)  # light

    def test_dark_is_dark_and_another_size_is_that_size(self):
        picture = self.take("--size", "1000x700", "--dark")
        self.assertEqual((picture.width, picture.height), (1000, 700))
        self.assertLess(sum(picture.at(990, 690)), 150)

    def test_at_250_per_cent_marks_of_the_network_are_larger(self):
        usual, large = (self.take("--show", "network", "--size", "1800x1200", "--scale", scale) for scale in ("100", "250"))
        marks = [picture.count(ORANGE, left=0.3) for picture in (usual, large)]
        self.assertGreater(marks[1], 2 * marks[0])

    def test_the_network_shows_kinds_in_their_colours(self):
        picture = self.take("--show", "network", "--month", "80", "--seed", "2")
        self.assertGreater(picture.count(GREEN, left=0.3, top=0.25), 60)  # a nonprofit with an agreement
        self.assertGreater(picture.count(ORANGE, left=0.6, top=0.14), 30)  # the legend's business

    def test_the_equity_page_shows_both_groups(self):
        picture = self.take("--show", "equity")
        self.assertGreater(picture.count(ORANGE, left=0.3), 150)
        self.assertGreater(picture.count(BLUE, left=0.3), 150)


    def test_the_assumptions_page_draws_and_what_is_set_is_told(self):
        picture = self.take("--show", "assumptions", "--set", "trust.loss-ratio=4")
        self.assertRegex(picture.texts, "digest [0-9a-f]{16}")

    def test_a_picture_that_cannot_be_written_leaves_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "taken")
            os.mkdir(path)  # a folder where the file should go
            done = on_screen([ACCORD, "view", "tiny-region", "--screenshot", path, "--frames", "1"])
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("is a folder; expected a file", done.stderr)
            self.assertEqual((os.listdir(folder), os.listdir(path)), (["taken"], []))


class Refusals(unittest.TestCase):
    def refused(self, code, *arguments, **variables):
        clean = {k: v for k, v in environment().items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = subprocess.run([ACCORD, "view", *arguments], capture_output=True, text=True, timeout=60, env={**clean, **variables})
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr

    def test_without_a_display_it_says_so(self):
        self.assertIn("there is no display", self.refused(3, "tiny-region"))
        self.assertIn("on display ':987'", self.refused(3, "tiny-region", DISPLAY=":987"))

    def test_wrong_options_are_all_named(self):
        said = self.refused(2, "tiny-region", "--size", "big", "--show", "map", "--frames", "0", "--scale", "400")
        self.assertEqual(len(said.splitlines()), 4, said)
        self.assertIn("accord view: --scale: ", said)
        self.assertIn("accord view: --size: 'big' is no size; expected WIDTHxHEIGHT, such as 1280x800", said)


if __name__ == "__main__":
    need("xvfb-run", "xauth")
    unittest.main()
