#include "viz/session/session_file.h"

#include "scenarios/library.h"
#include "scenarios/schema.h"
#include "scenarios/version.h"
#include "sim/checkpoint.h"
#include "sim/digest.h"
#include "sim/error.h"
#include "viz/session/stored_run.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>

namespace viz {
namespace {

using scenarios::Json;

constexpr std::array<const char*, n_action_kinds> action_names{"strategy", "command",    "luck", "branch",
                                                               "unbranch", "assumption", "seek", "play"};
constexpr std::array<const char*, n_deeds> deed_names{"did", "undid", "redid", "restarted", "noted"};
constexpr std::array<const char*, 4> command_names{"lever", "condition", "leader-leaves", "partner-leaves"};
constexpr double largest_row = 4294967295.0;

template <std::size_t n>
Json words(const std::array<const char*, n>& names) {
    Json list = Json::array();
    for (const char* name : names)
        list.push_back(name);
    return list;
}
template <std::size_t n>
std::size_t place(const std::array<const char*, n>& names, const std::string& word) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), word) - names.begin());
}

Json whole(double low, double high) { return {{"type", "integer"}, {"minimum", low}, {"maximum", high}}; }

Json action_json(const Action& a) {
    Json j{{"kind", action_names[static_cast<std::size_t>(a.kind)]},
           {"lane", a.lane == Lane::b ? "b" : "a"},
           {"month", a.command.month}};
    if (a.kind == ActionKind::strategy) j["strategy"] = a.strategy;
    if (a.kind == ActionKind::luck) j["replicate"] = a.replicate;
    if (a.kind == ActionKind::assumption) j["id"] = a.command.id, j["value"] = a.command.value;
    if (a.kind != ActionKind::command) return j;
    j["command"] = command_names[static_cast<std::size_t>(a.command.kind)];
    if (!a.command.id.empty()) j["id"] = a.command.id;
    j["value"] = a.command.value;
    if (a.command.row != sim::no_row) j["row"] = a.command.row;
    return j;
}

Action action_of(const Json& j) {
    Action a;
    a.kind = static_cast<ActionKind>(place(action_names, j.at("kind").get<std::string>()));
    a.lane = j.value("lane", "a") == "b" ? Lane::b : Lane::a;
    a.command.month = j.at("month").get<std::uint32_t>();
    a.strategy = j.value("strategy", "");
    a.replicate = j.value("replicate", 0u);
    a.command.id = j.value("id", "");
    a.command.value = j.value("value", 0.0);
    if (a.kind != ActionKind::command) return a;
    a.command.kind = static_cast<CommandKind>(place(command_names, j.value("command", "lever")));
    a.command.row = j.value("row", sim::no_row);
    return a;
}

Json entry_json(const LogEntry& entry) {
    const bool is_of_action = entry.deed != Deed::noted && entry.deed != Deed::restarted;
    Json j = is_of_action ? action_json(entry.action) : Json::object();
    j["deed"] = deed_names[static_cast<std::size_t>(entry.deed)];
    if (entry.deed == Deed::noted) j["note"] = entry.note;
    return j;
}

LogEntry entry_of(const Json& j) {
    LogEntry entry;
    entry.deed = static_cast<Deed>(place(deed_names, j.at("deed").get<std::string>()));
    if (j.contains("kind")) entry.action = action_of(j);
    entry.note = j.value("note", "");
    return entry;
}

/// A number of a table, in its range.
template <class T>
void judge_value(const Command& c, const sim::ParameterTable<T>& table, const char* what, const char* list,
                 const std::string& at, scenarios::Problems& problems) {
    const auto* row = table.find(c.id);
    if (!row)
        problems.add(at + "/id", fmt::format("unknown {} '{}'", what, scenarios::shown(c.id)),
                     fmt::format("expected an id of `accord list {}`", list));
    else if (const std::string why = sim::refusal(*row, c.value); !why.empty())
        problems.add(at + "/value: " + why);
}

/// What no schema can know: ids and ranges of the model.
void judge(const Action& a, const std::string& at, scenarios::Problems& problems) {
    const Command& c = a.command;
    if (a.kind == ActionKind::assumption)
        judge_value(c, models::parameter_table(), "parameter", "parameters", at, problems);
    if (a.kind != ActionKind::command) return;
    if (c.kind == CommandKind::lever) judge_value(c, models::lever_table(), "lever", "levers", at, problems);
    const bool is_condition = c.kind == CommandKind::condition;
    if (is_condition && models::condition_index(c.id) < 1)
        problems.add(at + "/id", fmt::format("unknown condition '{}'", scenarios::shown(c.id)),
                     "expected an id of `accord list conditions` other than calm");
    if (is_condition && (c.value < 0 || c.value > 1))
        problems.add(at + "/value", "is outside the range", "expected a strength from 0 to 1");
}

std::string digest_of(const Snapshot& now, Lane lane) {
    const Trajectory* run = now.run(lane);
    return now.is_current && run && run->is_complete ? sim::hex(run->digest) : "";
}

} // namespace

