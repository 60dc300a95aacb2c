// Panels driven as a person would, by the Dear ImGui Test Engine, without window, OpenGL or display.
#include "viz/app.h"
#include "viz/panels/pages.h"
#include "viz/runs/headline.h"
#include "viz/runs/outcomes.h"

#include "tests/viz/sessions.h"
#include "tests/viz/stage.h"

#include <catch2/catch.hpp>
#include <implot.h>
#include <implot_internal.h>

using namespace viz;
using tests::Stage;

namespace {

double openness(const Context& app) {
    return app.session->lever(app.view.lane, *models::lever_table().find("governance.openness"), app.month());
}

} // namespace

TEST_CASE("a lever's slider acts from the cursor's month, and undo takes it back", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.seek(20);
        ctx->Yield(2);
        ctx->ItemInputValue("//Accord/**/##governance.openness", 90);
        CHECK(openness(app) == Approx(0.9).margin(1e-6));
        REQUIRE(app.session->n_done() == 2); // going to month 20 is an action too
        CHECK(app.session->actions()[1].command.month == 20);
        ctx->ItemClick("//Accord/Undo");
        CHECK(app.session->n_done() == 1);
        CHECK(app.month() == 20);
        ctx->ItemClick("//Accord/Redo");
        CHECK(app.session->n_done() == 2);
        ctx->ItemClick("//Accord/Restart");
        CHECK(app.session->n_done() == 0);
        CHECK(app.month() == 0);
    });
}

TEST_CASE("shock buttons strike in the month of the cursor", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.seek(14);
        ctx->Yield(2);
        for (const char* button :
             {"Funding cut", "Recession", "Partners exit", "Pupils stay away", "All leaders leave"})
            ctx->ItemClick((std::string("//Accord/**/") + button).c_str());
        REQUIRE(app.session->n_done() == 6);
        for (const Action& action : app.session->actions())
            CHECK(action.command.month == 14);
        CHECK(app.session->actions()[1].command.id == "funding-cut");
        CHECK(app.session->actions()[5].command.kind == CommandKind::leader_leaves);
        app.engine.wait(true);
        ctx->Yield(2);
        CHECK(app.now.run(Lane::a)->at(15).environment.public_cut > 0);
    });
}

TEST_CASE("time: step, scrub by slider and by keys, play and pause", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.seek(0);
        ctx->ItemClick("//Accord/Step");
        CHECK(app.month() == 1);
        ctx->ItemInputValue("//Accord/##month", 37);
        CHECK(app.month() == 37);
        ctx->ItemInputValue("//Accord/##month", 3); // and back
        CHECK(app.month() == 3);
        ctx->ItemClick("//Accord/Play");
        CHECK(app.view.is_playing);
        while (app.month() < 8)
            ctx->Yield();
        ctx->ItemClick("//Accord/Pause");
        CHECK_FALSE(app.view.is_playing);
        ctx->KeyPress(ImGuiKey_End);
        CHECK(app.month() == app.horizon());
        ctx->KeyPress(ImGuiKey_Comma);
        CHECK(app.month() == app.horizon() - 1);
        ctx->KeyPress(ImGuiKey_PageUp);
        CHECK(app.month() == app.horizon() - 13);
        ctx->KeyPress(ImGuiKey_Home);
        CHECK(app.month() == 0);
    });
}

TEST_CASE("a branch runs beside A and controls then move B alone", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.seek(24);
        ctx->ItemClick("//Accord/Branch B");
        REQUIRE(app.session->has_branch());
        CHECK(app.view.lane == Lane::b);
        ctx->ItemClick("//Accord/**/Recession");
        app.engine.wait(true);
        ctx->Yield(2);
        CHECK(app.now.run(Lane::b)->digest != app.now.run(Lane::a)->digest);
        CHECK(app.now.run(Lane::a)->script.commands.empty());
        ctx->ItemClick("//Accord/End B");
        CHECK_FALSE(app.session->has_branch());
    });
}

TEST_CASE("every view draws, at 100 % and at 250 %, light and dark", "[viz][ui]") {
    Stage stage;
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        for (const float scale : {1.0f, 2.5f})
            for (const bool is_dark : {false, true}) {
                app.view.scale = scale, app.view.is_dark = is_dark, app.view.must_restyle = true;
                for (const Page& page : pages()) {
                    if (!page.is_there(app)) continue;
                    app.show(page.word);
                    app.seek(is_dark ? 33 : app.horizon());
                    ctx->Yield(3);
                    CHECK(app.view.page == page.word);
                    CHECK(stage.n_vertices() > 500);
                }
            }
        CHECK(ImGui::GetStyle().FontSizeBase * 0.875f >= 12); // the smallest text at 100 %
    });
}

