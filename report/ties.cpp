#include "report/ties.h"

#include "models/tie_plan.h"
#include "scenarios/region.h"

#include <fmt/format.h>

namespace report {

void add_ties(const models::Setup& setup, Report& report) {
    const models::Region& region = setup.region;
    if (region.ties.empty()) return;
    const models::TiesAccount account = models::account_of_ties(region, setup.parameters);
    HtmlTable table{"Ties that did not start as given",
                    {"school", "partner", "programme", "what"},
                    {},
                    {true, true, true, true},
                    {}};
    const auto add = [&](const auto& tie, const std::string& what) {
        table.rows.push_back({scenarios::school_label(region, tie.school),
                              scenarios::partner_label(region, tie.partner), tie.programme, what});
    };
    for (const auto& tie : account.left_out)
        add(tie, "left out: " + tie.why);
    for (const auto& tie : account.scaled_down)
        add(tie,
            fmt::format("scaled to {:.0f} % of what was given: the partner's means do not suffice for all its ties",
                        100 * tie.part));
    report.ties.push_back(
        {fmt::format(
             "{} of {} given ties are in force at the start, {} of them scaled to their partners' means; {} left "
             "out.",
             account.started, account.given, account.scaled,
             account.left_out.size() == 1 ? "1 is" : fmt::format("{} are", account.left_out.size())),
         {},
         std::move(table)});
}

} // namespace report
