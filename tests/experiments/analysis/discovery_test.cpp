// PRIM and trees: the oracle's boxes and nodes, words, and what is found where nothing is.
#include "experiments/analysis/discovery.h"
#include "experiments/statistics/chance.h"
#include "tests/experiments/oracles.h"

using namespace experiments;
using tests::is_near;
using tests::oracles;

TEST_CASE("PRIM peels as the oracle does, step by step", "[experiments][oracle]") {
    const auto x = tests::korobov(5);
    const auto cases = tests::box_cases(x);
    const auto& want = oracles()["prim"]["korobov_box_clean"];
    const auto steps = prim(x, cases);
    REQUIRE(steps.size() == want["trajectory"].size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& step = want["trajectory"][i];
        CAPTURE(i);
        CHECK(steps[i].n == step["n"].get<std::size_t>());
        CHECK(steps[i].n_cases == step["k"].get<std::size_t>());
        CHECK(is_near(steps[i].coverage, step["coverage"]));
        CHECK(is_near(steps[i].density, step["density"]));
        CHECK(is_near(steps[i].mass, step["mass"]));
        CHECK(steps[i].n_cut == step["res_dim"].get<std::size_t>());
    }
    const auto check_box = [&](const Box& box, const nlohmann::json& limits) {
        for (std::size_t k = 0; k < 5; ++k) {
            CHECK(is_near(box[k].low, limits[x[k].id][0]));
            CHECK(is_near(box[k].high, limits[x[k].id][1]));
        }
    };
    check_box(steps.back().box, want["final_box"]);
    check_box(steps[want["best_density90_id"].get<std::size_t>()].box, want["best_density90_box"]);
    CHECK(chosen_box(steps, 0.9) == want["best_density90_id"].get<std::size_t>() + 1); // both cover all: the denser one
}

TEST_CASE("boxes one after another are EMA's, at two sizes of a peel", "[experiments][oracle]") {
    const auto x = tests::korobov(5);
    std::vector<bool> cases = tests::box_cases(x);
    for (std::size_t i = 0; i < cases.size(); ++i)
        cases[i] = cases[i] || (x[2].values[i] < 0.25 && x[3].values[i] > 0.7);
    const auto& want = oracles()["more_analyses"]["cover"];
    for (const double peel : {0.05, 0.1}) {
        const auto& boxes = want[peel == 0.1 ? "peel_0.1" : "peel_0.05"];
        const auto got = cover(x, cases, 0.8, 2, {.peel = peel});
        REQUIRE(got.size() == 2);
        for (std::size_t b = 0; b < 2; ++b) {
            CAPTURE(peel, b);
            CHECK(got[b].n == boxes[b]["n"].get<std::size_t>());
            CHECK(got[b].n_cases == boxes[b]["k"].get<std::size_t>());
            CHECK(is_near(got[b].coverage, boxes[b]["coverage"]));
            for (std::size_t k = 0; k < 5; ++k) {
                if (got[b].box[k].is_cut_low) CHECK(is_near(got[b].box[k].low, boxes[b]["limits"][x[k].id][0]));
                if (got[b].box[k].is_cut_high) CHECK(is_near(got[b].box[k].high, boxes[b]["limits"][x[k].id][1]));
            }
        }
    }
}

TEST_CASE("quasi-p values of the dense box equal the oracle's", "[experiments][oracle]") {
    const auto x = tests::korobov(5);
    const auto cases = tests::box_cases(x);
    const auto& want = oracles()["prim"]["korobov_box_clean"]["quasi_p"];
    const auto got = quasi_p(prim(x, cases)[36].box, x, cases);
    for (std::size_t k = 0; k < 2; ++k) {
        const double low = want[x[k].id][0], high = want[x[k].id][1];
        CHECK(got[k].first / low == Approx(1).epsilon(1e-9));
        CHECK(got[k].second / high == Approx(1).epsilon(1e-9));
    }
    for (std::size_t k = 2; k < 5; ++k)
        CHECK(got[k] == std::pair{-1.0, -1.0});
}

