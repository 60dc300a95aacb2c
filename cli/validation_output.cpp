#include "cli/validation_output.h"

#include "cli/record.h"
#include "cli/wording.h"
#include "scenarios/json.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace cli {
namespace {

using experiments::Target;
using experiments::Verdict;
using scenarios::Json;

std::string word(const Verdict& v) {
    if (!v.is_met) return "reported";
    return *v.is_met ? "met" : "MISSED";
}

/// "" for nothing.
std::string digits(double value) { return std::isfinite(value) ? scenarios::plain.number(value) : ""; }

/// "0.14 to 0.22", "at most 0.1", "above 0, p < .05".
std::string limits(const Target& t) {
    const std::string sign = t.needs_sign ? ", p < .05" : "";
    if (t.low && t.high) return fmt::format("{} to {}", digits(*t.low), digits(*t.high));
    if (t.low) return fmt::format("{} {}{}", t.needs_sign ? "above" : "at least", digits(*t.low), sign);
    if (t.high) return fmt::format("{} {}{}", t.needs_sign ? "below" : "at most", digits(*t.high), sign);
    return "";
}

/// One target: what was published, what came out, and whether that is met.
Record record_of(const Verdict& v) {
    const Target& t = v.target;
    return {{"id", t.id},
            {"of", t.of},
            {"name", t.name},
            {"target", value_of(t.target)},
            {"low", value_of(t.low)},
            {"high", value_of(t.high)},
            {"unit", t.unit},
            {"simulated", v.finding ? Value(v.finding->value) : Value()},
            {"se", v.finding ? Value(v.finding->se) : Value()},
            {"pass", v.is_met ? Value(*v.is_met) : Value()},
            {"use", t.use},
            {"evidence", t.evidence},
            {"test", t.test},
            {"how", v.finding ? v.finding->note : ""},
            {"reason", t.reason},
            {"repeats", t.repeats}};
}

Json json_of(const experiments::Validation& r, const std::vector<MechanismRow>& mechanisms,
             const experiments::Laboratory& lab) {
    const auto [met, all] = r.findings_met();
    const auto [moments_met, moments] = r.moments_met();
    Json document{{"version", models::model_version()},
                  {"seed", lab.seed},
                  {"passed", r.n_met()},
                  {"failed", r.n_missed()},
                  {"findings_met", met},
                  {"findings", all},
                  {"moments_met", moments_met},
                  {"moments", moments}};
    document["targets"] = Json::array(), document["beside"] = Json::array();
    for (const Verdict& v : r.verdicts)
        document["targets"].push_back(as_json(record_of(v)));
    for (const experiments::Finding& f : r.beside)
        document["beside"].push_back(
            {{"id", f.id}, {"simulated", json_number(f.value)}, {"se", json_number(f.se)}, {"how", f.note}});
    if (mechanisms.empty()) return document;
    document["mechanisms"] = Json::array();
    for (const MechanismRow& m : mechanisms)
        document["mechanisms"].push_back({{"id", m.id}, {"what", m.summary}, {"lost", m.lost}, {"won", m.won}});
    return document;
}

std::string headline(const experiments::Validation& r) {
    const auto [met, all] = r.findings_met();
    std::string text;
    if (all > 0) text = fmt::format("{} of {} published findings are reproduced", met, all);
    std::size_t ties_met = 0, ties = 0, without = 0, repeats = 0;
    for (const Verdict& v : r.verdicts) {
        without += v.is_met ? 0 : 1;
        repeats += v.is_met && !v.target.repeats.empty() ? 1 : 0;
        if (!v.is_met || !v.target.id.starts_with("T-")) continue;
        ties += 1, ties_met += *v.is_met ? 1 : 0;
    }
    const auto [data_met, data] = r.moments_met();
    if (data > 0)
        text += fmt::format("{}{} of {} moments of public data sets", text.empty() ? "" : ", and ", data_met, data);
    if (ties > 0) text += fmt::format("{}{} of {} figures of real ties", text.empty() ? "" : ", and ", ties_met, ties);
    if (text.empty())
        text = repeats > 0 ? "Only moments that repeat a finding were asked for" : "No target asked for has a verdict";
    text += fmt::format(". {} targets have no verdict; the last column says why.", without);
    if (repeats > 0)
        text += fmt::format(
            " Moments that repeat the statistic of a finding ({} here; one share between schools, from four "
            "sources, is one) count with it alone.",
            repeats);
    return text + " All parts of a finding must be met. Tolerances are those of the evidence base and were not "
                  "changed to pass; targets marked `calibrate` may have been fitted, those marked `check` never are.";
}

std::string beside_text(const experiments::Validation& r) {
    if (r.beside.empty()) return "";
    std::string text = "\nSide checks that no target asks for\n";
    for (const experiments::Finding& f : r.beside)
        text += fmt::format("  {}  {} (se {})  {}\n", f.id, digits(f.value), digits(f.se), f.note);
    return text;
}

std::string mechanisms_text(const std::vector<MechanismRow>& mechanisms, std::size_t width) {
    if (mechanisms.empty()) return "";
    TextTable table{{"mechanism off", "findings lost", "findings won"}, {}, {true, true, true}};
    const auto joined = [](const std::vector<std::string>& ids) {
        return ids.empty() ? std::string("none") : fmt::format("{}", fmt::join(ids, " "));
    };
    for (const MechanismRow& m : mechanisms)
        table.rows.push_back({m.id, joined(m.lost), joined(m.won)});
    return "\nWhich findings each mechanism carries: met with it, missed without it, and the other way round\n" +
           table.text(width);
}

std::string text_of(const experiments::Validation& r, const std::vector<MechanismRow>& mechanisms) {
    const std::size_t width = output_width();
    TextTable table{{"target", "published", "wanted", "simulated", "se", "unit", "use", "verdict", "what"},
                    {},
                    {true, false, false, false, false, true, true, true, true}};
    for (const Verdict& v : r.verdicts)
        table.rows.push_back({v.target.id, v.target.target ? digits(*v.target.target) : "", limits(v.target),
                              v.finding ? digits(v.finding->value) : "", v.finding ? digits(v.finding->se) : "",
                              v.target.unit, v.target.use, word(v),
                              v.target.reason.empty() ? v.target.name : v.target.reason});
    return wrapped(headline(r), width) + "\n" + table.text(width) + beside_text(r) +
           mechanisms_text(mechanisms, width) + "\n" +
           wrapped("Weakest part: trust, stubbornness of goals, power and the cost of coordination have no published "
                   "sizes, only signs; their parameters are free, and findings V16 and V19 to V22 rest on them. "
                   "Partners are synthetic; evidence is from the United States and London.",
                   width);
}

std::string csv_of(const experiments::Validation& r) {
    std::vector<Record> records;
    for (const Verdict& v : r.verdicts)
        records.push_back(record_of(v));
    return as_csv(records);
}

} // namespace

