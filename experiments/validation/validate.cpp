#include "experiments/validation/validate.h"

#include "experiments/validation/studies.h"
#include "scenarios/json.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace experiments {

extern const char* const targets_json;

namespace {

constexpr double two_sided_5_percent = 1.959963984540054;

std::optional<double> number(const scenarios::Json& row, const char* key) {
    const auto it = row.find(key);
    if (it == row.end() || !it->is_number()) return std::nullopt;
    return it->get<double>();
}

bool begins(const std::string& id, const std::string& with) {
    return id == with || (id.size() > with.size() && id.compare(0, with.size(), with) == 0 && id[with.size()] == '.');
}

/// Does a study speak to any target asked for?
bool is_asked(const Study& study, const std::vector<std::string>& only) {
    if (only.empty()) return true;
    for (const std::string& id : only)
        for (const std::string& covered : study.targets)
            if (begins(id, covered) || begins(covered, id)) return true;
    return false;
}

void check_ids(const std::vector<std::string>& only, scenarios::Problems& problems) {
    std::vector<std::string> known;
    for (const Target& t : targets())
        known.push_back(t.id);
    for (const std::string& id : only)
        if (std::none_of(known.begin(), known.end(), [&](const std::string& k) { return begins(k, id); }))
            problems.add("accord validate: --only", "unknown target '" + scenarios::shown(id) + "'",
                         scenarios::suggestion(id, known));
}

} // namespace

bool is_asked(const std::string& id, const std::vector<std::string>& only) {
    return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& o) { return begins(id, o); });
}

const std::vector<Target>& targets() {
    static const std::vector<Target> all = [] {
        std::vector<Target> list;
        const scenarios::Json document = scenarios::Json::parse(targets_json);
        for (const scenarios::Json& row : document.at("targets")) {
            Target t;
            t.id = row.at("id"), t.of = row.at("of"), t.name = row.at("name"), t.unit = row.at("unit");
            t.target = number(row, "target"), t.low = number(row, "low"), t.high = number(row, "high");
            t.evidence = row.at("evidence").get<std::vector<std::string>>();
            t.test = row.at("test"), t.use = row.at("use");
            t.needs_sign = row.contains("sign");
            t.reason = row.value("reason", ""), t.fitted_from = row.value("fitted-from", "");
            t.repeats = row.value("repeats", "");
            list.push_back(std::move(t));
        }
        return list;
    }();
    return all;
}

bool is_met(const Target& target, const Finding& finding) {
    if (!std::isfinite(finding.value)) return false;
    const double margin = target.needs_sign ? two_sided_5_percent * finding.se : 0.0;
    if (target.low && !(finding.value - margin >= *target.low)) return false;
    return !target.high || finding.value + margin <= *target.high;
}

std::size_t Validation::n_met() const {
    return static_cast<std::size_t>(
        std::count_if(verdicts.begin(), verdicts.end(), [](const Verdict& v) { return v.is_met == true; }));
}
std::size_t Validation::n_missed() const {
    return static_cast<std::size_t>(
        std::count_if(verdicts.begin(), verdicts.end(), [](const Verdict& v) { return v.is_met == false; }));
}

std::pair<std::size_t, std::size_t> Validation::findings_met() const {
    std::map<std::string, bool> whole;
    for (const Verdict& v : verdicts)
        if (v.target.of != "data" && v.is_met) {
            const auto [it, is_new] = whole.try_emplace(v.target.of, true);
            it->second = it->second && *v.is_met;
        }
    const auto met = std::count_if(whole.begin(), whole.end(), [](const auto& entry) { return entry.second; });
    return {static_cast<std::size_t>(met), whole.size()};
}

std::pair<std::size_t, std::size_t> Validation::moments_met() const {
    std::size_t met = 0, all = 0;
    for (const Verdict& v : verdicts)
        if (v.target.of == "data" && v.is_met && v.target.repeats.empty() && !v.target.id.starts_with("T-"))
            all += 1, met += *v.is_met ? 1 : 0;
    return {met, all};
}

Validation validate(const Laboratory& lab, const std::vector<std::string>& only, scenarios::Problems& problems,
                    const StudyWatch& watch) {
    check_ids(only, problems);
    Validation result;
    if (!problems.is_empty()) return result;
    std::vector<const Study*> asked;
    for (const Study& study : studies())
        if (is_asked(study, only)) asked.push_back(&study);
    std::map<std::string, Finding> found;
    std::vector<std::string> order;
    for (std::size_t k = 0; k < asked.size(); ++k) {
        if (watch) watch(k, asked.size(), asked[k]->what);
        for (Finding& f : asked[k]->run(lab)) {
            order.push_back(f.id);
            found[f.id] = std::move(f);
        }
    }
    for (const Target& target : targets()) {
        if (!is_asked(target.id, only)) continue;
        Verdict verdict{target, std::nullopt, std::nullopt};
        if (const auto it = found.find(target.id); it != found.end()) {
            verdict.finding = it->second;
            if (target.reason.empty()) verdict.is_met = is_met(target, it->second);
        }
        result.verdicts.push_back(std::move(verdict));
    }
    for (const std::string& id : order)
        if (is_asked(id, only) &&
            std::none_of(targets().begin(), targets().end(), [&](const Target& t) { return t.id == id; }))
            result.beside.push_back(found[id]);
    return result;
}

} // namespace experiments
