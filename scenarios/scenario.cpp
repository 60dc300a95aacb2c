#include "scenarios/scenario.h"

#include "scenarios/condition_text.h"
#include "scenarios/given.h"
#include "scenarios/library.h"
#include "scenarios/reader.h"
#include "scenarios/region.h"
#include "scenarios/schema.h"
#include "scenarios/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace scenarios {
namespace {

constexpr std::string_view partners_caveat =
    "partners, programmes and agreements are synthetic: generated from the seed";
constexpr std::string_view agreements_caveat =
    "partners are given by the user; agreements and all that becomes of them are synthetic: simulated from the seed";
constexpr std::string_view secondary_caveat =
    "secondary schools are synthetic: added to take the region's leavers, with their poverty and money";
constexpr std::string_view country_caveat = "the schools are synthetic: drawn from published distributions of size, "
                                            "poverty and spending; no real place is meant";
constexpr std::string_view college_caveat = "the community college is synthetic";

std::string ties_caveat(const models::TiesAccount& ties) {
    return fmt::format(
        "given: partners and ties ({} of {} start{}); synthetic: what becomes of them, other ties, and what the files "
        "leave open",
        ties.started, ties.given,
        ties.scaled > 0 ? fmt::format(", {} scaled to their partners' means", ties.scaled) : "");
}

/// Reads the parts of one scenario file in turn.
class Parts {
  public:
    Parts(const std::string& path, Problems& problems) : problems_(problems) { scenario_.file = path; }

    Scenario read(const Json& document) {
        Reader root(&document, scenario_.file, "", problems_);
        root.optional_text("$schema", "");
        scenario_.name = root.identifier("name");
        scenario_.title = root.text("title");
        scenario_.about = root.text("about");
        scenario_.months = static_cast<std::uint32_t>(root.optional_count("horizon-months", months_measure, 120));
        scenario_.replicates = static_cast<std::uint32_t>(root.optional_count("replicates", replicates_measure, 20));
        scenario_.seed = root.optional_count("seed", seed_measure, 1);
        scenario_.caveats = root.optional_texts("caveats");
        scenario_.setup.burn_in = models::usual_burn_in;
        if (root.has("burn-in")) read_burn_in(root, document["burn-in"]);
        read_conditions(root.object("conditions", false));
        read_parameters(root.object("parameters", false));
        read_strategies(root.object("strategies", false));
        choose_strategy(root);
        read_region(root.object("region", true));
        root.finish();
        return std::move(scenario_);
    }

  private:
    void read_burn_in(Reader& root, const Json& value) {
        const bool is_whole = value.is_number_unsigned();
        if (!is_whole && !value.is_string()) {
            root.fault("burn-in", "is " + kind_of(value), "expected \"none\", \"stationary\" or months in whole years");
            return;
        }
        const std::string text = is_whole ? std::to_string(value.get<std::uint64_t>()) : value.get<std::string>();
        if (const auto burn_in = given_burn_in(text, scenario_.file + ": /burn-in", problems_))
            scenario_.setup.burn_in = *burn_in;
    }

    void read_conditions(Reader reader) {
        for (const auto& [id, value] : reader.members()) {
            const auto strength = reader.number_of(id, *value, strength_measure);
            const int index = models::condition_index(id);
            if (index <= 0) {
                std::vector<std::string> names = condition_names();
                names.erase(names.begin());
                reader.fault(id, id == "calm" ? "calm is the absence of conditions" : "unknown condition",
                             suggestion(id, names));
            } else if (strength)
                scenario_.setup.conditions.strength[static_cast<std::size_t>(index)] = *strength;
        }
    }

    void read_parameters(Reader reader) {
        read_values(reader, models::parameter_table(), scenario_.setup.parameters, "parameter");
    }

