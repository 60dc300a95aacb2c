#pragma once
/// \file
/// The report: one HTML page that needs nothing else and no network. `accord report` fills a Report and writes the
/// page.
///
/// The page is made of the numbers in the Report alone: the same Report gives the same bytes. Sections are functions of
/// sections.h; assets/template.html holds the order of the page, assets/report.js draws what is interactive.

#include "experiments/runs/compare.h"
#include "report/chart.h"
#include "report/record.h"
#include "scenarios/scenario.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace report {

/// A figure with its table and a sentence, made elsewhere (sensitivity, discovery).
struct Finding {
    std::string text;
    Chart chart; ///< Without series and links: no figure.
    HtmlTable table;
};

/// One line of "how to get these numbers".
struct Source {
    std::string what, command;
};

/// Everything a page is made of. Texts are as in the user's files; they are escaped when they are written.
struct Report {
    std::string title, about, region, file;
    std::string generated; ///< As given by --date; "" leaves it out.
    std::vector<std::string> caveats;
    std::map<std::string, std::string> strategy_names;  ///< By id.
    std::map<std::string, std::string> condition_words; ///< By label: "a funding cut".
    std::vector<scenarios::InputFile> inputs;
    std::vector<Source> sources;
    std::string version, model_version;

    std::string baseline;     ///< Strategy id; "" if there is none to compare with.
    bool is_sweep = false;    ///< Runs differ in parameters as well as in luck.
    std::size_t n_points = 1; ///< Sets of parameters in a sweep.
    std::string completeness; ///< First paragraph: how many of the planned runs a store holds; "" without a store.
    std::set<std::pair<std::string, std::string>> short_cells; ///< Strategy, condition: runs are missing; not ranked.
    Plan plan;
    Runs runs; ///< [cells x pairs]: equal columns share luck (and parameters).
    ComparisonTable table;
    std::vector<Record> records;
    std::vector<Finding> sensitivity, discovery, validation, ties;
    std::string no_sensitivity, no_discovery, no_validation, no_months, no_records; ///< Why a section is empty.
};

/// The page.
std::string page(const Report& report);

/// Is ECharts in this program? Without it figures are static.
bool has_echarts();

} // namespace report
