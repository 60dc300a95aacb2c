// What is written can be read: no words lie on others or are cut off, on any page, at any size and scale.
#include "tests/viz/stage.h"
#include "viz/panels/pages.h"
#include "viz/tour.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace viz;
using tests::Stage;
using tests::Written;

namespace {

/// Do both lie on each other by more than what soft edges take?
bool collide(const Written& a, const Written& b) {
    const float slack = 0.15f * std::min(a.size, b.size);
    return std::min(a.seen.z, b.seen.z) - std::max(a.seen.x, b.seen.x) > slack &&
           std::min(a.seen.w, b.seen.w) - std::max(a.seen.y, b.seen.y) > slack;
}

std::string collisions(const std::vector<Written>& runs) {
    std::string found;
    for (std::size_t n = 0; n < runs.size(); ++n)
        for (std::size_t m = n + 1; m < runs.size(); ++m)
            if (collide(runs[n], runs[m])) found += "'" + runs[n].words + "' on '" + runs[m].words + "'\n";
    return found;
}

void prepare(ImGuiTestContext* ctx, Context& app) {
    app.engine.wait();
    app.seek(20);
    ctx->Yield(2);
    ctx->ItemClick("//Accord/**/Funding cut");
    Action branch;
    branch.kind = ActionKind::branch, branch.command.month = 12;
    app.act(branch);
    app.engine.wait();
    app.seek(40);
    Question question;
    question.month = app.horizon();
    app.ask(question);
    app.engine.wait();
}

} // namespace

TEST_CASE("words that are drawn are read back, those of charts and upright ones too", "[viz][ui][sight]") {
    Stage stage("tiny-region", 60, 20);
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        app.engine.wait();
        app.show("overview");
        ctx->Yield(4);
        const auto runs = stage.sight(ctx);
        const auto holds = [&](const std::string& words, bool is_upright) {
            return std::any_of(runs.begin(), runs.end(), [&](const Written& run) {
                return run.words.find(words) != std::string::npos && run.is_upright == is_upright;
            });
        };
        CHECK(holds("Typical run", false)); // a button
        CHECK(holds("year", false));        // an axis
        CHECK(holds("going alone", false)); // a line's end
        CHECK(holds("SD", true));           // beside an axis
        CHECK_FALSE(holds("no such words", false));
        Written twice = runs.front();
        CHECK(collide(runs.front(), twice)); // and what lies on another is found
        twice.seen.x += 1000, twice.seen.z += 1000;
        CHECK_FALSE(collide(runs.front(), twice));
    });
}

TEST_CASE("on a phone no words lie on others, and what is pressed is 44 pixels high", "[viz][ui][sight]") {
    Stage stage("sonoma", 120, 12);
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        prepare(ctx, app);
        ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NoMouse;
        app.view.scale = 1, app.view.is_touched = app.view.must_restyle = true;
        const auto judge = [&](std::string_view page, float width) {
            ctx->Yield(4);
            INFO(page << " in a width of " << width);
            CHECK(collisions(stage.sight(ctx)) == "");
            ImGuiTestItemList items;
            ctx->GatherItems(&items, "//Accord", -1);
            CHECK(items.GetSize() > 3);
            for (const ImGuiTestItemInfo& item : items) {
                const std::string_view label = item.DebugLabel;
                if (label.empty() || label == "node") continue; // two fingers bring a node nearer
                INFO(label);
                if (!(item.ItemFlags & ImGuiItemFlags_Disabled)) CHECK(item.RectFull.GetHeight() >= 44);
            }
        };
        for (const auto& [width, height] : {std::pair{360.0f, 580.0f}, std::pair{640.0f, 300.0f}}) {
            stage.resize(width, height);
            for (const Page& page : pages())
                if (page.is_there(app)) app.show(page.word), judge(page.word, width);
            app.view.is_at_controls = true;
            judge("controls", width);
        }
    });
}

TEST_CASE("no words lie on others, on any page at five sizes, and at 100, 200 and 300 per cent", "[viz][ui][sight]") {
    Stage stage("sonoma", 120, 12);
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        prepare(ctx, app);
        ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NoMouse; // no tooltip of wherever it stands
        for (const auto& [width, height] : tour_sizes)
            for (const float scale : {1.0f, 2.0f, 3.0f})
                for (const Page& page : pages()) {
                    if (!page.is_there(app)) continue;
                    stage.resize(static_cast<float>(width), static_cast<float>(height));
                    app.view.scale = scale, app.view.must_restyle = true;
                    app.show(page.word);
                    ctx->Yield(4);
                    INFO(page.word << " at " << width << "x" << height << ", " << 100 * scale << " %");
                    CHECK(collisions(stage.sight(ctx)) == "");
                }
    });
}
