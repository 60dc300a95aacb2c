// The workshop's page, driven as teams and a facilitator would; and the scripts of scenarios/workshop, played.
#include "viz/panels/pages.h"
#include "viz/runs/outcomes.h"

#include "tests/scenarios/files.h"
#include "tests/viz/stage.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <imgui_internal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace viz;
using tests::Stage;

namespace {

void come_in(ImGuiTestContext* ctx, std::size_t team, const char* word) {
    ctx->ItemInputValue("//Accord/**/##word", word);
    ctx->ItemClick(fmt::format("//Accord/**/###enter{}", team).c_str());
}

void everyone_decides(ImGuiTestContext* ctx, Context& app) {
    for (std::size_t t = 0; t < app.workshop->teams.size(); ++t) {
        come_in(ctx, t, "word");
        ctx->ItemInputValue("//Accord/**/###governance.openness", 60 + 5 * static_cast<int>(t));
        ctx->ItemClick("//Accord/**/This is our decision");
    }
}

void everyone_predicts(ImGuiTestContext* ctx, Context& app) {
    for (std::size_t t = 0; t < app.workshop->teams.size(); ++t) {
        come_in(ctx, t, "word");
        CHECK(app.workshop->teams[t].prediction == nothing_said); // nothing is preselected
        ctx->ItemClick("//Accord/**/$$0/###worse");
        for (const char* rest : {"$$1", "$$2", "$$3"})
            ctx->ItemClick((std::string("//Accord/**/") + rest + "/###same").c_str());
        ctx->ItemClick("//Accord/**/This is our prediction");
    }
    app.workshop->work()->wait(); // in a room this is what takes no longer than the predictions
}

void begin(ImGuiTestContext* ctx, Context& app) {
    app.show("workshop");
    app.view.workshop.n_lucks = fewest_lucks;
    ctx->Yield(3);
}

/// Plays what stands in *stars* of a script's row: names of buttons, fields and pages.
class Player {
  public:
    Player(ImGuiTestContext* ctx, Context& app) : ctx_(ctx), app_(app) {}

    void play(const std::string& token) {
        INFO(token);
        if (token.starts_with("Teams ") || token.starts_with("Rounds "))
            ctx_->ItemInputValue(("//Accord/**/" + token.substr(0, token.find(' '))).c_str(),
                                 std::stoi(token.substr(token.find(' '))));
        else if (const auto page =
                     std::find_if(pages().begin(), pages().end(), [&](const Page& one) { return token == one.title; });
                 page != pages().end())
            open(*page);
        else if (token == "goal" || token == "sentence")
            write(token);
        else if (token == "Ctrl S")
            ctx_->KeyPress(ImGuiMod_Ctrl | ImGuiKey_S);
        else if (token == "This is our decision")
            everyone_decides(ctx_, app_);
        else if (token == "This is our prediction")
            everyone_predicts(ctx_, app_);
        else if (token == "Play a shock card" || token == "Play a surprise")
            strike(token == "Play a surprise");
        else if (token == "Next" || token.starts_with("Show "))
            go_on(token);
        else
            ctx_->ItemClick(("//Accord/**/" + token).c_str()); // the test fails where there is none
    }

