#include "experiments/findings/request.h"

#include "experiments/findings/source.h"
#include "experiments/runs/job.h"
#include "scenarios/given.h"

#include <fmt/format.h>

namespace experiments::findings {
namespace {

using scenarios::Measure;

/// Reads the settings and collects what is wrong with them.
class Judge {
  public:
    Judge(const Request& request, const Caller& caller, scenarios::Problems& problems)
        : request_(request), caller_(caller), problems_(problems) {}

    AnalysisSettings settings() {
        AnalysisSettings s;
        s.groups = split_list(request_.groups);
        number("threshold", request_.threshold, {"a number", -1e300, 1e300}, s.threshold);
        number("levels", request_.levels, {"a whole number of levels", 2, 1000, true}, s.levels);
        number("curves", request_.curves, {"a whole number of curves", 1, 10'000, true}, s.curves);
        number("density", request_.density, scenarios::share, s.density);
        number("peel", request_.peel, {"a share", 0.001, 0.5}, s.peel);
        number("boxes", request_.boxes, {"a whole number of boxes", 1, 100, true}, s.boxes);
        s.logs = split_list(request_.logs);
        if (!request_.estimator.empty()) {
            word("estimator", request_.estimator, {"saltelli", "jansen", "martinez"});
            s.estimator = request_.estimator;
        }
        number("optimism", request_.optimism, scenarios::share, s.optimism);
        number("tail", request_.tail, {"a share", 0.001, 1}, s.tail);
        number("half-width", request_.half_width, {"a number", 1e-300, 1e300}, s.half_width);
        number("seed", request_.seed, scenarios::seed_measure, s.resampling.seed);
        number("bootstrap", request_.bootstrap, {"a whole number of resamples", 0, 1'000'000, true}, s.resampling.n);
        s.baseline = request_.baseline;
        s.gain = request_.gain;
        for (const std::string& text : split_list(request_.good))
            s.good.push_back(word("good", text, {"up", "down"}) == 1 ? sim::Good::down : sim::Good::up);
        if (!request_.cases.empty()) {
            const std::size_t place = word("cases", request_.cases, {"above", "below", "failed"});
            s.is_below = place == 1;
            s.are_failures = place == 2;
        }
        for (const std::string& text : split_list(request_.ranges))
            range(text, s);
        return s;
    }
    std::vector<RowFilter> filters() {
        std::vector<RowFilter> filters;
        for (const std::string& text : request_.only) {
            const std::size_t equals = text.find('=');
            if (equals == std::string::npos)
                problems_.add(caller_.start + "only", fmt::format("'{}' is no filter", scenarios::shown(text)),
                              "expected COLUMN=VALUE");
            else
                filters.emplace_back(text.substr(0, equals), text.substr(equals + 1));
        }
        return filters;
    }
    const AnalysisKind* kind() {
        std::vector<std::string> ids;
        for (const AnalysisKind& kind : analysis_kinds()) {
            if (kind.id == request_.kind) return &kind;
            ids.push_back(kind.id);
        }
        problems_.add(caller_.kind,
                      request_.kind.empty() ? "is missing"
                                            : fmt::format("unknown kind '{}'", scenarios::shown(request_.kind)),
                      scenarios::suggestion(request_.kind, ids));
        return nullptr;
    }

  private:
    template <class T>
    void number(const char* option, const std::optional<std::string>& text, const Measure& measure, T& target) {
        scenarios::take_number(text, measure, target, caller_.start + option, problems_);
    }
    std::size_t word(const char* option, const std::string& text, const std::vector<std::string>& known) {
        return scenarios::given_word(text, known, "word", caller_.start + option, problems_).value_or(known.size());
    }
    void range(const std::string& text, AnalysisSettings& s) {
        const std::size_t equals = text.find('='), colon = text.find(':', equals == std::string::npos ? 0 : equals);
        if (equals != std::string::npos && colon != std::string::npos) {
            const auto low = scenarios::parse_number(text.substr(equals + 1, colon - equals - 1));
            const auto high = scenarios::parse_number(text.substr(colon + 1));
            if (low && high && *low < *high) {
                s.ranges.push_back({text.substr(0, equals), {*low, *high}});
                return;
            }
        }
        problems_.add(caller_.start + "ranges", fmt::format("'{}' is not a range", scenarios::shown(text)),
                      "expected INPUT=LOW:HIGH");
    }

    const Request& request_;
    const Caller& caller_;
    scenarios::Problems& problems_;
};

ColumnNames names_of(const Request& request, const AnalysisKind& kind) {
    return {split_list(request.inputs),
            split_list(request.outputs),
            request.replicate,
            request.strategy,
            request.world,
            request.seed_column,
            request.time,
            !kind.needs_strategy,
            request.is_unpaired,
            kind.pools_rows,
            kind.is_audit};
}

} // namespace

std::optional<Findings> analyze(const Request& request, const Caller& caller, std::vector<std::string>& notes,
                                scenarios::Problems& problems) {
    Judge judge(request, caller, problems);
    const AnalysisKind* kind = judge.kind();
    AnalysisSettings settings = judge.settings();
    const std::vector<RowFilter> filters = judge.filters();
    if (request.file.empty() || !kind) return std::nullopt;
    const auto data = read_runs(request.file, names_of(request, *kind), filters, settings, notes, problems);
    if (!problems.is_empty()) return std::nullopt;
    Findings findings = kind->analyse(*data, settings);
    for (const std::string& message : findings.problems)
        problems.add(message);
    if (!problems.is_empty()) return std::nullopt;
    add_account(*data, settings, kind->is_audit, findings);
    return findings;
}

} // namespace experiments::findings