    void read_strategies(Reader reader) {
        read_strategies_beside();
        const std::size_t n_beside = scenario_.custom.size();
        for (const auto& [id, value] : reader.members()) {
            if (!is_identifier(id))
                reader.fault(id, "is not a name in kebab-case",
                             "expected lower-case letters, digits and single dashes");
            if (find_strategy(id))
                reader.fault(id, "is the name of a shipped strategy", "expected another name");
            else if (scenario_.find_strategy(id))
                reader.fault(id, "is the name of a strategy in the folder strategies", "expected another name");
            if (id == models::status_quo)
                reader.fault(id, "stands for the scenario's own strategy going on", "expected another name");
            if (id == all_word) reader.fault(id, "stands for every strategy", "expected another name");
            Reader own = reader.child(id, *value);
            Strategy info{id, own.optional_text("name", id), own.optional_text("about", "own strategy")};
            if (const Strategy* like = choose(own, "like", "", n_beside)) info.levers = like->levers, add_inputs(*like);
            Reader levers = own.object("levers", false);
            read_values(levers, models::lever_table(), info.levers, "lever");
            own.finish();
            scenario_.custom.push_back(std::move(info));
        }
        std::rotate(scenario_.custom.begin(), scenario_.custom.begin() + static_cast<std::ptrdiff_t>(n_beside),
                    scenario_.custom.end()); // what is written in the file comes first
    }

    /// Those of the folder `strategies` beside the scenario; beside a shipped scenario that is the folder of the
    /// shipped.
    void read_strategies_beside() {
        std::error_code error;
        const std::string folder = data_path("strategies");
        if (!std::filesystem::is_directory(folder, error) ||
            std::filesystem::equivalent(folder, strategies_folder(), error))
            return;
        scenario_.custom = scenarios::read_strategies(folder, problems_);
    }

    /// The strategy named under `key`, shipped or one of the first `n_own` of the scenario's own.
    const Strategy* choose(Reader& reader, std::string_view key, const std::string& fallback, std::size_t n_own) {
        const std::string id = reader.has(key) || fallback.empty() ? reader.text(key) : fallback;
        if (id.empty()) return nullptr;
        const auto end = scenario_.custom.begin() + static_cast<std::ptrdiff_t>(n_own);
        const auto own = std::find_if(scenario_.custom.begin(), end, [&](const Strategy& s) { return s.id == id; });
        if (own != end) return &*own;
        if (const Strategy* found = find_strategy(id)) return found;
        std::vector<std::string> ids = scenario_.strategy_ids();
        ids.resize(shipped_strategies().size() + n_own);
        reader.fault(key, fmt::format("unknown strategy '{}'", shown(id)), suggestion(id, ids));
        return nullptr;
    }

    void choose_strategy(Reader& root) {
        const std::string word = root.optional_text("strategy", scenario_.strategy);
        if (is_strategy_file(word)) {
            const std::string id = scenario_.take_strategy(data_path(word), "", problems_);
            if (!id.empty()) take(*scenario_.find_strategy(id));
        } else if (const Strategy* chosen = choose(root, "strategy", scenario_.strategy, scenario_.custom.size()))
            take(*chosen);
    }

    void take(const Strategy& chosen) {
        scenario_.strategy = chosen.id;
        scenario_.setup.levers = scenario_.setup.today = chosen.levers;
        scenario_.today = {std::string(models::status_quo), "the status quo",
                           fmt::format("today's partnerships go on ({})", chosen.name), chosen.levers};
        add_inputs(chosen);
    }

    void add_inputs(const Strategy& strategy) {
        for (const std::string& file : strategy.files) {
            const auto is_it = [&](const InputFile& input) { return input.path == file; };
            if (std::none_of(scenario_.inputs.begin(), scenario_.inputs.end(), is_it))
                scenario_.inputs.push_back({file, ""});
        }
    }

