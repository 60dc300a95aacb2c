// Files and questions in the window, driven as a person would: nothing is replaced or lost without being asked.
#include "tests/scenarios/files.h"
#include "tests/viz/stage.h"

#include <catch2/catch.hpp>
#include <imgui_internal.h>

#include <cstring>
#include <filesystem>
#include <fstream>

using namespace viz;
using tests::Stage;

namespace {

std::string content(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Id of a line of the folder's list, which lies in a child of a popup.
ImGuiID in_list(const char* name, const char* label) {
    for (ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
        if (window->WasActive && std::strstr(window->Name, "/folder_"))
            return *name ? ImHashStr(label, 0, window->GetID(name)) : window->GetID(label);
    return 0;
}

void put(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

} // namespace

TEST_CASE("files: save, change, open, and every export goes to its own path", "[viz][ui][files]") {
    const tests::Folder folder;
    Stage stage;
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        const std::string path = folder.path("s.json");
        app.files.path(Purpose::session) = folder.path("s"); // without its ending: that is added
        app.files.path(Purpose::numbers) = folder.path("s.csv");
        app.files.path(Purpose::report) = folder.path("s.html");
        app.seek(12);
        ctx->ItemClick("//Accord/**/Funding cut");
        app.engine.wait(true);
        ctx->Yield(2);
        const auto digest = app.now.run(Lane::a)->digest;
        CHECK(is_unsaved(app));
        ctx->ItemClick("//Accord/File");
        ctx->ItemClick("//$FOCUSED/Save session");
        CHECK(app.files.notice == path + " saved");
        CHECK_FALSE(is_unsaved(app));
        ctx->ItemClick("//$FOCUSED/Export numbers");
        ctx->ItemClick("//$FOCUSED/Export report");
        CHECK(std::filesystem::file_size(folder.path("s.csv")) > 10'000);
        CHECK(std::filesystem::file_size(folder.path("s.html")) > 5'000);
        ctx->PopupCloseAll();
        const std::string saved = content(path), numbers = content(folder.path("s.csv"));
        ctx->ItemClick("//Accord/Restart");
        ctx->KeyPress(ImGuiMod_Ctrl | ImGuiKey_S); // its own file, as this session wrote it: no question
        CHECK_FALSE(app.files.asked);
        CHECK(content(path) != saved);
        CHECK(content(folder.path("s.csv")) == numbers); // saving the session leaves what was exported
        put(path, saved);
        ctx->ItemClick("//Accord/File");
        ctx->ItemClick("//$FOCUSED/Open session");
        CHECK(app.files.notice == path + " opened");
        app.engine.wait(true);
        ctx->Yield(2);
        CHECK(app.now.run(Lane::a)->digest == digest);
    });
}

TEST_CASE("a file of others is replaced only after a yes, and a name of another purpose is refused",
          "[viz][ui][files]") {
    const tests::Folder folder;
    Stage stage;
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        const std::string path = folder.path("mine.json");
        put(path, "somebody's scenario");
        app.files.path(Purpose::session) = path;
        ctx->KeyPress(ImGuiMod_Ctrl | ImGuiKey_S);
        ctx->Yield(2);
        REQUIRE(app.files.asked);
        CHECK(app.files.asked->text == path + " is there already.");
        ctx->ItemClick("//$FOCUSED/Go on as before");
        CHECK(content(path) == "somebody's scenario");
        ctx->KeyPress(ImGuiMod_Ctrl | ImGuiKey_S);
        ctx->Yield(2);
        ctx->KeyPress(ImGuiKey_Escape);
        ctx->Yield(2);
        CHECK_FALSE(app.files.asked);
        CHECK(content(path) == "somebody's scenario");
        ctx->KeyPress(ImGuiMod_Ctrl | ImGuiKey_S);
        ctx->Yield(2);
        ctx->ItemClick("//$FOCUSED/Replace it");
        CHECK(app.files.notice == path + " saved");
        CHECK(content(path).find("accord-session-1") != std::string::npos);
        app.files.path(Purpose::picture) = path;
        ctx->ItemClick("//Accord/File");
        ctx->ItemClick("//$FOCUSED/Export picture");
        CHECK(app.files.is_error);
        CHECK(app.files.notice == path + ": is no name for the picture; expected one that ends in .png");
        CHECK(app.files.wanted_picture.empty());
        app.files.path(Purpose::session) = folder.path("no/such/x.json");
        ctx->ItemClick("//$FOCUSED/Save session");
        CHECK(app.files.is_error);
        CHECK(app.files.notice.find("x.json") != std::string::npos);
        ctx->PopupCloseAll();
        ctx->Yield(2);
        ctx->ItemClick("//Accord/**/I see"); // an error stays in sight until it was seen
        CHECK_FALSE(app.files.is_error);
    });
}

TEST_CASE("closing asks while work is unsaved: go on, save first, or give it up", "[viz][ui][files]") {
    const tests::Folder folder;
    Stage stage;
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        app.files.path(Purpose::session) = folder.path("s.json");
        app.seek(20); // looking around is no work
        CHECK_FALSE(is_unsaved(app));
        ctx->ItemClick("//Accord/**/Recession");
        close(app);
        ctx->Yield(3);
        REQUIRE(app.files.asked);
        CHECK_FALSE(app.files.must_close);
        ctx->ItemClick("//$FOCUSED/Go on as before");
        CHECK_FALSE(app.files.must_close);
        CHECK(app.session->n_done() == 2);
        close(app);
        ctx->Yield(3);
        ctx->ItemClick("//$FOCUSED/Save it first");
        CHECK(app.files.must_close);
        CHECK(std::filesystem::exists(folder.path("s.json")));
        app.files.must_close = false;
        ctx->Yield(2);
        ctx->ItemClick("//Accord/**/Recession"); // the same again changes nothing that has to be asked twice
        ctx->ItemClick("//Accord/Undo");
        open_session(app); // opening another gives it up as well
        ctx->Yield(3);
        REQUIRE(app.files.asked);
        ctx->ItemClick("//$FOCUSED/Give it up");
        CHECK(app.files.notice == folder.path("s.json") + " opened");
        close(app);
        CHECK(app.files.must_close); // all is saved: no question
    });
}