Json session_schema() {
    const Json digest{{"type", "string"}, {"pattern", "^([0-9a-f]{16})?$"}};
    const Json text{{"type", "string"}};
    const Json input{{"type", "object"},
                     {"required", {"path", "digest"}},
                     {"additionalProperties", false},
                     {"properties", {{"path", text}, {"digest", text}}}};
    const Json properties{{"kind", {{"enum", words(action_names)}}},
                          {"lane", {{"enum", {"a", "b"}}}},
                          {"month", whole(0, scenarios::months_measure.high)},
                          {"strategy", text},
                          {"replicate", whole(0, largest_row)},
                          {"command", {{"enum", words(command_names)}}},
                          {"id", text},
                          {"value", {{"type", "number"}}},
                          {"row", whole(0, largest_row)}};
    Json action{{"type", "object"}, {"required", {"kind", "month"}}, {"additionalProperties", false}}, entry = action;
    action["properties"] = entry["properties"] = properties;
    entry["required"] = Json::array({"deed"});
    entry["properties"]["deed"] = {{"enum", words(deed_names)}};
    entry["properties"]["note"] = text;
    entry["dependencies"] = {{"kind", {"month"}}}; // a line that tells of an action tells all that an action needs
    const Json store{{"type", "object"},
                     {"required", {"path", "treatment"}},
                     {"additionalProperties", false},
                     {"properties", {{"path", text}, {"treatment", whole(0, largest_row)}}}};
    return {{"$schema", "http://json-schema.org/draft-07/schema#"},
            {"title", "Session of Accord's visualiser"},
            {"type", "object"},
            {"required", {"format", "scenario", "seed", "months", "actions"}},
            {"additionalProperties", false},
            {"properties",
             {{"format", {{"enum", {"accord-session-1"}}}},
              {"program", text},
              {"model", text},
              {"scenario", text},
              {"inputs", {{"type", "array"}, {"items", input}}},
              {"seed", whole(0, scenarios::seed_measure.high)},
              {"months", whole(1, scenarios::months_measure.high)},
              {"month", whole(0, scenarios::months_measure.high)},
              {"digest-a", digest},
              {"digest-b", digest},
              {"store", store},
              {"workshop", workshop_schema()},
              {"replicate", whole(0, largest_row)},
              {"actions", {{"type", "array"}, {"maxItems", 100000}, {"items", action}}},
              {"log", {{"type", "array"}, {"maxItems", 1000000}, {"items", entry}}}}}};
}

StoredSession stored(const Session& session, const Snapshot& now, std::uint32_t month) {
    const scenarios::Scenario& scenario = session.scenario();
    StoredSession s;
    const std::string library = scenarios::library_folder();
    std::error_code error;
    const auto in_library = std::filesystem::path(library) / (scenario.name + ".json");
    s.origin = session.origin(), s.replicate = session.first_replicate();
    const bool is_known =
        !s.origin.path.empty() || (!library.empty() && std::filesystem::equivalent(in_library, scenario.file, error));
    s.scenario = is_known ? scenario.name : std::filesystem::absolute(scenario.file, error).string();
    s.inputs = scenario.inputs;
    for (scenarios::InputFile& file : s.inputs) // names are enough to tell which file changed
        file.path = std::filesystem::path(file.path).filename().string();
    s.program_version = scenarios::program_version(), s.model_version = models::model_version();
    s.seed = scenario.seed, s.months = scenario.months;
    s.actions = session.history().done(), s.log = session.history().log();
    s.month = month;
    s.digest_a = digest_of(now, Lane::a), s.digest_b = digest_of(now, Lane::b);
    return s;
}

std::string session_text(const StoredSession& s) {
    Json inputs = Json::array(), actions = Json::array(), log = Json::array();
    for (const auto& file : s.inputs)
        inputs.push_back({{"path", file.path}, {"digest", file.digest}});
    for (const Action& a : s.actions)
        actions.push_back(action_json(a));
    for (const LogEntry& entry : s.log)
        log.push_back(entry_json(entry));
    Json document{{"format", "accord-session-1"},
                  {"program", s.program_version},
                  {"model", s.model_version},
                  {"scenario", s.scenario},
                  {"inputs", inputs},
                  {"seed", s.seed},
                  {"months", s.months},
                  {"month", s.month},
                  {"digest-a", s.digest_a},
                  {"digest-b", s.digest_b},
                  {"replicate", s.replicate},
                  {"actions", actions},
                  {"log", log}};
    if (!s.origin.path.empty()) document["store"] = {{"path", s.origin.path}, {"treatment", s.origin.treatment}};
    if (s.workshop) document["workshop"] = workshop_json(*s.workshop);
    return document.dump(2) + "\n";
}

History history_of(const StoredSession& s) {
    std::vector<LogEntry> log = s.log;
    if (log.empty())
        for (const Action& action : s.actions)
            log.push_back({Deed::did, action, {}});
    return replayed(log);
}