  private:
    void open(const Page& page) {
        ctx_->KeyPress(ImGuiMod_Alt | page.key);
        ctx_->Yield(3);
        CHECK(app_.view.page == page.word);
        if (app_.workshop) CHECK(app_.run()->months_done() <= app_.workshop->visible_months()); // nothing looks ahead
    }
    void write(const std::string& what) {
        for (std::size_t t = 0; t < app_.workshop->teams.size(); ++t) {
            if (what == "goal") {
                ctx_->ItemInputValue(fmt::format("//Accord/**/$${}/##goal", t).c_str(), "Every pupil read to");
                CHECK(app_.workshop->teams[t].goal == "Every pupil read to");
                continue;
            }
            ctx_->ItemClick(fmt::format("//Accord/**/###team{}", t).c_str());
            ctx_->ItemInputValue(fmt::format("//Accord/**/##notes{}", t).c_str(), "We waited too long");
            CHECK(app_.workshop->teams[t].notes.back() == "We waited too long");
        }
    }
    void strike(bool is_surprise) {
        const std::size_t n = app_.workshop->shocks().size();
        CHECK((app_.workshop->phase() == Phase::predict) == is_surprise);
        ctx_->ItemClick("//Accord/**/###play");
        ctx_->ItemClick(("//$FOCUSED/" + shock_cards()[n].title).c_str());
        CHECK(app_.workshop->shocks().size() == n + 1);
    }
    void go_on(const std::string& token) {
        const std::size_t n_moves = app_.workshop->moves().size(), n_shown = app_.workshop->n_shown();
        ctx_->ItemClick("//Accord/**/###next");
        CHECK(app_.workshop->moves().size() == n_moves + 1);
        if (token != "Next") CHECK(app_.workshop->n_shown() == n_shown + 1);
    }

    ImGuiTestContext* ctx_;
    Context& app_;
};

struct Row {
    int minute = 0;
    std::vector<std::string> tokens;
};

/// Rows of a script's table: the minute, and what stands in stars in its second column.
std::vector<Row> rows_of(const std::string& file) {
    std::ifstream in(std::string(ACCORD_SOURCE_DIR) + "/scenarios/workshop/" + file);
    REQUIRE(in);
    std::vector<Row> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.size() < 3 || line[0] != '|' || line[2] < '0' || line[2] > '9') continue;
        Row row;
        row.minute = std::stoi(line.substr(2));
        const std::size_t first = line.find('|', 1), last = line.find('|', first + 1);
        std::string what = line.substr(first, last - first);
        for (std::size_t bold = 0; (bold = what.find("**")) != std::string::npos;)
            what.erase(bold, 2);
        for (std::size_t at = 0; (at = what.find('*', at)) != std::string::npos;) {
            const std::size_t end = what.find('*', at + 1);
            REQUIRE(end != std::string::npos);
            row.tokens.push_back(what.substr(at + 1, end - at - 1));
            at = end + 1;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

TEST_CASE("a workshop's round, from the set-up to the debrief pages", "[viz][ui][workshop]") {
    const tests::Folder folder;
    Stage stage;
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        app.view.workshop.n_teams = app.view.workshop.n_rounds = 2;
        begin(ctx, app);
        ctx->ItemClick("//Accord/**/Begin the workshop");
        REQUIRE(app.workshop);
        CHECK(app.last_visible() == 0); // nobody looks ahead
        ctx->Yield(2);
        CHECK_FALSE(app.now.run(Lane::a)); // not even the session's own run
        const std::string path = folder.path("day.json");
        app.files.path(Purpose::session) = path;
        ctx->KeyPress(ImGuiMod_Ctrl | ImGuiKey_S);
        CHECK(app.files.notice == path + " saved, workshop included; each Next saves it again");
        ctx->ItemClick("//Accord/**/###next");
        REQUIRE(app.workshop->phase() == Phase::decide);
        CHECK_FALSE(ctx->ItemExists("//Accord/**/###governance.openness")); // nobody is at the machine
        come_in(ctx, 0, "apple");
        ctx->ItemInputValue("//Accord/**/###governance.openness", 90);
        CHECK(app.workshop->spent(0) == Approx(5).margin(1e-4));
        ctx->ItemInputValue("//Accord/**/###governance.equal-votes", 100);
        ctx->ItemInputValue("//Accord/**/###agreement.goal-work", 100); // 8.5 points, 5 are left
        CHECK(app.view.workshop_note == "Too dear: \"work on common goals\" there costs 8.5 points, and 5.0 are left.");
        CHECK(app.workshop->left(0) == Approx(5).margin(1e-4));
        ctx->ItemClick("//Accord/**/This is our decision");
        come_in(ctx, 0, "pear");
        CHECK(app.view.workshop_note == "That is not the word of Team 1.");
        CHECK_FALSE(app.workshop->at_machine());
        come_in(ctx, 1, "");
        ctx->ItemClick("//Accord/**/###coordination.backbone"); // a box: yes or no
        CHECK(app.workshop->lever(1, *models::lever_table().find("coordination.backbone")) == 1);
        ctx->ItemClick("//Accord/**/This is our decision");
        ctx->ItemClick("//Accord/**/###next");
        REQUIRE(app.workshop->phase() == Phase::predict);
        for (std::size_t t = 0; t < 2; ++t) {
            come_in(ctx, t, t ? "" : "apple");
            for (const char* row : {"$$0", "$$1", "$$2", "$$3"})
                ctx->ItemClick((std::string("//Accord/**/") + row + "/###worse").c_str());
            ctx->ItemClick("//Accord/**/This is our prediction");
        }
        app.workshop->work()->wait();
        ctx->ItemClick("//Accord/**/###next");
        REQUIRE(app.workshop->phase() == Phase::reveal);
        CHECK(app.last_visible() == 0);
        for (std::size_t n = 1; n <= n_main_outcomes; ++n) {
            ctx->ItemClick("//Accord/**/###next");
            CHECK(app.workshop->n_shown() == n);
            CHECK(app.view.outcome == main_outcome(n - 1)); // students first
        }
        CHECK(app.last_visible() == 24);
        app.workshop->current_team = 1;
        Question question;
        question.observable = main_outcome(0), question.month = 20;
        app.ask(question); // of the team's run, of which nothing lies beyond the reveal
        app.engine.wait(true);
        ctx->Yield(3);
        REQUIRE(app.now.answer);
        CHECK(app.now.answer->generation == app.workshop->teams[1].run->generation);
        app.show("workshop");
        ctx->Yield(3);
        ctx->ItemClick("//Accord/**/###next");
        REQUIRE(app.workshop->phase() == Phase::debrief);
        app.files.path(Purpose::debriefs) = folder.path("day.html");
        ctx->ItemClick("//Accord/**/Export debrief pages");
        for (const char* page : {"day-team-1.html", "day-team-2.html", "day-all.html"})
            CHECK(std::filesystem::exists(folder.path(page)));
        ctx->ItemClick("//Accord/**/End workshop");
        ctx->ItemClick("//$FOCUSED/Yes, end it");
        CHECK_FALSE(app.workshop);
        open_session(app); // as the last Next left it
        REQUIRE(app.workshop);
        CHECK(app.workshop->phase() == Phase::debrief);
        CHECK(app.files.workshop == path);
        CHECK(app.workshop->teams[1].predictions[0][0] == -1);
        CHECK(app.last_visible() == 24);
    });
}

