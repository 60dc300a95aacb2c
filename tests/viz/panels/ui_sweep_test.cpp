// A store of a sweep in the window, assumptions, and the log, driven as a person would.
#include "viz/app.h"

#include "sim/digest.h"
#include "tests/experiments/sweeps.h"
#include "tests/viz/stage.h"

#include <catch2/catch.hpp>

#include <imgui_internal.h>

#include <cstring>

using namespace viz;
using tests::Stage;

namespace {

/// Id of an item that lies directly on the page: combos tell the Test Engine no label to look for.
ImGuiID on_page(const char* label) {
    for (ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
        if (window->WasActive && std::strstr(window->Name, "/view_")) return window->GetID(label);
    return 0;
}

} // namespace

TEST_CASE("a store: choose outcome, strategy, condition, input and point, and open that run", "[viz][ui][sweep]") {
    const tests::Folder folder;
    const std::string path = folder.path("s.db");
    tests::sweep(folder, tests::small_experiment(R"({"design": {"method": "lhs", "points": 8}})"), path);
    Stage stage;
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        open_store(app, path);
        app.show("sweep");
        ctx->Yield(3);
        REQUIRE(app.sweep.outcome);
        CHECK(app.sweep.choice.strategy == 1); // not the baseline
        ctx->ItemClick(on_page("Condition"));
        ctx->ItemClick("//$FOCUSED/###funding-cut=0.5");
        CHECK(app.sweep.choice.condition == 1);
        ctx->ItemClick(on_page("Strategy"));
        ctx->ItemClick("//$FOCUSED/###go-it-alone");
        CHECK(app.sweep.choice.strategy == 0);
        ctx->ItemClick("//Accord/**/###1,0"); // a cell of the table chooses both
        CHECK(app.sweep.choice.strategy == 1);
        CHECK(app.sweep.choice.condition == 0);
        ctx->ItemClick("//Accord/**/Difference");
        CHECK(app.sweep.choice.shows_gain);
        REQUIRE(app.sweep.slice->points.size() == 8);
        REQUIRE(app.sweep.slice->importance.size() == 2);
        ctx->ItemClick("//Accord/**/hidden-goals");
        CHECK(app.sweep.view->inputs[app.sweep.choice.input].id == "hidden-goals");
        const std::size_t outcome = app.sweep.choice.outcome;
        ctx->ItemClick(on_page("Outcome"));
        ctx->KeyPress(ImGuiKey_DownArrow, 2);
        ctx->KeyPress(ImGuiKey_Enter);
        CHECK(app.sweep.choice.outcome != outcome);
        ctx->ItemInputValue("//Accord/**/Point", 3);
        ctx->ItemInputValue("//Accord/**/Luck", 1);
        CHECK(app.sweep.choice.point == 2);
        CHECK(app.sweep.choice.replicate == 1);
        ctx->ItemClick("//Accord/**/Open this run");
        app.engine.wait(true);
        ctx->Yield(3);
        const std::uint64_t treatment = app.sweep.view->treatments[app.sweep.slice->points[2].row].treatment;
        CHECK(app.session->origin().treatment == treatment);
        CHECK(sim::hex(app.now.run(Lane::a)->digest) == experiments::Store(path).runs_of(treatment)[1].digest);
        CHECK(opened_run_text(app).find("the same bits as in the store") != std::string::npos);
        app.command(CommandKind::condition, "recession", 1); // it is the live model now
        app.engine.wait(true);
        ctx->Yield(2);
        CHECK(opened_run_text(app).find("changed since") != std::string::npos);
    });
}

TEST_CASE("an assumption is moved, told, and taken back", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        const auto digest = app.now.run(Lane::a)->digest;
        ctx->KeyPress(ImGuiMod_Alt | ImGuiKey_A);
        ctx->Yield(2);
        CHECK(app.view.page == "assumptions");
        app.view.parameter_filter = "trust.loss-ratio";
        ctx->Yield(2);
        ctx->ItemInputValue("//Accord/**/##trust.loss-ratio", 4.0f);
        CHECK(app.session->parameters().trust.loss_ratio == Approx(4).margin(1e-6));
        app.engine.wait(true);
        ctx->Yield(3);
        CHECK(app.now.run(Lane::a)->digest != digest);
        ctx->ItemClick("//Accord/**/###backtrust.loss-ratio");
        CHECK(app.session->changed_parameters().empty());
        app.engine.wait(true);
        ctx->Yield(3);
        CHECK(app.now.run(Lane::a)->digest == digest);
        ctx->ItemClick("//Accord/Undo");
        ctx->ItemClick("//Accord/Undo");
        CHECK(app.session->n_done() == 0);
    });
}

TEST_CASE("play, step and seek are logged, undone and redone", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        const auto& log = [&]() -> const std::vector<LogEntry>& { return app.session->history().log(); };
        ctx->ItemClick("//Accord/Step");
        ctx->ItemClick("//Accord/Step");
        CHECK(app.month() == 2);
        ctx->KeyPress(ImGuiKey_F5);
        while (app.month() < 6)
            ctx->Yield();
        ctx->ItemClick("//Accord/**/Recession"); // strikes while it plays, and it plays on
        CHECK(app.view.is_playing);
        ctx->KeyPress(ImGuiKey_F5);
        CHECK_FALSE(app.view.is_playing);
        REQUIRE(log().size() == 4);
        CHECK(log()[0].action.kind == ActionKind::seek);
        CHECK(log()[1].action.kind == ActionKind::play);
        CHECK(log()[2].action.command.id == "recession");
        CHECK(log()[3].action.kind == ActionKind::play);
        CHECK(log()[1].action.command.month <= log()[2].action.command.month);
        ctx->ItemClick("//Accord/Undo"); // playing on
        CHECK(app.month() == log()[2].action.command.month);
        ctx->ItemClick("//Accord/Undo"); // the recession
        CHECK(app.session->script(Lane::a)->commands.empty());
        ctx->ItemClick("//Accord/Undo"); // playing
        CHECK(app.month() == 2);
        ctx->ItemClick("//Accord/Undo"); // the steps
        CHECK(app.month() == 0);
        for (int n = 0; n < 4; ++n)
            ctx->ItemClick("//Accord/Redo");
        CHECK(app.month() == log()[3].action.command.month);
        CHECK(log().size() == 12);
        app.show("events");
        ctx->Yield(2);
        ctx->ItemClick("//Accord/**/###done");
        ctx->Yield(2);
    });
}