MechanismRow compare_without(const models::Mechanism& mechanism, const experiments::Validation& with,
                             experiments::Validation without) {
    MechanismRow row{mechanism.id, mechanism.summary, {}, {}, std::move(without)};
    for (std::size_t k = 0; k < with.verdicts.size(); ++k) {
        const auto &before = with.verdicts[k].is_met, &after = row.without.verdicts[k].is_met;
        if (before == true && after == false) row.lost.push_back(with.verdicts[k].target.id);
        if (before == false && after == true) row.won.push_back(with.verdicts[k].target.id);
    }
    return row;
}

std::string validation_text(const experiments::Validation& result, const std::vector<MechanismRow>& mechanisms,
                            const experiments::Laboratory& lab, Format format) {
    if (format == Format::json) return json_of(result, mechanisms, lab).dump(2) + "\n";
    return format == Format::csv ? csv_of(result) : text_of(result, mechanisms);
}

StudyBar::StudyBar(bool is_quiet, std::string label)
    : label_(std::move(label)), is_shown_(!is_quiet && isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()) {}

StudyBar::~StudyBar() {
    if (is_shown_) std::fputs("\r\033[K", stderr);
}

void StudyBar::update(std::size_t study, std::size_t studies, const std::string& what) {
    if (!is_shown_) return;
    const double gone = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    const double left = study > 0 ? gone / static_cast<double>(study) * static_cast<double>(studies - study) : 0;
    const std::string eta = study > 0 ? fmt::format("  ETA {:.0f} s", left) : "";
    fmt::print(stderr, "\r\033[K{}{}study {}/{}: {}{}", label_, label_.empty() ? "" : ", ", study + 1, studies, what,
               eta);
    std::fflush(stderr);
}

} // namespace cli
