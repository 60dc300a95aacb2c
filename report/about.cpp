// The last sections of a report: what was made elsewhere, and how to get every number again.
#include "report/sections.h"
#include "sim/digest.h"

#include <fmt/format.h>

namespace report {
namespace {

std::string findings(const std::vector<Finding>& all, const std::string& why_none) {
    std::string html;
    for (const Finding& finding : all) {
        if (!finding.text.empty()) html += paragraph(finding.text);
        if (!finding.chart.series.empty())
            html += figure(finding.chart, finding.table.rows.empty() ? table_of(finding.chart) : finding.table);
        else if (!finding.table.rows.empty())
            html += finding.table.html();
    }
    return html.empty() ? paragraph(why_none) : html;
}

} // namespace

std::string sensitivity(const View& view) { return findings(view.report.sensitivity, view.report.no_sensitivity); }
std::string discovery(const View& view) { return findings(view.report.discovery, view.report.no_discovery); }
std::string given_ties(const View& view) {
    return findings(view.report.ties, "No ties were given: all agreements are simulated from the seed.");
}
std::string validation(const View& view) { return findings(view.report.validation, view.report.no_validation); }

std::string reproduction(const View& view) {
    const Report& report = view.report;
    HtmlTable commands{"Commands", {"what", "command"}, {}, {true, true}, {}};
    for (const Source& source : report.sources)
        commands.rows.push_back({source.what, source.command});
    HtmlTable inputs{"Input files (digest: 16 hex digits over the bytes)", {"file", "digest"}, {}, {true, true}, {}};
    for (const scenarios::InputFile& input : report.inputs)
        inputs.rows.push_back({input.path, input.digest});
    HtmlTable cells{"Runs: the digest covers the final worlds of all replicates, bit for bit",
                    {"strategy", "condition", "finished runs", "digest"},
                    {},
                    {true, true, false, true},
                    {}};
    for (std::size_t cell = 0; cell < report.plan.cells.size(); ++cell)
        cells.rows.push_back({report.plan.cells[cell].strategy, report.plan.cells[cell].condition,
                              std::to_string(report.runs.n_done(cell)), report.runs.digest(cell)});
    return paragraph(
               fmt::format("Seed {}, {} months, Accord {}, model version {}. The same files, seed and version give "
                           "the same bits with any number of threads.",
                           report.plan.seed, report.plan.months, report.version, report.model_version)) +
           commands.html() + inputs.html() + "<details class=\"numbers\"><summary>Digests of all runs</summary>\n" +
           cells.html() + "</details>\n";
}

} // namespace report
