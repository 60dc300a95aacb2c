// What is in sight is words: no ids, no raw units, no "1 agreements"; and capitals are as large as a back row needs.
#include "viz/panels/pages.h"
#include "viz/runs/headline.h"
#include "viz/runs/outcomes.h"
#include "viz/widgets/theme.h"

#include "tests/scenarios/files.h"
#include "tests/viz/sessions.h"
#include "tests/viz/stage.h"

#include <catch2/catch.hpp>
#include <imgui_internal.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

using namespace viz;
using tests::Stage;

namespace {

/// Ids that no sentence contains by chance: those with a dot, a dash or an underscore in them.
std::set<std::string> telling_ids() {
    std::set<std::string> ids;
    const auto add = [&](std::string_view id) {
        if (id.find_first_of(".-_") != std::string_view::npos) ids.insert(std::string(id));
    };
    for (const auto* rows : {&models::parameter_table().rows(), &models::lever_table().rows()})
        for (const sim::ParameterRow& row : *rows)
            add(row.id);
    for (const auto& outcome : models::observables())
        add(outcome.id);
    for (const auto& info : models::condition_infos)
        add(info.id);
    for (const auto& info : models::programme_infos)
        add(info.id);
    for (const auto& strategy : scenarios::shipped_strategies())
        add(strategy.id);
    return ids;
}

std::string content(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("no page shows an id, a raw unit or one of many", "[viz][ui][words]") {
    const std::set<std::string> ids = telling_ids();
    REQUIRE(ids.size() > 100);
    Stage stage("tiny-region", 60, 20);
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        app.engine.wait();
        app.seek(20);
        ctx->Yield(2);
        ctx->ItemClick("//Accord/**/Funding cut");
        Action strategy;
        strategy.kind = ActionKind::strategy, strategy.strategy = "aligned-agreements", strategy.command.month = 24;
        app.act(strategy);
        Action doubt;
        doubt.kind = ActionKind::assumption, doubt.command = {0, CommandKind::lever, "dropout.rate", 0.02, sim::no_row};
        app.act(doubt);
        app.engine.wait();
        app.seek(app.horizon());
        Question question;
        question.observable = main_outcome(0), question.month = app.horizon();
        app.ask(question);
        app.engine.wait();
        app.view.selection.school = 0;
        for (const Page& page : pages()) {
            if (!page.is_there(app)) continue;
            app.show(page.word);
            ctx->Yield(3);
            const std::string words = stage.words(ctx) + tests::all_words(stage.sight(ctx));
            INFO(page.word << ": " << words);
            CHECK(words.size() > 200); // there is something to read
            for (const std::string& id : ids)
                if (words.find(id) != std::string::npos) FAIL_CHECK(id + " is in sight");
            for (const char* unit : {"h/month", "USD/", "/year", "/month", "0 or 1", "1/"})
                if (words.find(unit) != std::string::npos) FAIL_CHECK(std::string(unit) + " is in sight");
            static const std::regex one_of_many("(^|[^0-9.,])1 (agreements|partners|partnerships|pupils|months|runs|"
                                                "years|schools|lucks|events|points|causes)\\b");
            CHECK_FALSE(std::regex_search(words, one_of_many));
        }
    });
}

TEST_CASE("made-up partners have names that can be said, each its own", "[viz][words]") {
    const auto scenario = tests::library_scenario("sonoma", 1);
    const auto run = tests::run(make_script(scenario, scenario->strategy));
    std::set<std::string> names;
    for (const PartnerCard& partner : run->cast->partners) {
        CHECK(names.insert(partner.name).second);
        CHECK(partner.name.find(' ') != std::string::npos);
        CHECK((partner.name[0] >= 'A' && partner.name[0] <= 'Z'));
    }
    CHECK_FALSE(names.empty());
}

TEST_CASE("on a projector capitals are 20 mm high in a picture 2 m wide", "[viz][ui][words]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        ctx->KeyPress(ImGuiKey_F11);
        ctx->Yield(3);
        REQUIRE(app.view.is_projector);
        const float width = ImGui::GetMainViewport()->WorkSize.x;
        const ImGuiStyle& style = ImGui::GetStyle();
        for (const float size : {usual_text, muted_text()}) {
            const ImFontGlyph* capital = bold_font()->GetFontBaked(size * style.FontScaleMain)->FindGlyph('H');
            REQUIRE(capital);
            CHECK((capital->Y1 - capital->Y0) / width * 2000 >= 19.5f); // half a pixel less is the raster's
        }
    });
}

TEST_CASE("a chart is saved as SVG and as CSV, each to its own path, with what it shows", "[viz][ui][files]") {
    const tests::Folder folder;
    Stage stage("tiny-region", 60, 20);
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        app.engine.wait();
        ctx->Yield(3);
        app.files.path(Purpose::drawing) = folder.path("a.svg");
        app.files.path(Purpose::chart_numbers) = folder.path("a.csv");
        app.files.path(Purpose::chart_picture) = folder.path("a.png");
        const std::string save = "//Accord/**/" + models::observables()[app.view.outcome].id + "/Save";
        // The picture last: until the window has taken it, the button is out of its way.
        for (const Purpose purpose : {Purpose::drawing, Purpose::chart_numbers, Purpose::chart_picture}) {
            ctx->ItemClick(save.c_str());
            ctx->ItemClick((std::string("//$FOCUSED/") + info(purpose).button).c_str());
            ctx->Yield(2);
        }
        const std::string svg = content(folder.path("a.svg")), csv = content(folder.path("a.csv"));
        CHECK(svg.find("<svg xmlns=\"http://www.w3.org/2000/svg\"") != std::string::npos);
        CHECK(svg.find("<path") != std::string::npos);
        CHECK(svg.find("digest") != std::string::npos);
        CHECK(csv.find("\"Year\",\"A (") == 0);
        CHECK(std::count(csv.begin(), csv.end(), '\n') == 62); // a head and 61 months
        // The picture is the window's to take: what of it, and where to.
        CHECK(app.files.wanted_picture == folder.path("a.png"));
        REQUIRE(app.files.wanted_part);
        CHECK((*app.files.wanted_part)[2] > (*app.files.wanted_part)[0]);
        CHECK((*app.files.wanted_part)[3] > (*app.files.wanted_part)[1]);
    });
}

TEST_CASE("a fresh session shows the most typical run of its band, and what somebody chose stays", "[viz][ui]") {
    Stage stage("tiny-region", 60, 20);
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.engine.wait();
        ctx->Yield(3);
        const auto typical = typical_run(*app.now.band(Lane::a), app.horizon());
        REQUIRE(typical);
        CHECK(app.session->replicate() == *typical);
        CHECK_FALSE(is_unsaved(app)); // nobody did anything
        Action luck;
        luck.kind = ActionKind::luck, luck.replicate = static_cast<std::uint32_t>(*typical + 1);
        app.act(luck);
        app.engine.wait();
        ctx->Yield(3);
        CHECK(app.session->replicate() == *typical + 1);
    });
}