void save_session(const std::string& path, const StoredSession& s) {
    const std::string text = session_text(s);
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    sim::write_file(path, {data, data + text.size()});
}

std::optional<StoredSession> read_session(const std::string& path, scenarios::Problems& problems) {
    const auto document = scenarios::read_json(path, problems);
    if (!document) return std::nullopt;
    const std::size_t before = problems.size();
    scenarios::check_schema(session_schema(), *document, path, "accord view", problems);
    if (problems.size() > before) return std::nullopt;
    StoredSession s;
    s.scenario = document->at("scenario").get<std::string>();
    s.program_version = document->value("program", ""), s.model_version = document->value("model", "");
    s.seed = document->at("seed").get<std::uint64_t>(), s.months = document->at("months").get<std::uint32_t>();
    s.month = document->value("month", 0u);
    s.digest_a = document->value("digest-a", ""), s.digest_b = document->value("digest-b", "");
    for (const Json& file : document->value("inputs", Json::array()))
        s.inputs.push_back({file.at("path").get<std::string>(), file.at("digest").get<std::string>()});
    for (const Json& one : document->at("actions")) {
        s.actions.push_back(action_of(one));
        judge(s.actions.back(), fmt::format("{}: /actions/{}", path, s.actions.size() - 1), problems);
    }
    s.replicate = document->value("replicate", 0u);
    if (document->contains("store")) {
        const Json& store = document->at("store");
        s.origin = {store.at("path").get<std::string>(), store.at("treatment").get<std::uint64_t>()};
    }
    if (document->contains("workshop")) s.workshop = workshop_of(document->at("workshop"));
    for (const Json& one : document->value("log", Json::array())) {
        s.log.push_back(entry_of(one));
        if (one.contains("kind"))
            judge(s.log.back().action, fmt::format("{}: /log/{}", path, s.log.size() - 1), problems);
    }
    if (!s.log.empty() && problems.size() == before && replayed(s.log).done() != s.actions)
        problems.add(path + ": /log", "does not lead to the actions", "expected the log that the program wrote");
    if (problems.size() > before) return std::nullopt;
    return s;
}

namespace {

/// From its file, the library, or the store of a sweep.
std::optional<scenarios::Scenario> read_scenario(const StoredSession& s, const std::string& path,
                                                 scenarios::Problems& problems) {
    if (s.origin.path.empty()) return scenarios::read_scenario(scenarios::find_scenario(s.scenario), problems);
    try {
        return *stored_run(s.origin, s.replicate).scenario;
    } catch (const sim::InputError& error) {
        problems.add(path + ": /store: " + error.what());
        return std::nullopt;
    }
}

} // namespace

std::shared_ptr<const scenarios::Scenario> scenario_of(const StoredSession& s, const std::string& path,
                                                       scenarios::Problems& problems) {
    auto scenario = read_scenario(s, path, problems);
    if (!scenario) return nullptr;
    scenario->seed = s.seed, scenario->months = s.months;
    for (std::size_t i = 0; i < s.inputs.size(); ++i)
        if (i >= scenario->inputs.size() || scenario->inputs[i].digest != s.inputs[i].digest)
            problems.add(
                path + ": /inputs",
                fmt::format("'{}' is no longer what the session was made with", scenarios::shown(s.inputs[i].path)),
                "expected the file of that time");
    for (std::size_t n = 0; n < s.actions.size(); ++n)
        if (s.actions[n].kind == ActionKind::strategy && !scenario->find_strategy(s.actions[n].strategy))
            problems.add(fmt::format("{}: /actions/{}/strategy", path, n),
                         fmt::format("unknown strategy '{}'", scenarios::shown(s.actions[n].strategy)),
                         scenarios::suggestion(s.actions[n].strategy, scenario->strategy_ids()));
    if (!problems.is_empty()) return nullptr;
    return std::make_shared<const scenarios::Scenario>(std::move(*scenario));
}

std::optional<std::string> replay_difference(const StoredSession& s, const Snapshot& now) {
    const std::string a = digest_of(now, Lane::a), b = digest_of(now, Lane::b);
    if (a.empty() || (!s.digest_b.empty() && b.empty())) return std::nullopt;
    std::string text;
    if (!s.digest_a.empty() && s.digest_a != a) text = fmt::format("A has digest {} instead of {}", a, s.digest_a);
    if (!s.digest_b.empty() && s.digest_b != b)
        text += fmt::format("{}B has digest {} instead of {}", text.empty() ? "" : "; ", b, s.digest_b);
    if (!text.empty() && s.model_version != models::model_version())
        text += fmt::format(" (made by model {}, this is {})", s.model_version, models::model_version());
    else if (!text.empty() && s.program_version != scenarios::program_version())
        text += fmt::format(" (made by accord {}, this is {}: CHANGELOG.md says what moved)", s.program_version,
                            scenarios::program_version());
    return text;
}

} // namespace viz
