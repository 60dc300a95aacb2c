"""Finds numbers in the model that are no parameters: in every file of models/ that is no table of rows.

usage: literals.py ROOT. Prints what is wrong, one a line; exit 1 if there is any.
Allowed everywhere are the numbers of UNIVERSAL; everything else stands in ALLOWED, as file, the code it stands in, and why it is no
judgement that a reader might want to change. An entry that fits no line is named too.
"""
import re
import sys
from pathlib import Path

# Nothing, one, both and half of both; months of a year; thousands and ten thousands in which rates are stated.
UNIVERSAL = {0, 1, 2, 12, 1000, 10000}

# Tables whose rows are numbers with a unit and a source, or a definition.
ROW_FILES = re.compile(r"parameters_\w+\.(cpp|h)|programmes\.cpp|prediction\.(cpp|h)|strategies\.(cpp|h)|levers\.(cpp|h)|mechanisms\.cpp|rivals\.cpp|acts\.cpp")

LENGTH = "how many values an enumeration or a vector has"
BLOCK = "size of a block of work, lanes, bits or alignment: results do not depend on it"
MIDDLE = "the middle of a scale from 0 to 1"
ROUNDED = "rounding to the nearest whole number"
WORDS = "where an outcome is shown, in which order"
OUTCOME = "part of what an outcome means"
MATHEMATICS = "a mathematical constant"
INPUT = "default of an input that the user or a made-up country sets"
MACHINE = "memory of this machine, not of the model"
CALENDAR = "the school year of the data"
SURVEY = "scale of the survey, 1 to 4"
GRADE = "what a grade is called"
LUCK = "part of the key of a draw"
SOLVED = "how exactly a solution is found: a finer one gives the same to within the luck of few pupils"
ALLOWED = [
    (r"\w+\.h", r"inline constexpr std::size_t (n_\w+|grades_max) = \d+;", LENGTH),
    (r"derived\.h", r"teaching_months = 10;", CALENDAR),
    (r"student\.h", r"flag_\w+ = 1u << 1[67];|mask_programmes = 0xffffu \| 1u << 18;|g < 16 \? g : g \+ 2|0xffffu", BLOCK),
    (r"student\.h", r"first_high_grade = 9, last_school_grade = 12, first_college_grade = 13, last_college_grade = 14;", GRADE),
    (r"world\.h", r"not_begun = 0xffffffffu;", "no month"),
    (r"world\.h", r"join_first = 16,|join_last = 31,|at < 16 \?|\+ at - 16;", LUCK),
    (r"region\.h", r"^    (int|double|std::uint64_t) \w+ = [\w.]+;", INPUT),
    (r"ties\.cpp", r"score = \(\*surveyed - 1\) / 3;", SURVEY),
    (r"build\.cpp|coalitions\.cpp", r"backbone > 0\.5", ROUNDED),
    (r"burn_in\.h", r"window_years = 5;|tolerance = 0\.1;|most_years = 60;", "the method's rule of when a world stands still"),
    (r"burn_in\.h", r"usual_burn_in\{false, 240\};", INPUT),
    (r"burn_in\.cpp", r"(vector<double>\(|years_\{)3", LENGTH),
    (r"burn_in\.cpp", r"WarmWorlds\(0\.125 ", MACHINE),
    (r"build\.cpp", r"constexpr double (row|lanes_lost|spare) = [^;]*;|bytes / 1e6", MACHINE),
    (r"institutions\.cpp|partners\.cpp", r"0\.5 \+ p\.partner\.culture_", MIDDLE),
    (r"institutions\.cpp", r"key >> 32", LUCK),
    (r"partners\.cpp", r">> 11\)", LUCK),
    (r"students\.cpp", r"constexpr std::size_t chunk = 256;|alignas\(64\)|^ *16\);", BLOCK),
    (r"students\.cpp", r"local << 26", LUCK),
    (r"stages\.h", r"chunk = 256;|lanes = 16;|low_bit = 16;|programme_bits = 0x4ffffu;|alignas\(64\)|vector_size\(\d+\)|four\[3\]", BLOCK),
    (r"matching\.cpp", r"constexpr double many = 1e6;", "more groups than any partner is asked for: a quota that does not bind"),
    (r"partnership_table\.cpp", r"all\.weight\[m\] = 0\.5;", MIDDLE),
    (r"partnership_table\.cpp", r"constexpr std::size_t few = 4096;", BLOCK),
    (r"observables\.cpp", r"\{\"\", \"\", [\w| ]+, \d+\}", WORDS),
    (r"observables\.h", r"in_pages = 4|std::array<std::string_view, 3>", WORDS),
    (r"observables\.cpp", r"means\.size\(\) / 10", OUTCOME),
    (r"advance_year\.cpp|rates\.cpp", r"<< 32\)? \| (s|w\.students)\.serial", LUCK),
    (r"advance_year\.cpp|students_learn\.cpp|report_cards\.cpp|deliver_activities\.cpp|rates\.cpp", r"^ *(1 << )?16\);", BLOCK),
    (r"advance_year\.cpp", r"now\[3\] = ", OUTCOME),
    (r"allocate_resources\.cpp", r"constexpr std::size_t grain = 512;", BLOCK),
    (r"seek_partners\.cpp", r"room\.n \+ 0\.5 > wanted", ROUNDED),
    (r"seek_partners\.cpp", r"proposals_of\(w, step, i, mean_low_income\); \}, 64\);", BLOCK),
    (r"share_decisions\.cpp", r"power = 0\.5 \+ .* - 0\.5|return equal \* 0\.5", MIDDLE),
    (r"update_trust\.cpp", r"std::abs\(all\.weight\[m\] - 0\.5\)", MIDDLE),
    (r"deliver_activities\.cpp", r"inverse_root_two_pi = 0\.3989422804014327;", MATHEMATICS),
    (r"choice\.cpp", r"km_per_degree = 111\.32;|radians = 0\.01745329252;", MATHEMATICS),
    (r"choice\.cpp", r"most_choices = 16;|constexpr int rounds = 10;", SOLVED),
    (r"students\.cpp", r"std::ceil\(4 \* std::sqrt\(through\)\)", "places kept for the luck of choice: four SD, so that nobody is turned away"),
    (r"rates\.cpp", r"most_pupils = 256;|most_tries = 20;|low = -8, high = 8;|step < 30;|0\.5 \* \(low \+ high\)", SOLVED),
    (r"rates\.cpp", r"\+ 0\.5 \* lost \* lost", MATHEMATICS),
    (r"tie_plan\.cpp", r"constexpr double rounding = 1e-9;", ROUNDED),
    (r"report_cards\.cpp", r"decile = 1\.2815515655446004;", OUTCOME),
]