TEST_CASE("the tree has the oracle's nodes", "[experiments][oracle]") {
    const auto x = tests::korobov(5);
    const auto cases = tests::box_cases(x);
    const auto& want = oracles()["cart"]["korobov_box_clean"];
    const Tree tree =
        grow_tree(x, cases, {want["max_depth"].get<std::size_t>(), want["min_samples_leaf"].get<std::size_t>()});
    REQUIRE(tree.nodes.size() == want["nodes"].size());
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        const auto& node = want["nodes"][i];
        CAPTURE(i);
        CHECK(tree.nodes[i].n == node["n"].get<std::size_t>());
        CHECK(tree.nodes[i].n_cases == node["counts"][1].get<std::size_t>());
        CHECK(is_near(tree.nodes[i].gini, node["gini"]));
        CHECK(tree.nodes[i].input == (node["feature"].is_null() ? -1 : node["feature"].get<int>() - 1));
        if (!node["feature"].is_null())
            CHECK(is_near(tree.nodes[i].threshold, node["threshold"], 1e-7)); // floats there
        CHECK(tree.nodes[i].left == node["left"].get<int>());
        CHECK(tree.nodes[i].right == node["right"].get<int>());
    }
    CHECK(tests::largest_gap(tree.importances, want["importances"]) < 1e-9);
}

TEST_CASE("a box says itself in words, and held-out figures stand by it", "[experiments]") {
    const auto x = tests::korobov(5);
    const auto cases = tests::box_cases(x);
    const auto steps = prim(x, cases);
    CHECK(in_words(steps[36].box, x) == "x1 is above 0.6085 and x2 lies between 0.1789 and 0.561");
    CHECK(in_words(steps[0].box, x) == "nothing is limited");
    const HeldOut held = hold_out(x, cases, {}, {3, 20}, 0.8, 1);
    CHECK(held.coverage > 0.85);
    CHECK(held.density > 0.75);
    CHECK(held.tree_accuracy > 0.9);
    CHECK(held.times_cut[0] == 5);
    CHECK(held.times_cut[1] == 5);
    CHECK(held.coverage == hold_out(x, cases, {}, {3, 20}, 0.8, 1).coverage);
}

TEST_CASE("where nothing is, held-out density stays at the base rate", "[experiments][statistical]") {
    auto x = tests::korobov(5);
    Chance chance(11, Purpose::noise, 0);
    std::vector<bool> cases;
    for (std::size_t i = 0; i < x[0].values.size(); ++i)
        cases.push_back(chance.uniform() < 0.2);
    const auto steps = prim(x, cases);
    const auto best = steps[chosen_box(steps, 0.215)];
    const HeldOut held = hold_out(x, cases, {}, {3, 50}, 0.215, 1);
    CHECK(best.density >= 0.215);
    CHECK(best.density > held.density);                        // in-sample boxes flatter themselves
    CHECK(held.density < 0.2 + 4 * std::sqrt(0.2 * 0.8 / 50)); // at least 50 rows are held in the boxes together
}

TEST_CASE("words are taken out of boxes and split by trees", "[experiments]") {
    auto x = tests::korobov(2);
    Column colour{"colour", {}, {"red", "green", "blue"}};
    std::vector<bool> cases;
    for (std::size_t i = 0; i < x[0].values.size(); ++i) {
        colour.values.push_back(static_cast<double>(i % 3));
        cases.push_back(i % 3 == 2 && x[0].values[i] > 0.5);
    }
    x.push_back(colour);
    const auto steps = prim(x, cases);
    const auto& best = steps[chosen_box(steps, 0.9)];
    CHECK(best.density >= 0.9);
    CHECK(best.box[2].levels == std::vector<bool>{false, false, true});
    CHECK_THAT(in_words(best.box, x), Catch::Contains("colour is blue"));
    CHECK(quasi_p(best.box, x, cases)[2].first < 1e-10);
    const Tree tree = grow_tree(x, cases, {3, 20});
    CHECK(tree.nodes[0].input == 2);
    CHECK(tree.nodes[0].level == 2);
    const auto leaves = leaves_of(tree, x);
    CHECK(leaves[0].words == "x1 is above 0.5015 and colour is blue");
    CHECK(leaves[0].n == leaves[0].n_cases);
}
