// Wrong usage and wrong input: exit code 2, nothing on stdout, every error named in full.
#include "cli/commands/commands.h"
#include "scenarios/scenario.h"
#include "tests/cli/program.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string_view>
#include <vector>

using tests::accord;

namespace {

void refused(const std::string& arguments, const std::string& message) {
    CAPTURE(arguments);
    const tests::Outcome got = accord(arguments);
    CHECK(got.code == 2);
    CHECK(got.out.empty());
    CHECK(got.err == message + "\n");
}

} // namespace

TEST_CASE("a wrong command is answered with the commands", "[cli][input]") {
    std::vector<std::string_view> names;
    for (const cli::Command& command : cli::commands())
        names.push_back(command.name);
    refused("", fmt::format("accord: no command is given; expected one of: {}", fmt::join(names, ", ")));
    refused("comapre sonoma", "accord: unknown command 'comapre'; did you mean 'compare'?");
    refused("--quite run", "accord: unknown option '--quite'; expected one of: --help, --version");
}

TEST_CASE("wrong options are named with the nearest right one", "[cli][input]") {
    refused("run sonoma --replicats 3", "accord run: unknown option '--replicats'; did you mean '--replicates'?\n"
                                        "accord run: unknown argument '3'; expected no more arguments");
    refused("run sonoma kern", "accord run: unknown argument 'kern'; expected no more arguments");
    refused("run", "accord run: SCENARIO: is missing; expected a scenario file or an id of `accord list scenarios`");
    refused("list",
            "accord list: KIND: is missing; expected one of: strategies, conditions, outcomes, parameters, levers, "
            "mechanisms, programmes, processes, scenarios, evidence, recipes");
    refused("list strategie", "accord list: KIND: unknown kind 'strategie'; did you mean 'strategies'?");
    refused("list strategies --format xml",
            "accord list: --format: unknown form 'xml'; expected one of: text, json, csv");
    refused("check", "accord check: FILE: is missing; expected scenarios (.json) or region files (.csv)");
}

TEST_CASE("an option without its value is refused", "[cli][input]") {
    const tests::Outcome got = accord("run sonoma --seed");
    CHECK(got.code == 2);
    CHECK(got.out.empty());
    CHECK_THAT(got.err, Catch::StartsWith("accord: --seed: 1 required"));
}

TEST_CASE("every wrong value of an option is named at once", "[cli][input]") {
    refused(
        "run sonoma --seed abc --replicates 0 --months 1.5 --threads -1 --strategy colective-impact "
        "--condition funding-cut=1.5 --condition fundingcut --set no.such-parameter=1 --set engagement.mean=abc "
        "--set engagement.mean=2",
        "accord run: --seed: 'abc' is not a number; expected a whole number from 0 to 9007199254740991\n"
        "accord run: --replicates: 0 is below the range; expected a whole number of replicates from 1 to 100000\n"
        "accord run: --months: 1.5 is not whole; expected a whole number of months from 1 to 1200\n"
        "accord run: --threads: -1 is below the range; expected a whole number of threads (0 = all) from 0 to 1024\n"
        "accord run: --set: unknown parameter, lever or condition 'no.such-parameter'; expected one of the " +
            std::to_string(scenarios::settable_ids().size()) +
            " ids of `accord list`\n"
            "accord run: --set: 'engagement.mean=abc' is not a setting; expected PARAMETER=NUMBER, such as the ids of "
            "`accord list parameters`\n"
            "accord run: --set: engagement.mean: 2 is above the range; expected 0.4 to 0.8 [index]\n"
            "accord run: --condition: funding-cut: 1.5 is above the range; expected a strength from 0 to 1\n"
            "accord run: --condition: unknown condition 'fundingcut'; did you mean 'funding-cut'?\n"
            "accord run: --strategy: unknown strategy 'colective-impact'; did you mean 'collective-impact'?");
}

TEST_CASE("a missing scenario and wrong options are reported together", "[cli][input]") {
    refused("run no/such/file.json --seed abc",
            "no/such/file.json: cannot be read: No such file or directory; expected a readable file\n"
            "accord run: --seed: 'abc' is not a number; expected a whole number from 0 to 9007199254740991");
    refused("compare no/such/file.json --conditions calmm",
            "no/such/file.json: cannot be read: No such file or directory; expected a readable file\n"
            "accord compare: --conditions: unknown condition 'calmm'; did you mean 'calm'?");
}

TEST_CASE("compare refuses unknown strategies, conditions and outcomes once each", "[cli][input]") {
    refused("compare sonoma --strategies opportunistic,equityfirst --conditions calm,recesion=2 --outcomes abilty-mean",
            "accord compare: --outcomes: unknown outcome 'abilty-mean'; did you mean 'ability-mean'?\n"
            "accord compare: --conditions: unknown condition 'recesion'; did you mean 'recession'?\n"
            "accord compare: --conditions: recesion: 2 is above the range; expected a strength from 0 to 1\n"
            "accord compare: --strategies: unknown strategy 'equityfirst'; did you mean 'equity-first'?");
    refused(
        "compare sonoma --strategies opportunistic,",
        "accord compare: --strategies: unknown strategy ''; expected one of: go-it-alone, opportunistic, funder-led, "
        "aligned-agreements, equity-first, shared-governance, collective-impact, community-school, career-pathways, "
        "college-collaboration, technology-first, international-network, diversified-reserved");
}

