// Pages for after the workshop: one a team, and one to compare them.
#include "viz/runs/lever_words.h"
#include "viz/runs/outcomes.h"
#include "viz/session/export.h"
#include "viz/session/workshop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

std::string_view expectation(int value) { return value > 0 ? "better" : value < 0 ? "worse" : "no difference"; }

report::HtmlTable score_table(const Workshop& workshop, std::size_t team, std::size_t round) {
    const Score score = workshop.score(team, round);
    report::HtmlTable table;
    table.caption = fmt::format("Round {}, against the region with nothing decided", round + 1);
    table.header = {"Outcome", "What came", "You expected", "Points"};
    table.is_text = {true, true, true, false};
    for (std::size_t k = 0; k < n_main_outcomes; ++k)
        table.rows.push_back({scenarios::capital(outcome_label(main_outcome(k))),
                              outcome_text(score.against[k], score.points[k]),
                              std::string(expectation(workshop.teams[team].predictions[round][k])),
                              scenarios::typeset.signed_number(score.points[k])});
    table.rows.push_back({"All four", "", fmt::format("{} of 4 right", score.right_predictions),
                          scenarios::typeset.signed_number(score.total)});
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
    add(team.name, *team.seen);
    add("nothing decided", *workshop.untouched());
    add("going alone", *workshop.alone());
    return chart.series.empty() ? "" : static_figure(chart);
}

std::vector<std::string> deeds_of(const Workshop& workshop, const Team& team) {
    std::vector<std::string> deeds;
    for (const Command& c : team.decisions)
        deeds.push_back(fmt::format("{}: {} ({})", date_text(c.month), text_of(c, *team.seen->cast),
                                    models::lever_table().find(c.id)->summary));
    for (const Command& c : workshop.shocks())
        deeds.push_back(fmt::format("{}: {}, for everybody", date_text(c.month), text_of(c, *team.seen->cast)));
    if (deeds.empty()) deeds.push_back("Nothing: the region was left as it is.");
    return deeds;
}

std::string turning_points(const Workshop& workshop, std::size_t team) {
    const auto points = workshop.work() ? workshop.work()->turning_points(team) : nullptr;
    if (!points) return report::paragraph("They are still being worked out: export this page again in a moment.");
    if (points->empty())
        return report::paragraph(
            fmt::format("Nothing that you decided or that befell you moved {}.", outcome_label(workshop.aim())));
    std::vector<std::string> lines;
    for (const TurningPoint& point : *points)
        lines.push_back(point.text + ". " + effect_text(point, workshop.aim()));
    return report::paragraph("Found by running the region again without each:") + report::bullets(lines);
}

std::string caveats() {
    return "<div class=\"caveats\">" +
           report::bullets(
               {"This was a game with a model: it shows how choices work together, not what will happen to you.",
                "Curves and partnerships are of one luck; points count only what many lucks agree on."}) +
           "</div>\n";
}

std::string page(const Workshop& workshop, const std::string& title, const std::string& body) {
    const TrajectoryPtr& run = workshop.teams.front().seen;
    return html_page(fmt::format("{}: {}", workshop.scenario().title, title),
                     body + "<footer>" + report::paragraph(provenance(*run)) + "</footer>\n");
}

} // namespace

std::string debrief_page(const Workshop& workshop, std::size_t number) {
    const Team& team = workshop.teams[number];
    std::string body = caveats();
    if (!team.goal.empty()) body += "<h2>Your goal</h2>\n" + report::paragraph(team.goal);
    body += "<h2>What you decided and what befell you</h2>\n" + report::bullets(deeds_of(workshop, team));
    const bool is_revealed = workshop.n_revealed() > 0 && workshop.untouched();
    if (is_revealed) {
        body += "<h2>What came of it</h2>\n";
        for (std::size_t round = 0; round < workshop.n_revealed(); ++round) {
            body += score_table(workshop, number, round).html();
            if (!team.notes[round].empty()) body += report::paragraph("You said: " + team.notes[round]);
        }
        body += "<h2>Turning points</h2>\n" + turning_points(workshop, number);
        for (std::size_t k = 0; k < n_main_outcomes; ++k)
            body += curve(workshop, team, main_outcome(k));
    }
    body += "<h2>Questions to take home</h2>\n" +
            report::bullets({"Which of your predictions was wrong, and what had you not thought of?",
                             "Which agreement ended, and what would have kept it?",
                             "Who gained least? What would it take to change that?",
                             "What is one thing you will do next month, and who will you tell?"});
    const std::string mark = is_revealed ? provenance(*team.seen) : "no round was revealed";
    return html_page(fmt::format("{}: {}", workshop.scenario().title, team.name),
                     body + "<footer>" + report::paragraph(mark) + "</footer>\n");
}

std::string room_page(const Workshop& workshop) {
    std::string body = caveats();
    if (workshop.n_revealed() == 0) return page(workshop, "all teams", body);
    body += report::paragraph(workshop_finding(workshop));
    for (std::size_t round = 0; round < workshop.n_revealed(); ++round) {
        report::HtmlTable table;
        table.caption = fmt::format("Round {}, against the region with nothing decided", round + 1);
        table.header = {"Outcome"};
        for (const Team& team : workshop.teams)
            table.header.push_back(team.name);
        table.is_text.assign(table.header.size(), true);
        for (std::size_t k = 0; k < n_main_outcomes; ++k)
            table.rows.push_back({scenarios::capital(outcome_label(main_outcome(k)))});
        table.rows.push_back({"Points"});
        table.rows.push_back({"Predictions right"});
        for (std::size_t t = 0; t < workshop.teams.size(); ++t) {
            const Score score = workshop.score(t, round);
            for (std::size_t k = 0; k < n_main_outcomes; ++k)
                table.rows[k].push_back(outcome_text(score.against[k], score.points[k]));
            table.rows[n_main_outcomes].push_back(scenarios::typeset.signed_number(score.total));
            table.rows[n_main_outcomes + 1].push_back(fmt::format("{} of 4", score.right_predictions));
        }
        body += table.html();
    }
    for (std::size_t t = 0; t < workshop.teams.size(); ++t) {
        body += "<h2>" + report::escaped(workshop.teams[t].name) + "</h2>\n";
        if (!workshop.teams[t].goal.empty()) body += report::paragraph("Goal: " + workshop.teams[t].goal);
        body += turning_points(workshop, t);
    }
    return page(workshop, "all teams", body);
}

} // namespace viz
