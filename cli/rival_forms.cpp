// How an answer fares under rival forms of the model.
#include "cli/rival_forms.h"

#include "cli/record.h"
#include "cli/wording.h"
#include "models/observables.h"
#include "scenarios/condition_text.h"
#include "scenarios/words.h"

#include <fmt/format.h>

namespace cli {
namespace {

using experiments::Comparison;
using experiments::RivalRuns;
using scenarios::Json;
using scenarios::plain;

constexpr std::string_view outcome = "ability-mean";

std::string form_name(const RivalRuns& form) {
    return form.rival ? fmt::format("{}: {}", form.rival->of, form.rival->id) : "the usual form";
}

/// "+0.031*", a star where the interval leaves out 0.
std::string gain(const Comparison* row) {
    if (!row) return "absent";
    return plain.signed_number(row->difference.mean, "SD") + (row->is_clear() ? "*" : " ");
}

std::string table_text(const Job& job, const std::vector<RivalRuns>& forms, const std::vector<std::size_t>& cells,
                       std::size_t width) {
    TextTable text{{"gain in ability [SD]"}, {}, {}};
    for (const std::size_t cell : cells)
        if (job.plan.cells[cell].strategy != job.baseline)
            text.header.push_back(strategy_name(job, job.plan.cells[cell].strategy));
    text.header.emplace_back("fidelity");
    for (const RivalRuns& form : forms) {
        text.rows.push_back({form_name(form)});
        for (const std::size_t cell : cells)
            if (job.plan.cells[cell].strategy != job.baseline)
                text.rows.back().push_back(gain(form.table.find(cell, models::observable_index(outcome))));
        text.rows.back().push_back(plain.number(form.fidelity));
    }
    return text.text(width);
}

/// Names of those not clearly behind under a form (statistics/standing.h), without `but`, best mean first.
std::vector<std::string> near(const Job& job, const RivalRuns& form, const std::vector<std::size_t>& cells,
                              std::size_t but) {
    std::vector<std::string> names;
    for (const Comparison* row : experiments::not_clearly_behind(form.table, cells, models::observable_index(outcome)))
        if (row->cell != but) names.push_back(strategy_name(job, job.plan.cells[row->cell].strategy));
    return names;
}

/// Whether the strategy that leads under the usual form is ahead, cannot be told apart, or is behind under each rival.
std::string verdict(const Job& job, const std::vector<RivalRuns>& forms, const std::vector<std::size_t>& cells) {
    const int ability = models::observable_index(outcome);
    const auto* usual = experiments::best_of(forms.front().table, cells, ability);
    if (!usual) return "";
    const std::string name = strategy_name(job, job.plan.cells[usual->cell].strategy);
    const std::vector<std::string> beside = near(job, forms.front(), cells, usual->cell);
    std::string text = name + " has the highest mean under the usual form, ";
    text += usual->standing.is_behind ? "but is clearly behind its baseline"
            : beside.empty()          ? "clearly ahead of all others"
                                      : "not clearly ahead of " + scenarios::listed(beside);
    std::vector<std::string> ahead, behind;
    std::size_t n_near = 0;
    for (std::size_t k = 1; k < forms.size(); ++k) {
        const Comparison* row = forms[k].table.find(usual->cell, ability);
        if (!row) continue;
        const std::string form = form_name(forms[k]);
        if (row->standing.is_behind)
            behind.push_back(
                fmt::format("{} under {}", strategy_name(job, job.plan.cells[row->standing_cell].strategy), form));
        else if (near(job, forms[k], cells, usual->cell).empty())
            ahead.push_back(form);
        else
            ++n_near;
    }
    text +=
        fmt::format(". Of {} it is clearly ahead of all others under {}, cannot be told from the best under {} and is "
                    "clearly behind under {}",
                    scenarios::plural(forms.size() - 1, "rival form"), ahead.size(), n_near, behind.size());
    return text + (behind.empty() ? ".\n" : fmt::format(": clearly ahead of it is {}.\n", scenarios::listed(behind)));
}

} // namespace

std::string rival_forms_text(const Job& job, const std::vector<RivalRuns>& forms, std::size_t width) {
    std::string text;
    for (const auto& cells : experiments::cells_by_condition(job.plan))
        text += fmt::format("\nRival forms under {}\n{}\n{}",
                            scenarios::condition_words(job.plan.cells[cells[0]].setup.conditions),
                            table_text(job, forms, cells, width), wrapped(verdict(job, forms, cells), width));
    return text + wrapped("No study decides between these forms. Each is run with the same luck and with the base of "
                          "fidelity moved so that mean fidelity stays. " +
                              standing_text(forms.front().table),
                          width);
}

Json rival_forms_json(const Job& job, const std::vector<RivalRuns>& forms) {
    Json list = Json::array();
    for (const RivalRuns& form : forms) {
        Json one{{"of", form.rival ? form.rival->of : ""},
                 {"id", form.rival ? form.rival->id : "usual"},
                 {"summary", form.rival ? form.rival->summary : ""},
                 {"base", form.base},
                 {"fidelity", form.fidelity},
                 {"results", Json::array()}};
        for (std::size_t cell = 0; cell < job.plan.cells.size(); ++cell)
            if (const auto* row = form.table.find(cell, models::observable_index(outcome)))
                one["results"].push_back(as_json(Record{{"condition", job.plan.cells[cell].condition},
                                                        {"strategy", job.plan.cells[cell].strategy},
                                                        {"outcome", std::string(outcome)},
                                                        {"difference", row->difference.mean},
                                                        {"lo", row->difference.lo},
                                                        {"hi", row->difference.hi},
                                                        {"not_clearly_behind", !row->standing.is_behind}}));
        list.push_back(std::move(one));
    }
    return list;
}

} // namespace cli