TEST_CASE("broken scenario files are refused by name", "[cli][input]") {
    const tests::Folder folder;
    const std::string right = tests::content_of(ACCORD_SOURCE_DIR "/scenarios/library/two-schools.json");
    for (const std::string& text : {right.substr(0, right.size() / 2), std::string("[1, 2]"), std::string(),
                                    std::string(200'000, '['), std::string("\xff\xfe\0{", 4)}) {
        const tests::Outcome got = accord("check '" + folder.write("broken.json", text) + "'");
        CHECK(got.code == 2);
        CHECK(got.out.empty());
        CHECK_THAT(got.err, Catch::Contains("broken.json"));
    }
}

TEST_CASE("a right file beside a wrong one gives no partial output", "[cli][input]") {
    const tests::Outcome got = accord("check scenarios/library/two-schools.json no/such.csv");
    CHECK(got.code == 2);
    CHECK(got.out.empty());
    CHECK(got.err == "no/such.csv: cannot be read: No such file or directory; expected a readable file\n");
}

TEST_CASE("a full disk is the machine's refusal", "[cli]") {
    for (const char* command : {"list strategies", "run two-schools --replicates 1 --months 3", "schema", "--help"}) {
        const tests::Outcome got = accord(command, "/dev/full");
        CAPTURE(command);
        CHECK(got.code == 3);
        CHECK(got.err == "accord: standard output: cannot be written: No space left on device\n");
    }
}

TEST_CASE("wrong words about uncertainty, mechanisms and targets are named", "[cli][input]") {
    refused("compare tiny-region --uncertainty parametres",
            "accord compare: --uncertainty: unknown kind 'parametres'; did you mean 'parameters'?");
    refused("compare tiny-region --uncertainty chance --ensemble x.json",
            "accord compare: --ensemble: does not go with chance alone; expected uncertainty parameters");
    refused("compare tiny-region --uncertainty chance --sets 4",
            "accord compare: --sets: does not go with chance alone; expected uncertainty parameters");
    refused("compare tiny-region --sets 4 --replicates 1",
            "accord compare: --replicates: 1 cannot tell chance from ignorance; expected 2 or more");
    refused("compare tiny-region --uncertainty parameters --sets 1",
            "accord compare: --sets: 1 is below the range; expected a whole number of parameter sets from 2 to 10000");
    refused("compare tiny-region --uncertainty parameters --replicates 1",
            "accord compare: --replicates: 1 cannot tell chance from ignorance; expected 2 or more");
    refused("run tiny-region --without coordnation",
            "accord run: --without: unknown mechanism 'coordnation'; did you mean 'coordination'?");
    refused("validate --only V133", "accord validate: --only: unknown target 'V133'; did you mean 'V03'?");
    refused("compare tiny-region --without secrets,trms",
            "accord compare: --without: unknown mechanism 'trms'; did you mean 'terms'?");
    refused(
        "compare tiny-region --why --format csv",
        "accord compare: --why: does not go with --rivals or --format csv; expected each by itself, as text or json");
    refused("compare tiny-region --rivals --format csv",
            "accord compare: --rivals: does not go with --uncertainty parameters or --format csv; expected each by "
            "itself, as text or json");
    refused("validate --set search.effort=0.1 --without trst",
            "accord validate: --set: 'search.effort' is a lever; expected a parameter: studies choose their levers\n"
            "accord validate: --without: unknown mechanism 'trst'; did you mean 'trust'?");
    refused("calibrate --method abc --informed-by x.json",
            "accord calibrate: --informed-by: belongs to method history; "
            "expected --method history, or no such option");
    refused("calibrate --informed-by no-such.json",
            "accord calibrate: --informed-by: 'no-such.json' is no record of a calibration; expected a record of "
            "`accord calibrate`");
    refused("calibrate --method history --waves 0 --tries 5 --only V71",
            "accord calibrate: --only: no target to calibrate with is 'V71'; did you mean 'V11'?\n"
            "accord calibrate: --waves: 0 is below the range; expected a whole number of waves from 1 to 20\n"
            "accord calibrate: --tries: belongs to method abc; expected --method abc, or no such option");
    refused(
        "calibrate --particles 2 --effort x",
        "accord calibrate: --effort: 'x' is not a number; expected a share of the studies' replicates from 0.01 to "
        "10\naccord calibrate: --particles: 2 is below the range; expected a whole number of parameter sets from 4 to "
        "10000");
}