    void read_region(Reader reader) {
        models::Region& region = scenario_.setup.region;
        region.name = reader.text("name");
        region.money_year = static_cast<int>(
            reader.optional_count("money-year", money_year_measure, static_cast<std::uint64_t>(region.money_year)));
        region.score_mean = reader.optional_number("score-mean", score_mean_measure, region.score_mean);
        region.score_pupil_sd = reader.optional_number("score-pupil-sd", score_sd_measure, region.score_pupil_sd);
        const bool wants_synthetic = reader.has("synthetic-partners");
        Reader synthetic = reader.object("synthetic-partners", false);
        region.partners_per_10000 =
            synthetic.optional_number("per-10000-pupils", partners_measure, region.partners_per_10000);
        synthetic.finish();
        region.synthetic_secondary = reader.has("synthetic-secondary");
        Reader secondary = reader.object("synthetic-secondary", false);
        region.pupils_per_secondary =
            secondary.optional_number("pupils-per-school", secondary_measure, region.pupils_per_secondary);
        secondary.finish();
        region.synthetic_college = reader.optional_flag("synthetic-college", false);
        const int start_year = static_cast<int>(
            reader.optional_count("start-year", money_year_measure, static_cast<std::uint64_t>(region.money_year)));
        if (reader.has("school-choice")) {
            Reader choice = reader.object("school-choice", false);
            region.choice_km = choice.optional_number("scale-km", choice_measure, 4);
            choice.finish();
        }
        const bool is_made_up = reader.has("synthetic-country");
        if (is_made_up) read_country(reader.object("synthetic-country", false));
        const std::string schools =
            data_path(is_made_up ? reader.optional_text("schools", "") : reader.text("schools"));
        const std::string partners = data_path(reader.optional_text("partners", ""));
        const std::string ties = data_path(reader.optional_text("ties", ""));
        reader.finish();
        if (is_made_up && !schools.empty())
            reader.fault("synthetic-country", "contradicts /region/schools", "expected one of the two");
        if (is_made_up && !ties.empty())
            reader.fault("ties", "is given for a synthetic country", "expected ties only where schools are given");
        if (!partners.empty() && wants_synthetic)
            reader.fault("synthetic-partners", "contradicts /region/partners", "expected one of the two");
        if (!ties.empty() && partners.empty())
            reader.fault("ties", "is given without partners", "expected /region/partners with the partners it names");
        region.synthetic_partners = partners.empty();
        const ScoreScale scale{region.score_mean, region.score_pupil_sd};
        scenario_.start_year = start_year;
        SchoolYears years{start_year, {}};
        if (!schools.empty()) region.schools = read_schools(schools, scale, problems_, scenario_.notes, &years);
        say_of_years(years);
        if (!partners.empty()) region.partners = read_partners(partners, problems_, scenario_.notes);
        if (!ties.empty() && !partners.empty())
            region.ties = read_ties(ties, &region, start_year, problems_, scenario_.notes);
        finish_region(region);
        for (const std::string& file : {schools, partners, ties})
            if (!file.empty()) scenario_.inputs.push_back({file, ""});
    }

    /// A country made of published distributions instead of a file of schools.
    void read_country(Reader reader) {
        models::Region& region = scenario_.setup.region;
        models::SyntheticRegion country;
        country.students = reader.optional_number("students", country_students_measure, country.students);
        country.schools = reader.optional_number("schools", country_schools_measure, country.schools);
        country.counties = reader.optional_number("counties", country_counties_measure, country.counties);
        country.seed = reader.optional_count("seed", seed_measure, country.seed);
        reader.finish();
        const models::StudentParameters& p = scenario_.setup.parameters.student;
        country.background_sd /= p.lunch_slope; // shares of low-income pupils spread more than background does
        region.schools = models::make_region(country, p.ses_within_sd, p.low_income_cut).schools;
        scenario_.caveats.emplace_back(country_caveat);
    }

    void finish_region(models::Region& region) {
        if (problems_.is_empty() && !region.ties.empty()) {
            say_of_ties(models::account_of_ties(region, scenario_.setup.parameters));
        } else
            scenario_.caveats.emplace_back(region.synthetic_partners ? partners_caveat : agreements_caveat);
        if (region.synthetic_secondary) scenario_.caveats.emplace_back(secondary_caveat);
        if (region.synthetic_college) scenario_.caveats.emplace_back(college_caveat);
        region.caveats = scenario_.caveats;
    }

    /// Years after the start stand beside the run; what else a file of several years holds is said to be unused.
    void say_of_years(const SchoolYears& years) {
        if (years.others.empty()) return;
        std::vector<int> before, after;
        for (const auto& [year, schools] : years.others) {
            (year < scenario_.start_year ? before : after).push_back(year);
            if (year > scenario_.start_year) add_recorded(year, schools);
        }
        std::string said = fmt::format("schools start from their rows of {}", scenario_.start_year);
        if (!after.empty())
            said += fmt::format("; of {} the rates of graduation, chronic absence and college entry stand beside the "
                                "run and nothing else is used",
                                fmt::join(after, ", "));
        if (!before.empty()) said += fmt::format("; rows of {} are not used", fmt::join(before, ", "));
        scenario_.notes.push_back(said);
        scenario_.caveats.push_back(said);
    }

