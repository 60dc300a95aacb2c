#include "models/observables.h"

#include "models/model.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace models;

TEST_CASE("every outcome says in its row how it is called, in words that are no other's", "[models][outcomes]") {
    std::set<std::string> ids;
    std::set<std::string_view> labels, briefs;
    for (std::size_t o = 0; o < observables().size(); ++o) {
        const OutcomeWords& words = outcome_words(o);
        INFO(observables()[o].id);
        CHECK(ids.insert(observables()[o].id).second);
        CHECK(observable_index(observables()[o].id) == static_cast<int>(o));
        CHECK_FALSE(observables()[o].definition.empty());
        CHECK_FALSE(words.label.empty());
        CHECK_FALSE(words.brief.empty());
        CHECK(words.brief.size() <= 20); // it heads a column
        CHECK(labels.insert(words.label).second);
        CHECK(briefs.insert(words.brief).second);
        CHECK(std::count(outcome_groups.begin(), outcome_groups.end(), words.group) == 1);
    }
}

TEST_CASE("main outcomes are those whose rows say so, in the order of their places", "[models][outcomes]") {
    for (std::size_t place = 0; place < n_main_outcomes; ++place)
        CHECK(outcome_words(main_outcomes()[place]).main_place == static_cast<int>(place) + 1);
    for (std::size_t o = 0; o < observables().size(); ++o) {
        const bool is_listed = std::count(main_outcomes().begin(), main_outcomes().end(), o) == 1;
        CHECK(outcome_words(o).is_main() == is_listed);
    }
    CHECK(observables()[main_outcomes()[0]].id == "ability-mean"); // what a strategy is judged by
}

TEST_CASE("each place shows outcomes of students first and in the order of their rows", "[models][outcomes]") {
    for (const ShownIn place : {in_columns, in_course, in_pages}) {
        const std::vector<std::size_t> list = outcomes_shown(place);
        REQUIRE_FALSE(list.empty());
        CHECK(list.front() == main_outcomes()[0]);
        CHECK(std::is_sorted(list.begin(), list.end()));
        for (const std::size_t o : list)
            CHECK((outcome_words(o).shown & place) != 0);
    }
}
