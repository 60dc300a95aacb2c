// The window by words: what is asked is done as by hand, and what is wrong is said, all of it, with nothing done.
#include "viz/deeds.h"

#include "scenarios/json.h"
#include "sim/digest.h"
#include "sim/error.h"
#include "tests/viz/sessions.h"
#include "viz/runs/outcomes.h"

#include <catch2/catch.hpp>

using namespace viz;

namespace {

scenarios::Json state_of(Context& context) {
    context.engine.wait();
    context.now = context.engine.snapshot();
    return scenarios::Json::parse(state_text(context));
}

std::vector<std::string> refused(Context& context, const std::string& json) {
    try {
        do_deeds(context, json);
    } catch (const sim::InputError& error) {
        return error.messages();
    }
    return {};
}

} // namespace

TEST_CASE("deeds by words move levers, branch and are undone as by hand", "[viz][page]") {
    Context context(tests::library_scenario("tiny-region", 36), 12);
    const auto before = state_of(context);
    CHECK(before.at("runs").at("a").at("digest") == sim::hex(context.now.run(Lane::a)->digest));
    CHECK(!before.at("headline").get<std::string>().empty());
    REQUIRE(before.at("table").size() == n_main_outcomes);
    const auto& first = before.at("table").at(0); // the headline's number again, with its interval
    CHECK(first.at("outcome") == outcome_label(main_outcome(0)));
    const auto difference = first.at("difference").get<std::string>();
    CHECK(before.at("headline").get<std::string>().find(difference.substr(1)) != std::string::npos);
    CHECK(first.at("interval").get<std::string>().find(" to ") != std::string::npos);
    do_deeds(context, R"({"seek": 12, "lever": "coordination.bought", "value": 8, "branch": true})");
    do_deeds(context,
             R"({"strategy": "collective-impact", "condition": "funding-cut", "value": 0.5, "show": "network"})");
    const auto after = state_of(context);
    CHECK(after.at("month") == 12);
    CHECK(after.at("page") == "network");
    CHECK(after.at("has-branch") == true);
    CHECK(after.at("runs").at("a").at("digest") != before.at("runs").at("a").at("digest"));
    CHECK(after.at("runs").at("b").at("strategy") == "collective-impact");
    for (const Action& action : context.session->actions())
        CHECK(action.command.month == 12);
    while (context.session->can_undo())
        do_deeds(context, R"({"undo": true})");
    CHECK(state_of(context).at("runs").at("a").at("digest") == before.at("runs").at("a").at("digest"));
}

TEST_CASE("why is asked by an outcome's id and answered in words", "[viz][page]") {
    Context context(tests::library_scenario("tiny-region", 36), 2);
    state_of(context);
    do_deeds(context, R"({"ask": "ability-mean"})");
    const auto state = state_of(context);
    CHECK(state.at("page") == "why");
    CHECK(!state.at("why").at("verdict").get<std::string>().empty());
}

TEST_CASE("wrong deeds are all named and nothing is done", "[viz][page]") {
    Context context(tests::library_scenario("tiny-region", 36), 0);
    CHECK(refused(context, "[1]") == std::vector<std::string>{"/: is no object; expected such as {\"seek\": 24}"});
    const auto messages =
        refused(context, R"({"seek": 12, "lever": "coordination.bougt", "value": 8, "sho": "network", "dark": 3})");
    REQUIRE(messages.size() == 3);
    CHECK(messages[0] == "/lever: 'coordination.bougt' is unknown; expected an id of `accord list levers`");
    CHECK(messages[1] == "/dark: is of another kind; expected true or false");
    CHECK(messages[2] == "/sho: is unknown; did you mean 'show'?");
    CHECK(refused(context, R"({"lever": "coordination.bought", "value": -5})").size() == 1);
    CHECK(refused(context, R"({"condition": "calm", "value": 2})").size() == 2);
    CHECK(refused(context, R"({"save": "everything"})").size() == 1);
    CHECK(context.session->actions().empty());
    CHECK(context.month() == 0);
}
