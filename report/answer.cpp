// The first words of a report: what limits it, and what it found.
#include "report/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace report {
namespace {

std::string baseline_name(const View& view) {
    return view.report.baseline == models::counterfactual ? "going it alone" : view.name(view.report.baseline);
}

std::string ahead(const View& view, const Comparison& row) {
    return fmt::format("ahead in {} of {} {}", row.wins.better, row.wins.pairs, view.cases());
}

std::string cost_sentence(const View& view, const std::string& strategy, const std::string& condition) {
    const Comparison* cost = view.row(strategy, condition, "cost-per-student");
    if (!cost) return "";
    const double change = cost->difference.mean;
    return fmt::format(" It costs {} {} ({}).", typeset.size(change, view.unit("cost-per-student")),
                       change < 0 ? "less" : "more", typeset.interval(cost->difference, view.unit("cost-per-student")));
}

/// How often it is the best of all, and which strategies are not clearly behind it, by name.
std::string contest(const View& view, const std::string& strategy, const std::string& condition) {
    const Comparison* own = view.row(strategy, condition, main_outcome);
    if (!own || std::isnan(own->p_best) || view.strategies.size() < 2 || view.has_short(condition)) return "";
    std::string text = fmt::format(" It is the best of all {} strategies in {} of the {}", view.strategies.size() + 1,
                                   typeset.level(own->p_best, "share"), view.cases());
    const std::vector<std::string> near = view.not_clearly_behind(condition, strategy);
    return text + (near.empty() ? "; every other is clearly behind it."
                                : fmt::format("; not clearly behind it: {}.", scenarios::listed(near)));
}

std::string sentence(const View& view, const std::string& condition) {
    std::string under = "Under " + view.words(condition) + ", ";
    const std::string best = view.best(condition);
    const Comparison* row = best.empty() ? nullptr : view.row(best, condition, main_outcome);
    if (!row)
        return under + (view.has_short(condition) ? "nothing is ranked, because runs are missing."
                                                  : "there is nothing to compare.");
    if (view.has_short(condition)) under += "of the strategies whose runs are all there, ";
    const Estimate& change = row->difference;
    const std::string_view unit = view.unit(main_outcome);
    const std::string interval = typeset.interval(change, unit), against = baseline_name(view);
    const bool is_higher = is_better(change.mean, 0, view.good(main_outcome));
    const std::string size = typeset.size(change.mean, unit);
    if (row->is_clear() && is_higher)
        return under +
               fmt::format(
                   "{} has the best mean: it is {}, and pupils' test-score ability ends {} higher than with {} ({}).",
                   view.name(best), ahead(view, *row), size, against, interval) +
               contest(view, best, condition) + cost_sentence(view, best, condition);
    if (row->is_clear())
        return under + fmt::format("nothing beats {}: even {}, which comes closest, is only {}, and test-score "
                                   "ability ends {} lower ({}).",
                                   against, view.name(best), ahead(view, *row), size, interval);
    return under +
           fmt::format("no strategy is clearly better than {}: {}, which has the best mean, is {}, and test-score "
                       "ability differs by {} ({}{}).",
                       against, view.name(best), ahead(view, *row), typeset.change(change.mean, unit), interval,
                       change.n > 1 ? ", which includes 0" : "");
}

/// What "not clearly behind" holds, once for the page.
std::string standing_paragraph(const View& view) {
    const auto& rows = view.report.table.rows;
    if (rows.empty() || rows.front().standing.comparisons == 0 || view.strategies.size() < 2) return "";
    return paragraph(fmt::format(
        "Not clearly behind: no other strategy under the same condition is ahead by more than luck explains, at 5 % "
        "over all "
        "{} of an outcome together (paired t tests, Bonferroni); so in at least 95 of 100 such pages the truly best "
        "strategy is among those named under every condition. The other intervals of this page hold 95 % each by "
        "itself: "
        "among many, some leave out the truth by chance.",
        scenarios::plural(rows.front().standing.comparisons, "comparison")));
}

std::string safest_sentence(const View& view) {
    const std::string safest = view.safest();
    if (safest.empty() || view.conditions.size() < 2) return "";
    const double worst = view.worst_regret(safest, main_outcome);
    return paragraph(fmt::format(
        "In short: the safest choice over all {} conditions is {}: {} (means over runs).", view.conditions.size(),
        view.name(safest),
        worst > 0
            ? fmt::format("whichever condition comes, it falls short of that condition's best strategy by at most "
                          "{} of test-score ability",
                          typeset.level(worst, view.unit(main_outcome)))
            : "it is the best under every condition"));
}

std::string poor_sentence(const View& view) {
    const std::string& condition = view.conditions.front();
    const std::string best = view.best(condition);
    const Comparison* low = best.empty() ? nullptr : view.row(best, condition, "ability-low-income");
    const Comparison* gap = best.empty() ? nullptr : view.row(best, condition, "gap-low-income");
    if (!low || !gap) return "";
    const std::string_view unit = view.unit("gap-low-income");
    const std::string gap_text =
        gap->is_clear()
            ? fmt::format("the gap to other pupils {} by {} ({})", gap->difference.mean < 0 ? "narrows" : "widens",
                          typeset.size(gap->difference.mean, unit), typeset.interval(gap->difference, unit))
            : fmt::format("whether the gap to other pupils narrows cannot be told from chance ({})",
                          typeset.interval(gap->difference, unit));
    return paragraph(
        fmt::format("For low-income pupils under {}: with {} their test-score ability ends {} {} ({}), and {}.",
                    view.words(condition), view.name(best), typeset.size(low->difference.mean, unit),
                    low->difference.mean < 0 ? "lower" : "higher", typeset.interval(low->difference, unit), gap_text));
}

/// What schools' dashboards would have shown without any partnership, beside what they show with the best strategy.
std::string null_test(const View& view) {
    constexpr std::string_view outcome = "trending-right";
    const std::string& condition = view.conditions.front();
    const std::string nobody(models::counterfactual), best = view.best(condition);
    const Estimate alone = view.level(nobody, condition, outcome), with = view.level(best, condition, outcome);
    if (alone.n == 0 || with.n == 0) return "";
    return paragraph(fmt::format(
        "The null test: under {}, with nobody working together, {} of the indicators on schools' dashboards move the "
        "right way over the last year; with {} it is {}. So a dashboard that \u201ctrends in the right direction\u201d "
        "does not show that a partnership works: only the comparison with the same schools without it does.",
        view.words(condition), typeset.level(alone.mean, view.unit(outcome)), view.name(best),
        typeset.level(with.mean, view.unit(outcome))));
}

} // namespace

