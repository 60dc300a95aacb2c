#include "models/student.h"
#include "models/world.h"
#include "tests/models/kernel/cohort.h"

#include <catch2/catch.hpp>

#include <cstring>
#include <set>

using namespace kernel_tests;
using models::Exposure;

namespace {

/// One group, less and more than a chunk of 256 rows, and just beyond it.
const std::vector<std::size_t> sizes{16, 48, 240, 256, 272, 800};

std::vector<sim::Isa> levels() {
    std::vector<sim::Isa> all;
    for (const sim::Isa isa : {sim::Isa::sse2, sim::Isa::avx2, sim::Isa::avx512})
        if (sim::is_supported(isa)) all.push_back(isa);
    return all;
}

const std::vector<Exposure> programmes{{0, 0.01f, 0.03f, 0.1f, 0.0f, 0.2f, 0.0f},
                                       {4, 0.002f, 0.005f, 0.3f, 0.02f, 0.5f, 0.4f},
                                       {15, 0.0f, 0.02f, 0.0f, 0.01f, 0.0f, 0.0f}};

models::MonthRates month_rates() {
    models::MonthRates r{};
    r.luck = sim::luck(5, 2), r.step = 7, r.decision = 3, r.fill = sim::fill_draws(sim::Isa::sse2);
    r.pull = 0.034f, r.target = 0.2f, r.drift = 0.15f, r.lasting = 0.001f, r.transient = 0.002f, r.boost_keep = 0.896f;
    r.engagement_pull = 0.028f, r.engagement_target = 0.6f, r.engagement_ses = 0.03f, r.engagement_drift = 0.04f;
    r.absence_log = 0.1f, r.absence_slope = 5.5f, r.absence_most = 0.95f, r.days = 18, r.absence_effect = -0.0058f,
    r.absence_usual = 0.9f;
    r.exposures = programmes.data(), r.n_exposures = programmes.size();
    r.hazard_engagement = 3, r.hazard_ability = 0.35f, r.hazard_ses = 0.45f;
    r.hazard_readiness = 0.3f;
    return r;
}

models::CohortRates own_rates(bool can_leave) { return {0.003f, can_leave, -1.0f}; } // high, so that some leave

models::ReportRates report_rates() {
    return {sim::luck(5, 2), 8, 4, sim::fill_draws(sim::Isa::sse2), 0.5f, 18.0f, 1.2816f, -1.2816f};
}

models::JoinRates join_rates(float chance, float low_chance) {
    return {sim::luck(5, 2), 1, 20, sim::fill_draws(sim::Isa::sse2), 4, chance, low_chance};
}

template <class T>
bool same_bits(const T& a, const T& b) {
    return std::memcmp(&a, &b, sizeof a) == 0;
}

/// Rows that are not enrolled must be untouched in every column but their bit.
void check_untouched(const Cohort& before, const Cohort& after) {
    std::size_t changed = 0;
    for (std::size_t i = 0; i < before.rows(); ++i)
        if (!before.is_taken(i))
            changed += before.ability[i] != after.ability[i] || before.boost[i] != after.boost[i] ||
                       before.anchor[i] != after.anchor[i] || before.engagement[i] != after.engagement[i] ||
                       before.readiness[i] != after.readiness[i] || before.absent[i] != after.absent[i] ||
                       before.flags[i] != after.flags[i] || after.is_taken(i);
    CHECK(changed == 0);
}

} // namespace

TEST_CASE("a month is the plain loop's, bit for bit, at every width and size", "[models][kernel]") {
    for (const std::size_t rows : sizes)
        for (const bool can_leave : {false, true})
            for (const sim::Isa isa : levels()) {
                CAPTURE(rows, can_leave, sim::name(isa));
                const Cohort before(rows);
                Cohort expected = before, got = before;
                const models::MonthRates rates = month_rates();
                const ReferenceSums sums = reference_month(expected, rates, own_rates(can_leave));
                const models::MonthSums s = month(isa, got, rates, own_rates(can_leave));
                CHECK(got == expected);
                check_untouched(before, got);
                CHECK(s.students == sums.students);
                CHECK(s.low_students == sums.low_students);
                CHECK(s.dropouts == sums.dropouts);
                CHECK(s.low_dropouts == sums.low_dropouts);
                CHECK(s.score == Approx(sums.score).epsilon(1e-5).margin(1e-4));
                CHECK(s.score_square == Approx(sums.score_square).epsilon(1e-5));
                CHECK(s.low_score == Approx(sums.low_score).epsilon(1e-5).margin(1e-4));
                CHECK(s.absent_days == Approx(sums.absent_days).epsilon(1e-5));
                if (can_leave && rows >= 240) CHECK(s.dropouts > 0);
                if (!can_leave) CHECK(got.taken == before.taken);
            }
}

