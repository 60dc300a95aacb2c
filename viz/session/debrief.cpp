// A team's page for after the workshop.
#include "viz/runs/outcomes.h"
#include "viz/session/export.h"
#include "viz/session/workshop.h"

#include <fmt/format.h>

#include <cmath>

namespace viz {
namespace {

namespace report = report;

std::string_view expectation(int value) { return value > 0 ? "better" : value < 0 ? "worse" : "no difference"; }

report::HtmlTable score_table(const Team& team, std::size_t round) {
    report::HtmlTable table;
    table.caption = fmt::format("Round {}: points = share of opponents beaten, going alone included", round + 1);
    table.header = {"Outcome", "Against going alone", "Points", "You expected"};
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        const std::size_t o = main_outcome(k);
        table.rows.push_back({fmt::format("{}{}", outcome_label(o),
                                          reference_name(k) == "going alone" ? "" : " (against nothing decided)"),
                              scenarios::typeset.change(team.scores[round].outcome[k], models::observables()[o].unit),
                              fmt::format("{:.0f}", team.scores[round].points[k]),
                              std::string(expectation(team.predictions[round][k]))});
    }
    table.rows.push_back({"All four", "", fmt::format("{:.0f}", team.scores[round].total),
                          fmt::format("{} of 4 right", team.scores[round].right_predictions)});
    return table;
}

std::string curve(const Workshop& workshop, const Team& team, std::size_t observable) {
    const auto& outcome = models::observables()[observable];
    const scenarios::ShownUnit unit = scenarios::shown_unit(outcome.unit);
    report::Chart chart;
    chart.kind = report::ChartKind::steps;
    chart.id = "chart-" + outcome.id;
    chart.caption = fmt::format("{} ({})", scenarios::capital(outcome_label(observable)), unit.level);
    chart.x_title = "Year", chart.y_title = unit.level, chart.has_reference = false;
    const auto add = [&](const std::string& name, const Trajectory& run) {
        report::ChartSeries s;
        s.name = name;
        for (std::size_t m = 1; m <= std::min<std::size_t>(workshop.visible_months(), run.months_done()); ++m)
            if (const double v = run.frames[m]->observables[observable]; std::isfinite(v))
                s.x.push_back(static_cast<double>(m) / 12), s.mid.push_back(unit.scale * v);
        s.lo = s.hi = s.mid;
        if (!s.x.empty()) chart.series.push_back(std::move(s));
    };
    add(team.name, *team.run);
    add("going alone", *workshop.alone());
    return chart.series.empty() ? "" : static_figure(chart);
}

} // namespace

std::string debrief_page(const Workshop& workshop, std::size_t number) {
    const Team& team = workshop.teams[number];
    std::string body =
        "<div class=\"caveats\">" +
        report::bullets(
            {"This was a game with a model: it shows how choices work together, not what will happen to you.",
             "One luck for all teams: another would have given other numbers."}) +
        "</div>\n";
    std::vector<std::string> decisions;
    for (const Command& c : team.decisions)
        decisions.push_back(fmt::format("{}: {} set to {:.3g} ({})", date_text(c.month), c.id, c.value,
                                        models::lever_table().find(c.id)->summary));
    for (const Command& c : workshop.shocks())
        decisions.push_back(
            fmt::format("{}: {}, for everybody", date_text(c.month), text_of(c, team.run ? *team.run->cast : Cast{})));
    body += "<h2>What you decided and what befell you</h2>\n" + report::bullets(decisions);
    body += "<h2>What came of it</h2>\n";
    for (std::size_t round = 0; round < team.scores.size(); ++round) {
        body += score_table(team, round).html();
        if (!team.notes[round].empty()) body += report::paragraph("You said: " + team.notes[round]);
    }
    if (team.run && workshop.alone())
        for (std::size_t k = 0; k < n_main_outcomes; ++k)
            body += curve(workshop, team, main_outcome(k));
    body += "<h2>Questions to take home</h2>\n" +
            report::bullets({"Which of your predictions was wrong, and what had you not thought of?",
                             "Which agreement ended, and what would have kept it?",
                             "Who gained least? What would it take to change that?",
                             "What is one thing you will do next month, and who will you tell?"});
    const std::string mark = team.run ? provenance(*team.run) : "no round was revealed";
    return html_page(fmt::format("{}: {}", workshop.scenario().title, team.name),
                     body + "<footer>" + report::paragraph(mark) + "</footer>\n");
}

} // namespace viz