TEST_CASE("a workshop that was not saved is not closed without a question", "[viz][ui][files][workshop]") {
    Stage stage;
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        app.show("workshop");
        app.view.workshop.n_teams = app.view.workshop.n_rounds = 2;
        ctx->Yield(3);
        ctx->ItemClick("//Accord/**/Begin the workshop");
        close(app);
        ctx->Yield(3);
        REQUIRE(app.files.asked);
        CHECK_FALSE(app.files.must_close);
        ctx->KeyPress(ImGuiKey_Escape);
        ctx->Yield(2);
        REQUIRE(app.workshop);
    });
}

TEST_CASE("the list of a folder goes in and out and chooses a file of the right kind", "[viz][ui][files]") {
    const tests::Folder folder;
    std::filesystem::create_directories(folder.path("inner"));
    put(folder.path("inner/a.json"), "{}");
    put(folder.path("inner/b.csv"), "");
    Stage stage;
    stage.drive([&](ImGuiTestContext* ctx, Context& app) {
        app.files.path(Purpose::session) = folder.path("x.json");
        ctx->ItemClick("//Accord/File");
        ctx->ItemClick("//$FOCUSED/session/Browse");
        ctx->Yield(2);
        ctx->ItemClick(in_list("inner", "> inner"));
        CHECK(app.files.path(Purpose::session) == folder.path("inner/x.json"));
        ctx->Yield(2);
        CHECK(app.view.folder.of(folder.path("inner"), ".json", 1e9).size() == 1); // no CSV among sessions
        ctx->ItemClick(in_list("a.json", "a.json"));
        CHECK(app.files.path(Purpose::session) == folder.path("inner/a.json"));
        ctx->ItemClick(in_list("", "..  (one up)"));
        CHECK(app.files.path(Purpose::session) == folder.path("a.json"));
    });
}

TEST_CASE("Page keys, Home and End move in time alone, and Space plays where nothing is in focus", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.seek(0);
        ctx->Yield(2);
        ctx->KeyPress(ImGuiKey_Space);
        CHECK(app.view.is_playing);
        ctx->KeyPress(ImGuiKey_Space);
        CHECK_FALSE(app.view.is_playing);
        const ImGuiID focus = ImGui::GetCurrentContext()->NavId;
        for (const ImGuiKey key : {ImGuiKey_PageDown, ImGuiKey_PageUp, ImGuiKey_End, ImGuiKey_Home})
            ctx->KeyPress(key);
        CHECK(app.month() == 0);
        CHECK(ImGui::GetCurrentContext()->NavId == focus);
    });
}

TEST_CASE("Esc closes the keys, then clears what is selected, in the projector view too", "[viz][ui]") {
    Stage stage;
    stage.drive([](ImGuiTestContext* ctx, Context& app) {
        app.view.is_projector = app.view.must_restyle = true; // without the controls, where Clear stands
        app.view.selection.school = 1;
        ctx->ItemClick("//Accord/Keys");
        REQUIRE(app.view.shows_help);
        ctx->KeyPress(ImGuiKey_Escape);
        CHECK_FALSE(app.view.shows_help);
        CHECK(app.view.selection.school == 1);
        ctx->KeyPress(ImGuiKey_Escape);
        CHECK(app.view.selection.is_empty());
    });
}
