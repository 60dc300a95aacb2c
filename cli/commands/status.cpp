// accord status DB: how far a sweep is, from any terminal, also while it runs.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/store_note.h"
#include "experiments/sweep/completeness.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <map>
#include <memory>
#include <unistd.h>

namespace cli {
namespace {

using experiments::Store;
using experiments::StoredSession;
using scenarios::Json;

/// Does the session's process still live, as far as this machine can tell?
bool is_alive(const StoredSession& session) {
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    if (session.host != host || session.process <= 0) return true;
    return kill(session.process, 0) == 0 || errno == EPERM;
}

std::string state_of(const StoredSession& session) {
    return session.state == "running" && !is_alive(session) ? "killed" : session.state;
}

/// Reasons of failed runs with their number and one run each.
std::map<std::string, std::pair<std::uint64_t, std::string>> reasons_of(const Store& store) {
    std::map<std::string, std::pair<std::uint64_t, std::string>> reasons;
    store.each_failed([&](const experiments::StoredRun& run) {
        auto& entry = reasons[run.reason];
        if (++entry.first == 1)
            entry.second = fmt::format("run {}, treatment {}, replicate {}, seed {}", run.run, run.treatment,
                                       run.replicate, run.seed);
    });
    return reasons;
}

struct View {
    experiments::StoreCounts counts;
    experiments::Completeness whole, part; ///< Of the whole plan, and of the last session's shard.
    std::vector<StoredSession> sessions;
    std::string state;
    double eta = 0;
    std::vector<experiments::StrategyMean> means;
    std::string watched;
    std::map<std::string, std::pair<std::uint64_t, std::string>> reasons;