NUMBER = re.compile(r"(?<![\w.])(?:0x[0-9a-fA-F']+|(?:\d[\d']*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?:[fFlL]|[uU][lL]{0,2})?(?![\w.])")


def code(text):
    """The text without comments, strings, characters and preprocessor lines; line by line as before."""
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.S)
    text = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)
    text = re.sub(r"//[^\n]*", "", text)
    text = re.sub(r"(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])'", "' '", text)
    return ["" if line.lstrip().startswith("#") else line.rstrip() for line in text.split("\n")]


def value(literal):
    literal = literal.replace("'", "")
    if literal.lower().startswith("0x"):
        return float(int(literal.rstrip("uUlL"), 16))
    return float(literal.rstrip("fFuUlL"))


def numbers(line):
    """Literals of one line that are not universal."""
    return [n for n in NUMBER.findall(line) if value(n) not in UNIVERSAL]


def problems(files, allowed):
    """`files`: name and text of each; what is wrong in them."""
    used = set()
    for name, text in files:
        own = [(k, entry) for k, entry in enumerate(allowed) if re.fullmatch(entry[0], Path(name).name)]
        for at, line in enumerate(code(text), 1):
            if not numbers(line):
                continue
            rest = line
            for k, (_, pattern, _) in own:
                shorter = re.sub(pattern, "", rest)
                if shorter != rest:
                    used.add(k)
                rest = shorter
            for n in numbers(rest):
                yield f"{name}:{at}: {n} in '{line.strip()}'; expected a parameter with a row, or an entry of ALLOWED that says why not"
    for k, (where, pattern, why) in enumerate(allowed):
        if k not in used:
            yield f"ALLOWED: {where}: '{pattern}' fits no number ({why}); expected none"


def main(root):
    paths = [p for p in sorted((root / "models").rglob("*")) if p.suffix in (".cpp", ".h") and not ROW_FILES.fullmatch(p.name)]
    found = list(problems([(str(p.relative_to(root)), p.read_text(encoding="utf-8")) for p in paths], ALLOWED))
    print("\n".join(found) or f"{len(paths)} files read, no number but those of ALLOWED")
    return 1 if found or len(paths) < 30 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