TEST_CASE("each script of the workshop can be played from its first to its last minute", "[viz][ui][workshop]") {
    const auto [file, minutes] =
        GENERATE(table<const char*, int>({{"script-45.md", 45}, {"script-90.md", 90}, {"script-180.md", 180}}));
    INFO(file);
    const std::vector<Row> rows = rows_of(file);
    REQUIRE_FALSE(rows.empty());
    const tests::Folder folder;
    Stage stage("tiny-region", 120);
    stage.drive([&, last_minute = minutes](ImGuiTestContext* ctx, Context& app) {
        begin(ctx, app);
        app.files.path(Purpose::session) = folder.path("day.json");
        app.files.path(Purpose::debriefs) = folder.path("day.html");
        Player player(ctx, app);
        int minute = -1;
        for (const Row& row : rows) {
            CHECK(row.minute > minute);
            minute = row.minute;
            for (const std::string& token : row.tokens)
                player.play(token);
        }
        CHECK(minute < last_minute);
        REQUIRE(app.workshop);
        CHECK(app.workshop->phase() == Phase::debrief);
        CHECK(app.workshop->round() + 1 == app.workshop->settings().n_rounds); // nothing is left to play
        CHECK(app.last_visible() == 120);
        CHECK(std::filesystem::exists(folder.path("day.json")));
        CHECK(std::filesystem::exists(folder.path("day-all.html")));
    });
}