TEST_CASE("limited stocks, money and classes are the plain loop's, bit for bit", "[models][kernel]") {
    for (const std::size_t rows : sizes)
        for (const bool has_stocks : {false, true})
            for (const sim::Isa isa : levels()) {
                CAPTURE(rows, has_stocks, sim::name(isa));
                Cohort before(rows);
                before.has_stocks = has_stocks;
                Cohort expected = before, got = before;
                models::MonthRates rates = month_rates();
                rates.has_more = true, rates.low_lasting = 0.004f, rates.taught = 0.0015f, rates.stock_pull = 0.1f;
                models::CohortRates own = own_rates(true);
                own.lasting = 0.003f, own.transient = -0.01f;
                const ReferenceSums sums = reference_month(expected, rates, own);
                const models::MonthSums s = month(isa, got, rates, own);
                CHECK(got == expected);
                check_untouched(before, got);
                CHECK((got.lessons != before.lessons) == has_stocks);
                CHECK(s.dropouts == sums.dropouts);
                CHECK(s.score == Approx(sums.score).epsilon(1e-5).margin(1e-4));
            }
}

TEST_CASE("a month's sums have the same bits at every width", "[models][kernel]") {
    for (const std::size_t rows : sizes) {
        Cohort first(rows);
        const models::MonthSums sums = month(sim::Isa::sse2, first, month_rates(), own_rates(true));
        for (const sim::Isa isa : levels()) {
            Cohort cohort(rows);
            CHECK(same_bits(month(isa, cohort, month_rates(), own_rates(true)), sums));
        }
    }
}

TEST_CASE("cohorts of a school do as each would alone, wherever chunks end", "[models][kernel]") {
    const std::vector<std::uint32_t> parts{16, 64, 208, 320, 16, 176}; // 800 rows; chunks end inside cohorts
    std::vector<models::CohortRates> own;
    for (std::size_t k = 0; k < parts.size(); ++k)
        own.push_back({0.001f * static_cast<float>(k), k % 2 == 0, -1.0f - 0.2f * static_cast<float>(k)});
    for (const sim::Isa isa : levels()) {
        CAPTURE(sim::name(isa));
        Cohort together(800), apart(800);
        std::vector<models::MonthSums> sums(parts.size()), expected(parts.size());
        std::vector<models::ReportSums> cards(parts.size()), expected_cards(parts.size());
        const models::CohortRows all{parts.data(), parts.size()};
        models::student_month(isa)(together.columns(), all, month_rates(), own.data(), sums.data());
        models::student_report(isa)(together.columns(), all, report_rates(), cards.data());
        for (std::size_t k = 0, at = 0; k < parts.size(); at += parts[k++]) {
            const models::CohortColumns c = apart.columns();
            const models::CohortColumns rows{c.ability + at,
                                             c.boost + at,
                                             c.anchor + at,
                                             c.engagement + at,
                                             c.readiness + at,
                                             c.absent + at,
                                             c.ses + at,
                                             c.flags + at,
                                             c.serial + at,
                                             c.origin + at,
                                             c.taken + at / sim::lanes,
                                             parts[k]};
            models::student_month(isa)(rows, {&parts[k], 1}, month_rates(), &own[k], &expected[k]);
            models::student_report(isa)(rows, {&parts[k], 1}, report_rates(), &expected_cards[k]);
        }
        CHECK(together == apart);
        for (std::size_t k = 0; k < parts.size(); ++k) {
            CHECK(same_bits(sums[k], expected[k]));
            CHECK(same_bits(cards[k], expected_cards[k]));
            if (!own[k].can_leave) CHECK(sums[k].dropouts == 0);
            if (own[k].can_leave && parts[k] > 200) CHECK(sums[k].dropouts > 0);
        }
    }
}

TEST_CASE("a dropout stays as the leaving month left them", "[models][kernel]") {
    Cohort cohort(800);
    const Cohort before = cohort;
    models::MonthRates rates = month_rates();
    month(sim::best_isa(), cohort, rates, own_rates(true));
    const Cohort after_one = cohort;
    std::size_t n_left = 0, n_learned = 0; // without leavers there is nothing to see
    for (std::size_t i = 0; i < cohort.rows(); ++i)
        n_left += before.is_taken(i) && !after_one.is_taken(i);
    REQUIRE(n_left > 0);
    for (rates.step = 8; rates.step < 20; ++rates.step)
        month(sim::best_isa(), cohort, rates, own_rates(true));
    check_untouched(after_one, cohort);
    for (std::size_t i = 0; i < cohort.rows(); ++i)
        n_learned += cohort.is_taken(i) && cohort.ability[i] != after_one.ability[i];
    CHECK(n_learned > 0); // the months did happen
}