std::string warnings(const View& view) {
    const Report& report = view.report;
    std::vector<std::string> first{
        "Compare, do not forecast: this is a simulation. It shows which mechanisms favour which strategy, not what "
        "will happen in a real place.",
        report.runs.n_points > 1
            ? fmt::format("Intervals say how far a mean could move with other luck and with other sets of parameters "
                          "from the ranges that the experiment names; a set counts once, however often it was run ({} "
                          "sets). They hold nothing of what the experiment kept fixed, nor of how wrong the model may "
                          "be. Read them with the parts on what the result depends on and when a strategy fails: a "
                          "mean over sets can hide sets in which a strategy does harm.",
                          report.n_points)
            : "Intervals show chance alone (the same model with other luck). They do not show how wrong the "
              "model or its assumed parameters may be."};
    if (report.validation.empty())
        first.push_back("Not checked here against published findings: " + report.no_validation);
    else
        first.push_back("Checked against published findings (table below): " + report.validation.front().text);
    const std::vector<std::string> failures = report.runs.failures(report.plan);
    if (!failures.empty())
        first.push_back(fmt::format("{} failed and {} left out, first: {}", scenarios::plural(failures.size(), "run"),
                                    failures.size() == 1 ? "is" : "are", failures[0]));
    if (report.runs.was_interrupted)
        first.push_back("The work was interrupted: only the runs that were finished are in here.");
    std::string html;
    if (!report.completeness.empty()) html += paragraph(report.completeness);
    html += bullets(first);
    if (!report.caveats.empty()) html += paragraph("What limits the data and the scenario:") + bullets(report.caveats);
    return html;
}

std::string answer(const View& view) {
    const Report& report = view.report;
    if (view.conditions.empty()) return paragraph("There are no finished runs.");
    std::string html = paragraph(fmt::format(
        "Question: which partnership strategy serves the students of {} best over {}? {} strategies were compared with "
        "{}, each under {} in {}{}; every strategy meets the same luck.",
        report.region, scenarios::duration(report.plan.months), view.strategies.size(),
        report.baseline.empty() ? "nothing" : baseline_name(view),
        scenarios::plural(view.conditions.size(), "condition"), view.n_runs(),
        report.runs.n_points > 1 ? fmt::format(" over {} sets of parameters", report.n_points) : ""));
    if (report.baseline.empty())
        return html + paragraph("The experiment names no baseline, so differences between strategies are not shown.");
    html += safest_sentence(view) + "<ul class=\"answer\">\n";
    for (const std::string& condition : view.conditions)
        html += fmt::format("<li>{}</li>\n", escaped(sentence(view, condition)));
    html += "</ul>\n" + standing_paragraph(view) + poor_sentence(view) + null_test(view);
    return html + paragraph("SD: 1 SD is the spread of test scores among the nation's pupils of one grade, so 0.01 SD "
                            "is small. " +
                            std::string(report.runs.n_points > 1
                                            ? "\u201cAhead in 28 of 32 sets of parameters\u201d counts sets, each by "
                                              "its mean over runs with the same luck."
                                            : "\u201cAhead in 17 of 20 runs\u201d counts pairs of runs with the same "
                                              "luck."));
}

} // namespace report
