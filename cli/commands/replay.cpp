// accord replay DB RUN: one stored run again; are the bits the same?
#include "experiments/sweep/replay.h"
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/store_note.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

/// What came of a run, as far as it must repeat itself.
std::string result_text(const experiments::StoredRun& run) {
    return run.digest.empty() ? fmt::format("{} ({})", name(run.status), run.reason) : run.digest;
}

std::string text_of(const experiments::Replay& replay, bool is_same) {
    std::string text = fmt::format("run {}: treatment {}, replicate {}, seed {}\nstored {}\nagain  {}\n",
                                   replay.stored.run, replay.stored.treatment, replay.stored.replicate,
                                   replay.stored.seed, result_text(replay.stored), result_text(replay.again));
    for (const std::string& line : replay.differing)
        text += "differs: " + line + "\n";
    return text + (is_same ? "bit-identical\n" : "NOT bit-identical\n");
}

int replay(const std::string& path, const std::string& run, const CommonArguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments, "accord replay", problems);
    if (path.empty()) problems.add("accord replay: DB", "is missing", "expected the store of a sweep");
    if (run.empty()) problems.add("accord replay: RUN", "is missing", "expected an id of the column run");
    problems.throw_if_any();
    const experiments::Store store(path);
    note_caveat(store);
    const experiments::Replay replay = experiments::replay_run(store, run);
    const bool is_same = replay.is_identical() && replay.stored.status == replay.again.status;
    if (format == Format::json)
        write_result(scenarios::Json{{"run", replay.stored.run},
                                     {"identical", is_same},
                                     {"stored", result_text(replay.stored)},
                                     {"again", result_text(replay.again)},
                                     {"differing", replay.differing},
                                     {"notes", replay.notes}});
    else if (format == Format::csv)
        write_result(TextTable{
            {"run", "identical", "stored", "again"},
            {{replay.stored.run, is_same ? "1" : "0", result_text(replay.stored), result_text(replay.again)}},
            {}}.csv());
    else
        write_result(text_of(replay, is_same));
    for (const std::string& note : replay.notes)
        write_note("accord: " + note);
    return is_same ? 0 : 1;
}

} // namespace

Run declare_replay(Options& options) {
    struct Arguments {
        std::string path, run;
        CommonArguments common;
    };
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"DB", &arguments->path, "Store of a sweep", "", files_only()},
                 {"RUN", &arguments->run, "Id, as in the column run of `accord export DB --table runs`"}});
    add_format_option(options, arguments->common);
    options.examples = "Example:\n  accord replay quick.db 0123456789abcdef\nExit code 1 if the digest is another.";
    return [arguments] { return replay(arguments->path, arguments->run, arguments->common); };
}

} // namespace cli
