// The report page: escaping, structure, determinism.
#include "report/page.h"

#include "report/html.h"
#include "tests/experiments/plans.h"

#include <catch2/catch.hpp>

#include <string>

using namespace report;
using experiments::absent;

namespace {

const std::string nasty = "</script><script>alert('x')</script> & \"quotes\" {{sections}}";

/// A report whose every text of the user is hostile.
Report hostile_report() {
    Report report;
    report.title = report.about = report.region = report.file = report.generated = nasty;
    report.caveats = {nasty};
    report.inputs = {{nasty, "0123456789abcdef"}};
    report.sources = {{nasty, nasty}};
    report.baseline = models::counterfactual;
    report.plan = tests::small_plan({"go-it-alone", "opportunistic", "equity-first"}, {"calm", "funding-cut"});
    report.plan.keep_series = true;
    report.runs = experiments::run_cells(report.plan);
    report.table = experiments::compare(report.plan, report.runs, report.baseline);
    report.strategy_names = {{"opportunistic", nasty}, {"go-it-alone", "going alone"}};
    report.condition_words = {{"calm", "calm conditions"}, {"funding-cut", "a funding cut"}};
    report.records = {watch_cell(report.plan, 1, 2)};
    report.no_sensitivity = report.no_discovery = report.no_validation = nasty;
    return report;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++n;
    return n;
}

} // namespace

TEST_CASE("text is escaped for elements, attributes and scripts", "[experiments][report]") {
    CHECK(escaped("<b a='1'>&\"") == "&lt;b a=&#39;1&#39;&gt;&amp;&quot;");
    CHECK(escaped(std::string_view("a\0b\x1b", 4)) == "a b ");
    const std::string json = script_json({{"title", nasty + "\u2028"}, {"value", absent}});
    CHECK(json.find('<') == std::string::npos);
    CHECK(json.find('&') == std::string::npos);
    CHECK(json.find("\u2028") == std::string::npos);
    const auto back = nlohmann::json::parse(json);
    CHECK(back["title"] == nasty + "\u2028");
    CHECK(back["value"].is_null());
}

TEST_CASE("a page holds no text of the user that could run", "[experiments][report]") {
    const std::string html = page(hostile_report());
    CHECK(count(html, "<script>alert") == 0);
    CHECK(html.find("&lt;script&gt;alert(&#39;x&#39;)") != std::string::npos);
    // Scripts of the page itself: its own, ECharts if embedded, and data that no browser runs.
    CHECK(count(html, "<script>") == (has_echarts() ? 2u : 1u));
    CHECK(count(html, "<script") - count(html, "<script>") == count(html, "data-chart=\""));
    CHECK(count(html, "</script>") == count(html, "<script"));
}

TEST_CASE("a page has every section, its figures have tables, and nothing is outside", "[experiments][report]") {
    const std::string html = page(hostile_report());
    for (const char* id :
         {"warnings", "answer", "overview", "differences", "over-years", "over-time", "equity", "flows", "sensitivity",
          "discovery", "regret", "costs", "survival", "ties", "validation", "reproduction"})
        CHECK(count(html, std::string("<section id=\"") + id + "\">") == 1);
    CHECK(html.find("id=\"warnings\"") < html.find("id=\"answer\""));
    CHECK(count(html, "<figure") >= 10);
    CHECK(count(html, "<figure") == count(html, "The numbers behind this figure"));
    CHECK(count(html, "<figure") == count(html, "<svg viewBox"));
    CHECK(html.find("default-src 'none'") != std::string::npos);
    CHECK(html.find("src=\"http") == std::string::npos);
    CHECK(html.find("href=\"http") == std::string::npos);
    CHECK(html.find(" nan") == std::string::npos);
    CHECK(html.find("\"nan\"") == std::string::npos);
}

TEST_CASE("the same report gives the same page", "[experiments][report]") {
    CHECK(page(hostile_report()) == page(hostile_report()));
}

TEST_CASE("survival is Kaplan and Meier's", "[experiments][report]") {
    // By hand: 4 lives; at age 2 one of four ends, at age 3 one leaves alive, at age 5 one of two ends.
    const Survival found = survival({{0, 2, true}, {0, 3, false}, {0, 5, true}, {0, 6, false}});
    CHECK(found.at(1) == 1.0);
    CHECK(found.at(2) == Approx(0.75));
    CHECK(found.at(4) == Approx(0.75));
    CHECK(found.at(5) == Approx(0.375));
    CHECK(found.median() == 5.0);
    CHECK(found.n == 4);
    CHECK(found.ended == 2);
    CHECK(survival({{3, 4, true}, {0, 2, true}}).at(2) == Approx(0.0)); // who comes late is not at risk before
}

TEST_CASE("watching a run does not change it, and its agreements add up", "[experiments][report]") {
    const experiments::Plan plan = tests::small_plan({"opportunistic"}, {"calm"}, 2, 60);
    const experiments::Runs runs = experiments::run_cells(plan);
    const Record record = watch_cell(plan, 0, 2);
    const auto formed = static_cast<std::size_t>(models::observable_index("partnerships-formed"));
    for (std::size_t r = 0; r < 2; ++r)
        CHECK(static_cast<double>(record.lives[r].size()) <= runs.values(0, formed)[r]);
}
