#include "viz/context/recovery.h"

#include "tests/scenarios/files.h"
#include "tests/viz/sessions.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace viz;

namespace {

std::unique_ptr<Context> begun() {
    auto context = std::make_unique<Context>(tests::library_scenario("tiny-region", 24), 0);
    context->engine.wait();
    context->now = context->engine.snapshot();
    return context;
}

} // namespace

TEST_CASE("a change is kept once a second, and nothing is where nothing was done", "[viz][recovery]") {
    const tests::Folder folder;
    const auto context = begun();
    Recovery recovery(folder.path("kept"));
    recovery.keep(*context, 0);
    recovery.keep(*context, 2);
    CHECK(recovery.file().empty());
    CHECK_FALSE(std::filesystem::exists(folder.path("kept")));
    context->command(CommandKind::condition, "recession", 1);
    recovery.keep(*context, 2.5); // not yet
    CHECK(recovery.file().empty());
    recovery.keep(*context, 3.1);
    REQUIRE(std::filesystem::exists(recovery.file()));
    scenarios::Problems problems;
    const auto read = read_session(recovery.file(), problems);
    REQUIRE(read);
    CHECK(read->actions.at(0).command.id == "recession");
    CHECK(left_behind(folder.path("kept")).empty()); // its window lives
    context->command(CommandKind::condition, "recession", 0.5);
    recovery.keep(*context, 3.2, true); // at the end it must
    CHECK(read_session(recovery.file(), problems)->actions.at(0).command.value == 0.5);
}

TEST_CASE("a session left behind goes on unsaved, and its file goes once it is kept anew", "[viz][recovery]") {
    const tests::Folder folder;
    std::string left;
    std::uint64_t digest = 0;
    {
        const auto context = begun();
        Recovery recovery(folder.path("kept"));
        recovery.keep(*context, 0);
        context->command(CommandKind::condition, "funding-cut", 1);
        recovery.keep(*context, 5);
        context->engine.wait();
        digest = context->engine.snapshot().run(Lane::a)->digest;
        left = recovery.file();
    } // without discard(): as after kill -9
    REQUIRE(left_behind(folder.path("kept")) == std::vector<std::string>{left});
    const auto context = begun();
    Recovery recovery(folder.path("kept"));
    recovery.keep(*context, 0);
    recover(*context, left);
    CHECK_FALSE(context->files.is_error);
    CHECK(is_unsaved(*context));
    recovery.keep(*context, 10);
    CHECK_FALSE(std::filesystem::exists(left));
    CHECK(std::filesystem::exists(recovery.file()));
    context->engine.wait();
    CHECK(context->engine.snapshot().run(Lane::a)->digest == digest);
    recovery.discard();
    CHECK(left_behind(folder.path("kept")).empty());
    CHECK(std::filesystem::is_empty(folder.path("kept")));
}

TEST_CASE("a broken session left behind is an error in sight, and the open one stays", "[viz][recovery]") {
    const tests::Folder folder;
    const std::string path = folder.path("x.json");
    std::ofstream(path) << R"({"format": "accord-session-1")";
    const auto context = begun();
    context->command(CommandKind::condition, "recession", 1);
    recover(*context, path);
    CHECK(context->files.is_error);
    CHECK(context->files.notice.find("x.json") != std::string::npos);
    CHECK(context->session->n_done() == 1);
    CHECK(std::filesystem::exists(path));
}

TEST_CASE("a folder that cannot be written is told and keeps nothing", "[viz][recovery]") {
    const tests::Folder folder;
    std::ofstream(folder.path("taken")) << "a file";
    const auto context = begun();
    Recovery recovery(folder.path("taken") + "/kept");
    recovery.keep(*context, 0);
    context->command(CommandKind::condition, "recession", 1);
    recovery.keep(*context, 2);
    CHECK(recovery.problem().find(folder.path("taken") + "/kept: cannot be written") == 0);
    CHECK(recovery.file().empty());
}

TEST_CASE("what is stored right after an action claims no digest of the run before it", "[viz][recovery]") {
    const auto context = begun();
    CHECK_FALSE(stored_now(*context).digest_a.empty());
    context->command(CommandKind::condition, "recession", 1); // `now` is still that of before
    const StoredSession s = stored_now(*context);
    const std::string before = stored(*context->session, context->now, 0).digest_a;
    CHECK(s.digest_a != before);
}