TEST_CASE("a report card counts what the plain loop counts and changes nothing", "[models][kernel]") {
    for (const std::size_t rows : sizes) {
        const Cohort before(rows);
        const models::ReportRates r = report_rates();
        const Draws d(before, r);
        double n[8] = {}, test = 0, rich = 0, poor = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            if (!before.is_taken(i)) continue;
            const double low = before.flags[i] >> 16 & 1u;
            const float score = before.ability[i] + before.boost[i];
            const bool chronic = before.absent[i] >= r.chronic_days, served = before.flags[i] & 0xffffu;
            const bool is_rich = before.ses[i] >= r.ses_rich, is_poor = before.ses[i] <= r.ses_poor;
            n[0] += 1, n[1] += chronic, n[2] += low * chronic, n[3] += is_rich, n[4] += is_poor, n[5] += score < -1.0f;
            n[6] += served, n[7] += low * served;
            test += static_cast<double>(score + r.error_sd * d.z1[i]);
            rich += is_rich * static_cast<double>(score), poor += is_poor * static_cast<double>(score);
        }
        Cohort first = before;
        const models::ReportSums expected = report(sim::Isa::sse2, first, r);
        for (const sim::Isa isa : levels()) {
            CAPTURE(rows, sim::name(isa));
            Cohort got = before;
            const models::ReportSums s = report(isa, got, r);
            CHECK(got == before);
            CHECK(same_bits(s, expected));
            CHECK(s.students == n[0]);
            CHECK(s.chronic == n[1]);
            CHECK(s.low_chronic == n[2]);
            CHECK(s.rich == n[3]);
            CHECK(s.poor == n[4]);
            CHECK(s.far_below == n[5]);
            CHECK(s.served == n[6]);
            CHECK(s.low_served == n[7]);
            CHECK(s.test == Approx(test).epsilon(1e-5).margin(1e-3));
            CHECK(s.rich_score == Approx(rich).epsilon(1e-5).margin(1e-3));
            CHECK(s.poor_score == Approx(poor).epsilon(1e-5).margin(1e-3));
        }
    }
}

TEST_CASE("sign-up takes those whose draw lies below their group's chance", "[models][kernel]") {
    for (const std::size_t rows : sizes)
        for (const sim::Isa isa : levels()) {
            CAPTURE(rows, sim::name(isa));
            const Cohort before(rows);
            const models::JoinRates r = join_rates(0.2f, 0.6f);
            const Draws d(before, r);
            Cohort got = before;
            const models::JoinSums s = models::student_joins(isa)(got.columns(), r);
            double students = 0, joined = 0, wrong = 0;
            for (std::size_t i = 0; i < rows; ++i) {
                const bool is_low = before.flags[i] >> 16 & 1u;
                const bool in = before.is_taken(i) && d.u[i] < (is_low ? 0.6f : 0.2f);
                students += before.is_taken(i), joined += in;
                wrong += got.flags[i] != ((before.flags[i] & ~16u) | (in ? 16u : 0u));
            }
            CHECK(wrong == 0);
            CHECK(s.students == students);
            CHECK(s.joined == joined);
            got.flags = before.flags;
            CHECK(got == before); // nothing but flags
        }
}

TEST_CASE("nobody joins at chance 0 and everybody at chance 1", "[models][kernel]") {
    Cohort cohort(272);
    CHECK(models::student_joins(sim::best_isa())(cohort.columns(), join_rates(0, 0)).joined == 0);
    const models::JoinSums all = models::student_joins(sim::best_isa())(cohort.columns(), join_rates(1, 1));
    CHECK(all.joined == all.students);
}

TEST_CASE("the kernels' bit of low income is the model's", "[models][kernel]") {
    STATIC_REQUIRE(models::flag_low_income == 1u << 16);
    STATIC_REQUIRE((models::mask_programmes & (models::flag_low_income | models::flag_english_learner)) == 0u);
    STATIC_REQUIRE((models::mask_programmes >> models::bit_of_programme(models::n_programmes - 1)) == 1u);
}

TEST_CASE("each programme has a bit of a pupil's flags and a draw of its own", "[models][kernel]") {
    std::set<std::uint32_t> bits, decisions;
    for (std::size_t g = 0; g < models::n_programmes; ++g) {
        const std::uint32_t flag = 1u << models::bit_of_programme(g);
        CHECK((flag & models::mask_programmes) == flag);
        CHECK(models::programmes_in(flag | models::flag_low_income | models::flag_english_learner) == 1u << g);
        bits.insert(flag), decisions.insert(models::join_decision(g));
    }
    CHECK(bits.size() == models::n_programmes);
    CHECK(decisions.size() == models::n_programmes);
    CHECK(models::join_decision(0) == models::code(models::Decision::join_first)); // keys of draws never change
    CHECK(models::join_decision(15) == models::code(models::Decision::join_last));
    CHECK(decisions.count(models::code(models::Decision::institution_start)) == 0);
}