    bool is_part() const { return !sessions.empty() && sessions.back().shard != experiments::Shard{}.text(); }
};

/// What the last session says where it did not end in order; else what the plan says.
std::string state_of(const View& view) {
    std::string last = view.sessions.empty() ? "" : state_of(view.sessions.back());
    if (!last.empty() && last != "finished") return last;
    if (view.whole.missing() == 0) return "finished";
    if (view.is_part() && view.part.missing() == 0) return "finished"; // of its shard, as the line below it says
    return view.counts.all() == 0 ? "not begun" : "incomplete";
}

View view_of(const Store& store) {
    View view{store.counts(),   experiments::completeness_of(store), {}, store.sessions(), "", 0, {}, "",
              reasons_of(store)};
    view.part = view.whole;
    if (view.is_part())
        if (const auto shard = experiments::parse_shard(view.sessions.back().shard))
            view.part = experiments::completeness_of(store, *shard);
    view.state = state_of(view);
    if (view.state == "running" && view.sessions.back().runs_per_second > 0)
        view.eta = static_cast<double>(view.part.missing()) / view.sessions.back().runs_per_second;
    const int ability = store.outcome_index("ability-mean");
    if (store.header().outcomes.empty()) return view;
    const auto watched = static_cast<std::size_t>(ability < 0 ? 0 : ability);
    view.watched = store.header().outcomes[watched].id;
    view.means = store.strategy_means(watched);
    return view;
}

Json json_of(const Store& store, const View& view) {
    Json document{{"store", store.path()},
                  {"experiment", store.header().experiment},
                  {"state", view.state},
                  {"planned", view.whole.planned},
                  {"done", view.counts.done},
                  {"failed", view.counts.failed + view.counts.over_limit},
                  {"complete", view.whole.json()},
                  {"treatments", store.header().n_treatments},
                  {"run_seconds", view.counts.seconds}};
    const bool is_running = view.state == "running";
    document["runs_per_second"] = is_running ? Json(view.sessions.back().runs_per_second) : Json();
    document["eta_seconds"] = is_running ? Json(view.eta) : Json();
    if (view.is_part()) {
        document["shard"] = view.part.json();
        document["shard"]["part"] = view.sessions.back().shard;
    }
    document["best_so_far"] = Json::array();
    for (const auto& mean : view.means)
        document["best_so_far"].push_back({{"strategy", mean.strategy},
                                           {"outcome", view.watched},
                                           {"mean", json_number(mean.mean)},
                                           {"runs", mean.runs}});
    document["failures"] = Json::array();
    for (const auto& [reason, entry] : view.reasons)
        document["failures"].push_back({{"reason", reason}, {"runs", entry.first}, {"first", entry.second}});
    document["sessions"] = Json::array();
    for (const StoredSession& session : view.sessions)
        document["sessions"].push_back({{"host", session.host},
                                        {"process", session.process},
                                        {"shard", session.shard},
                                        {"state", state_of(session)},
                                        {"started", session.started},
                                        {"updated", session.updated},
                                        {"done", session.done},
                                        {"failed", session.failed}});
    return document;
}

std::string csv_of(const Store& store, const View& view) {
    TextTable table{
        {"store", "experiment", "state", "planned", "done", "failed", "runs_per_second", "eta_seconds"}, {}, {}};
    const bool is_running = view.state == "running";
    table.rows.push_back({store.path(), store.header().experiment, view.state, std::to_string(view.whole.planned),
                          std::to_string(view.counts.done), std::to_string(view.counts.failed + view.counts.over_limit),
                          is_running ? csv_number(view.sessions.back().runs_per_second) : "",
                          is_running ? csv_number(view.eta) : ""});
    return table.csv();
}

std::string text_of(const Store& store, const View& view) {
    std::string text =
        fmt::format("{}: {} ({}): {}\n", store.path(), store.header().title, store.header().experiment, view.state);
    text += fmt::format("{}: {} done, {} failed, {} missing; {:.0f} s of computing\n", view.whole.text(),
                        view.whole.done, view.whole.failed, view.whole.missing(), view.counts.seconds);
    if (view.is_part())
        text += fmt::format("Shard {}: {}, {} missing\n", view.sessions.back().shard, view.part.text(),
                            view.part.missing());
    if (view.state == "incomplete") text += fmt::format("Short: {}\n", view.whole.short_cells());
    if (view.state == "running")
        text += fmt::format("{:.1f} runs/s, about {:.0f} s left, last heard of {}\n",
                            view.sessions.back().runs_per_second, view.eta, view.sessions.back().updated);
    if (view.state == "killed" || view.state == "interrupted" || view.state == "stopped" || view.state == "incomplete")
        text += fmt::format("Go on with: accord sweep {} --out {} --resume\n", store.header().experiment_file,
                            store.path());
    for (const auto& [reason, entry] : view.reasons)
        text += fmt::format("{} failed: {} (first: {})\n", entry.first, reason, entry.second);
    if (view.means.empty()) return text;
    TextTable table{{"strategy", view.watched, "runs"}, {}, {}};
    for (const auto& mean : view.means)
        table.rows.push_back({mean.strategy, scenarios::plain.number(mean.mean), std::to_string(mean.runs)});
    return text + "\nBest so far, over all worlds:\n" + table.text(output_width());
}

int status(const std::string& path, const CommonArguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments, "accord status", problems);
    if (path.empty()) problems.add("accord status: DB", "is missing", "expected the store of a sweep");
    problems.throw_if_any();
    const Store store(path);
    note_caveat(store);
    const View view = view_of(store);
    if (format == Format::json)
        write_result(json_of(store, view));
    else
        write_result(format == Format::csv ? csv_of(store, view) : text_of(store, view));
    return 0;
}

} // namespace

Run declare_status(Options& options) {
    struct Arguments {
        std::string path;
        CommonArguments common;
    };
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"DB", &arguments->path, "Store of a sweep", "", files_only()}});
    add_format_option(options, arguments->common);
    options.examples = "Example:\n  accord status quick.db";
    return [arguments] { return status(arguments->path, arguments->common); };
}

} // namespace cli