    void add_recorded(int year, const std::vector<models::School>& schools) {
        using Rate = std::optional<double> models::School::*;
        const auto add = [&](std::string_view outcome, Rate rate, bool is_of_leavers) {
            Recorded mean{year, outcome, 0, 0};
            double weight = 0;
            for (const models::School& s : schools) {
                if (!(s.*rate)) continue;
                const double pupils = is_of_leavers ? s.enrolment / (s.grade_high - s.grade_low + 1) : s.enrolment;
                weight += pupils, mean.value += pupils * *(s.*rate), mean.schools += 1;
            }
            mean.value /= weight;
            if (mean.schools > 0) scenario_.recorded.push_back(mean);
        };
        add("graduation-rate", &models::School::graduation_rate, true);
        add("chronic-absence", &models::School::chronic_absence_rate, false);
        add("college-entry", &models::School::college_entry_rate, true);
    }

    /// What is given and what is not, and every tie that cannot start.
    void say_of_ties(const models::TiesAccount& ties) {
        scenario_.caveats.insert(scenario_.caveats.begin(), ties_caveat(ties)); // first, where lists are cut
        for (const auto& one : ties.left_out) {
            scenario_.caveats.push_back(left_out_text(one));
            scenario_.notes.push_back(left_out_text(one));
        }
    }

    /// Paths in a scenario are relative to the scenario file.
    std::string data_path(const std::string& path) const {
        if (path.empty()) return path;
        const std::filesystem::path given(path);
        if (given.is_absolute()) return path;
        return (std::filesystem::path(folder_of(scenario_.file)) / given).lexically_normal().string();
    }

    Scenario scenario_;
    Problems& problems_;
};

} // namespace

std::string left_out_text(const models::TiesAccount::LeftOut& tie) {
    return fmt::format("tie left out: {} with {} ({}): {}", tie.school, tie.partner, tie.programme, tie.why);
}

const Strategy* Scenario::find_strategy(std::string_view id) const {
    for (const Strategy& info : custom)
        if (info.id == id) return &info;
    if (!today.id.empty() && today.id == id) return &today;
    return scenarios::find_strategy(id);
}

models::Levers Scenario::levers_of(std::string_view id) const {
    models::Levers levers = find_strategy(id)->levers;
    if (setup.burn_in.is_on() && id == models::counterfactual) levers.agreement.readiness = 0;
    return levers;
}

std::vector<std::string> Scenario::strategy_ids() const {
    std::vector<std::string> ids;
    for (const Strategy& info : shipped_strategies())
        ids.push_back(info.id);
    for (const Strategy& info : custom)
        ids.push_back(info.id);
    return ids;
}

std::string Scenario::take_strategy(const std::string& word, const std::string& place, Problems& problems) {
    if (!is_strategy_file(word)) {
        if (find_strategy(word)) return word;
        problems.add(place, fmt::format("unknown strategy '{}'", shown(word)), suggestion(word, strategy_ids()));
        return "";
    }
    std::optional<Strategy> read = read_strategy(word, problems);
    if (!read) return "";
    if (const Strategy* known = find_strategy(read->id)) {
        if (same_levers(known->levers, read->levers)) return known->id;
        problems.add(word + ": /id", fmt::format("'{}' is the name of another strategy of the scenario", read->id),
                     "expected another id");
        return "";
    }
    custom.push_back(std::move(*read));
    return custom.back().id;
}

std::optional<Scenario> read_scenario(const std::string& path, Problems& problems) {
    const std::size_t before = problems.size();
    const std::optional<Json> document = read_json(path, problems);
    if (!document) return std::nullopt;
    Scenario scenario = Parts(path, problems).read(*document);
    if (problems.size() > before) return std::nullopt;
    check_schema(*document, path, problems);
    scenario.inputs.insert(scenario.inputs.begin(), {path, ""});
    for (InputFile& input : scenario.inputs)
        input = input_file(input.path, problems);
    if (problems.size() > before) return std::nullopt;
    return scenario;
}

Scenario load_scenario(const std::string& path) {
    Problems problems;
    std::optional<Scenario> scenario = read_scenario(path, problems);
    problems.throw_if_any();
    return std::move(*scenario);
}

} // namespace scenarios
