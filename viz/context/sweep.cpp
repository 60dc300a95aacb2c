#include "viz/context/sweep.h"

#include "sim/digest.h"
#include "viz/context/context.h"
#include "viz/session/stored_run.h"

#include <fmt/format.h>

#include <filesystem>

namespace viz {

void open_store(Context& context, const std::string& path) {
    Sweep& sweep = context.sweep;
    sweep = {};
    sweep.view = open_sweep(path);
    SweepChoice& choice = sweep.choice;
    while (choice.strategy + 1 < sweep.view->strategies.size() &&
           sweep.view->strategies[choice.strategy] == sweep.view->baseline)
        ++choice.strategy;
    for (const auto& one : sweep.view->treatments)
        if (one.strategy == sweep.view->strategies[choice.strategy]) return open_run(context, one.treatment, 0);
}

void open_run(Context& context, std::uint64_t treatment, std::uint32_t replicate) {
    context.files.attempt([&] {
        const StoreOrigin origin{std::filesystem::absolute(context.sweep.view->path).string(), treatment};
        const StoredRunScenario run = stored_run(origin, replicate);
        context.begin(std::make_unique<Session>(run.scenario, context.engine, replicate, origin));
        context.view.month = 0;
        context.sweep.opened = {fmt::format("{}, luck {}", run.scenario->title, replicate), run.digest};
        return context.sweep.opened.name + " opened";
    });
}

std::string opened_run_text(const Context& context) {
    const OpenedRun& opened = context.sweep.opened;
    const Trajectory* known = context.now.run(Lane::a);
    const std::string start = "Open now: " + opened.name;
    if (!known || !known->is_complete || !context.now.is_current) return start + ".";
    if (opened.digest.empty()) return start + "; the store holds no finished run of that luck.";
    const std::string own = sim::hex(known->digest);
    if (own == opened.digest) return fmt::format("{}: the same bits as in the store (digest {}).", start, own);
    const auto script = context.session->script(Lane::a);
    if (!script->commands.empty() || script->parameters || script->replicate != context.session->first_replicate())
        return start + ", changed since.";
    return fmt::format("{}: digest {} instead of the store's {} (made by model {}, this is {}).", start, own,
                       opened.digest, context.sweep.view ? context.sweep.view->version : "?", models::model_version());
}

} // namespace viz
