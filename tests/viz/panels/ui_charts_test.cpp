// Every chart leaves the window as a drawing, a picture and numbers, all by one way.
#include "tests/experiments/sweeps.h"
#include "tests/viz/stage.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace viz;
using tests::Stage;

namespace {

struct ChartPlace {
    const char *page, *id, *svg, *csv; ///< And something that its files must hold
};

void check(ImGuiTestContext* ctx, Context& app, const ChartPlace& place) {
    app.show(place.page);
    ctx->Yield(4);
    app.files.chart = {};
    INFO(place.page << ": " << place.id);
    ctx->ItemClick((std::string("//Accord/**/") + place.id + "/Save").c_str());
    ctx->Yield(2);
    const ChartFile& chart = app.files.chart;
    CHECK(chart.svg.find("xmlns=\"http://www.w3.org/2000/svg\"") != std::string::npos);
    CHECK(chart.svg.find("digest") != std::string::npos);
    CHECK(chart.svg.find(place.svg) != std::string::npos);
    CHECK(chart.svg.find("nan") == std::string::npos);
    CHECK(chart.csv.find(place.csv) != std::string::npos);
    CHECK(std::count(chart.csv.begin(), chart.csv.end(), '\n') > 1); // a head and something
    CHECK(chart.place[2] > chart.place[0] + 50);
    CHECK(chart.place[3] > chart.place[1] + 50);
    ctx->PopupCloseAll();
}

} // namespace

TEST_CASE("every chart of a region's pages is saved", "[viz][ui][files]") {
    Stage stage("tiny-region", 60, 20);
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        app.engine.wait();
        app.seek(55); // in a term: pupils are in programmes
        const std::string school = app.engine.snapshot().run(Lane::a)->cast->schools[0].name;
        for (const ChartPlace& place :
             {ChartPlace{"equity", "groups", "others", "\"low-income (SD)\",\"others (SD)\""},
              ChartPlace{"equity", "gap-low-income", "going alone", "\"Year\""},
              ChartPlace{"equity", "schools", "<circle", school.c_str()},
              ChartPlace{"students", "pupils", "others at the start", "others (% of the group)"},
              ChartPlace{"students", "programmes", "<rect", "\"Programme\",\"low-income (Pupils)\""},
              ChartPlace{"flows", "flows", "<path", "\"From\",\"To\",\"USD a month\""},
              ChartPlace{"partnerships", "lives", "<line", "Month of the end"},
              ChartPlace{"schools", "table", "<circle", "\"School\",\"Made up\",\"Month\",\"Pupils\""},
              ChartPlace{"network", "network", school.c_str(), "\"School\",\"County\",\"Partner\""}})
            check(ctx, app, place);
    });
}

TEST_CASE("every chart of a sweep's page is saved", "[viz][ui][files][sweep]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    tests::sweep(folder, tests::small_experiment(R"({"design": {"method": "lhs", "points": 8}})"), path);
    Stage stage;
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        open_store(app, path);
        for (const ChartPlace& place : {ChartPlace{"sweep", "heat", "<rect", "\"Condition\","},
                                        ChartPlace{"sweep", "importance", "Partial rank", "\"Input\",\"correlation"},
                                        ChartPlace{"sweep", "points", "<circle", "\"Point\",\"Kind\""}})
            check(ctx, app, place);
    });
}
