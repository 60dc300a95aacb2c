#include "viz/session/workshop_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace viz {
namespace {

using scenarios::Json;

constexpr std::array<const char*, n_move_kinds> move_names{"next", "predict", "decide", "settle", "play"};
constexpr std::uint32_t most_rounds = 5;
constexpr double most_points = 1000;

Json whole(std::int64_t low, std::size_t high) { return {{"type", "integer"}, {"minimum", low}, {"maximum", high}}; }

Json json_of(const Move& m) {
    Json j{{"kind", move_names[static_cast<std::size_t>(m.kind)]}};
    if (m.kind == MoveKind::play) j["card"] = m.card;
    if (m.kind == MoveKind::play || m.kind == MoveKind::next) return j;
    j["team"] = m.team;
    if (m.kind == MoveKind::predict) j["prediction"] = m.prediction;
    if (m.kind == MoveKind::decide) j["lever"] = m.lever, j["value"] = m.value;
    return j;
}

Move move_of(const Json& j) {
    Move m;
    const auto name = j.at("kind").get<std::string>();
    m.kind = static_cast<MoveKind>(std::find(move_names.begin(), move_names.end(), name) - move_names.begin());
    m.team = j.value("team", std::size_t{0}), m.card = j.value("card", std::size_t{0});
    m.prediction = j.value("prediction", Prediction{});
    m.lever = j.value("lever", ""), m.value = j.value("value", 0.0);
    return m;
}

} // namespace

Json workshop_schema() {
    const Json text{{"type", "string"}};
    Json kinds = Json::array();
    for (const char* name : move_names)
        kinds.push_back(name);
    const Json prediction{{"type", "array"}, {"minItems", 4}, {"maxItems", 4}, {"items", whole(-1, 1)}};
    const Json move{{"type", "object"},
                    {"required", Json::array({"kind"})},
                    {"additionalProperties", false},
                    {"properties",
                     {{"kind", {{"enum", kinds}}},
                      {"team", whole(0, most_teams - 1)},
                      {"prediction", prediction},
                      {"lever", text},
                      {"value", {{"type", "number"}}},
                      {"card", whole(0, shock_cards().size() - 1)}}}};
    const Json team{
        {"type", "object"},
        {"required", Json::array({"name"})},
        {"additionalProperties", false},
        {"properties",
         {{"name", text}, {"goal", text}, {"notes", {{"type", "array"}, {"maxItems", most_rounds}, {"items", text}}}}}};
    Json aims = Json::array();
    for (const std::size_t o : models::main_outcomes())
        aims.push_back(models::observables()[o].id);
    return {{"type", "object"},
            {"required", {"rounds", "budget", "teams", "moves"}},
            {"additionalProperties", false},
            {"properties",
             {{"rules", whole(1, 1000)},
              {"rounds", whole(1, most_rounds)},
              {"aim", {{"enum", aims}}},
              {"lucks", whole(fewest_lucks, most_lucks)},
              {"budget", {{"type", "number"}, {"minimum", 0}, {"maximum", most_points}}},
              {"teams", {{"type", "array"}, {"minItems", 1}, {"maxItems", most_teams}, {"items", team}}},
              {"moves", {{"type", "array"}, {"maxItems", 100000}, {"items", move}}}}}};
}

StoredWorkshop stored(const Workshop& workshop) {
    StoredWorkshop s{workshop_rules, workshop.settings(), {}, workshop.moves()};
    for (const Team& team : workshop.teams)
        s.teams.push_back({team.name, team.goal, team.notes});
    return s;
}

Json workshop_json(const StoredWorkshop& s) {
    Json teams = Json::array(), moves = Json::array();
    for (const StoredTeam& team : s.teams)
        teams.push_back({{"name", team.name}, {"goal", team.goal}, {"notes", team.notes}});
    for (const Move& move : s.moves)
        moves.push_back(json_of(move));
    return {{"rules", s.rules},
            {"rounds", s.settings.n_rounds},
            {"budget", s.settings.budget},
            {"aim", models::observables()[models::main_outcomes()[s.settings.aim]].id},
            {"lucks", s.settings.n_lucks},
            {"teams", teams},
            {"moves", moves}};
}

StoredWorkshop workshop_of(const Json& json) {
    StoredWorkshop s;
    s.settings.n_rounds = json.at("rounds").get<std::uint32_t>();
    s.settings.budget = json.at("budget").get<double>();
    s.settings.n_lucks = json.value("lucks", s.settings.n_lucks);
    s.rules = json.value("rules", 1);
    const auto& main = models::main_outcomes();
    const std::string aim = json.value("aim", std::string(models::observables()[main[0]].id));
    for (std::size_t k = 0; k < main.size(); ++k)
        if (models::observables()[main[k]].id == aim) s.settings.aim = k;
    for (const Json& team : json.at("teams"))
        s.teams.push_back({team.at("name").get<std::string>(), team.value("goal", ""),
                           team.value("notes", std::vector<std::string>{})});
    s.settings.n_teams = static_cast<std::uint32_t>(s.teams.size());
    for (const Json& move : json.at("moves"))
        s.moves.push_back(move_of(move));
    return s;
}

std::unique_ptr<Workshop> reopened(const StoredWorkshop& s, std::shared_ptr<const scenarios::Scenario> scenario,
                                   std::shared_ptr<const models::Parameters> parameters, const std::string& place,
                                   scenarios::Problems& problems) {
    if (s.rules != workshop_rules) {
        problems.add(place + "/rules", fmt::format("is {}: this workshop was played by other rules", s.rules),
                     fmt::format("expected {}, as this program plays: decide, then predict", workshop_rules));
        return nullptr;
    }
    auto workshop = std::make_unique<Workshop>(std::move(scenario), s.settings, std::move(parameters));
    for (std::size_t t = 0; t < s.teams.size(); ++t)
        workshop->teams[t].name = s.teams[t].name, workshop->teams[t].goal = s.teams[t].goal;
    for (std::size_t n = 0; n < s.moves.size(); ++n)
        if (!workshop->repeat(s.moves[n])) {
            problems.add(fmt::format("{}/moves/{}", place, n), "may not be made at this point of the workshop",
                         "expected the moves that the program wrote");
            return nullptr;
        }
    for (std::size_t t = 0; t < s.teams.size(); ++t)
        std::copy_n(s.teams[t].notes.begin(), std::min(s.teams[t].notes.size(), workshop->teams[t].notes.size()),
                    workshop->teams[t].notes.begin());
    return workshop;
}

} // namespace viz
