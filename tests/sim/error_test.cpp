#include "sim/error.h"

#include <catch2/catch.hpp>

TEST_CASE("an input error carries every message", "[sim][error]") {
    const sim::InputError error(std::vector<std::string>{"s.json: /a: one", "s.json: /b: two"});
    CHECK(error.messages().size() == 2);
    CHECK(std::string(error.what()) == "s.json: /a: one\ns.json: /b: two");
    CHECK(std::string(sim::InputError("alone").what()) == "alone");
}

TEST_CASE("nearest finds misspelt words", "[sim][error]") {
    const std::vector<std::string> known = {"renewal", "recovery", "agreement-months", "trust"};
    CHECK(sim::nearest("renewl", known) == "renewal");
    CHECK(sim::nearest("rneewal", known) == "renewal"); // a swap counts once
    CHECK(sim::nearest("agrement-mnths", known) == "agreement-months");
    CHECK(sim::nearest("turst", known) == "trust");
    CHECK(sim::nearest("trust", known) == "trust");
}

TEST_CASE("nearest finds nothing where nothing is near", "[sim][error]") {
    CHECK(sim::nearest("budget", {"renewal", "trust"}).empty());
    CHECK(sim::nearest("renewal", {}).empty());
    CHECK(sim::nearest("x", {"ab", "c"}).empty()); // all letters are different
    CHECK(sim::nearest("", {"a"}).empty());
}

TEST_CASE("nearest allows two edits, or a third of a longer word", "[sim][error]") {
    CHECK(sim::nearest("abcxy", {"abcde"}) == "abcde");
    CHECK(sim::nearest("abwxy", {"abcde"}).empty());
    CHECK(sim::nearest("abcdefwxyz12", {"abcdefghij12"}) == "abcdefghij12"); // 4 of 12
    CHECK(sim::nearest("abcdewvxyz12", {"abcdefghij12"}).empty());           // 6 of 12
}

TEST_CASE("of two equally near words the first known wins", "[sim][error]") {
    CHECK(sim::nearest("cat", {"bat", "rat"}) == "bat");
}