TEST_CASE("schools sort by any column and select", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.show("schools");
        ctx->Yield(3);
        const std::string name = app.now.run(Lane::a)->cast->schools[1].name;
        ctx->ItemClick(("//Accord/**/" + name).c_str());
        CHECK(app.view.selection.school == 1);
        ctx->ItemClick("//Accord/**/small multiples");
        CHECK(app.view.grid == 1);
        ctx->ItemClick("//Accord/**/Leaders of this school leave");
        REQUIRE(app.session->n_done() == 1);
        CHECK(app.session->actions()[0].command.row == 1);
        ctx->ItemClick("//Accord/**/Clear");
        CHECK(app.view.selection.is_empty());
    });
}

TEST_CASE("why: asked from the page, answered with checked causes, and seen as B", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.seek(10);
        ctx->ItemClick("//Accord/**/Funding cut");
        app.engine.wait(true);
        app.seek(50);
        app.show("why");
        ctx->Yield(3);
        ctx->ItemClick("//Accord/**/Why is this outcome as it is?");
        app.engine.wait(true);
        ctx->Yield(3);
        REQUIRE(app.now.answer);
        CHECK(app.now.answer->is_complete);
        REQUIRE_FALSE(app.now.answer->causes.empty());
        ctx->ItemClick("//Accord/**/$$0/See it as B");
        CHECK(app.session->has_branch());
        CHECK(app.view.page == "overview");
    });
}

TEST_CASE("a click on a chart moves time there, and the luck in sight is the band's typical one when asked",
          "[viz][ui]") {
    Stage stage("tiny-region", 60, 20);
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.engine.wait();
        ctx->Yield(3);
        ImRect plot; // the largest chart
        for (int n = 0; n < ImPlot::GetCurrentContext()->Plots.GetBufSize(); ++n) {
            const ImRect rect = ImPlot::GetCurrentContext()->Plots.GetByIndex(n)->PlotRect;
            if (rect.GetArea() > plot.GetArea()) plot = rect;
        }
        REQUIRE(plot.GetArea() > 0);
        app.seek(0);
        ctx->Yield(2);
        ctx->MouseMoveToPos({plot.Min.x + 0.5f * plot.GetWidth(), plot.GetCenter().y});
        ctx->MouseClick();
        const std::uint32_t there = app.month();
        CHECK(there > 20); // half of the chart is 58 % of 60 months: beyond the last one names stand
        CHECK(there < 45);
        CHECK(app.session->actions().back().kind == ActionKind::seek);
        const auto bands = app.now.bands[index(Lane::a)];
        const auto typical = typical_run(*bands, app.horizon());
        REQUIRE(typical);
        ctx->ItemClick("//Accord/**/Typical run");
        app.engine.wait();
        ctx->Yield(3);
        CHECK(app.session->replicate() == *typical);
        CHECK(app.now.band(Lane::a)->replicates[0] == bands->replicates[0]);
    });
}

TEST_CASE("every page's word opens it, and a word of none is known to be none", "[viz]") {
    for (const Page& page : pages()) {
        REQUIRE(find_page(page.word));
        CHECK(find_page(page.word)->title == page.title);
        CHECK(page_words().find(page.word) != std::string::npos);
        for (const Page& other : pages())
            CHECK((&other == &page || (other.key != page.key && std::string(other.word) != page.word)));
    }
    CHECK_FALSE(find_page("map"));
}

TEST_CASE("an untouched window sleeps, a playing one does not, and runs on their way get their half", "[viz]") {
    constexpr double frame = 1.0 / 60, long_ago = 60;
    CHECK(pause_after(0.004, 0, false, false) == Approx(frame - 0.004));       // just touched: as screens show
    CHECK(pause_after(0.004, long_ago, true, false) == Approx(frame - 0.004)); // playing
    CHECK(pause_after(0.050, long_ago, true, false) == 0);                     // slow drawing is not slowed down
    CHECK(pause_after(0.050, long_ago, true, true) == Approx(0.050));          // but runs get as much as it took
    CHECK(pause_after(3.0, 0, false, true) <= 0.1);                            // and input is never left waiting
    CHECK(pause_after(0.004, long_ago, false, false) >= 0.5);                  // nothing to see
    CHECK(pause_after(0.004, long_ago, false, true) == Approx(0.1));           // bands grow while one looks
}
