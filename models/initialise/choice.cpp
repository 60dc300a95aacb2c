// Where leavers go who may choose: by size and distance, or by the shares of the data.
#include "models/initialise/initialise.h"
#include "sim/mathematics.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace models {
namespace {

constexpr double km_per_degree = 111.32;  ///< Of latitude.
constexpr double radians = 0.01745329252; ///< A degree.
constexpr std::size_t most_choices = 16;  ///< Of one school: the likeliest.

/// Cosine of up to 90 degrees, by its series: the same bits everywhere, and right to a metre in a hundred kilometres.
double cosine(double x) {
    double sum = 1, term = 1;
    for (int k = 1; k < 12; k += 2)
        sum += term *= -x * x / (k * (k + 1));
    return sum;
}

double seats(const School& s) { return s.enrolment / (s.grade_high - s.grade_low + 1); }

/// Does `to` start where `from` ends? The next grade is its first or, for a few grades of overlap, its second.
bool takes(const School& to, const School& from) {
    const int next = from.grade_high + 1;
    return to.grade_low <= next && next <= to.grade_high && to.grade_low >= from.grade_high - 1;
}

double distance(const School& a, const School& b) {
    if (!a.x_km || !b.x_km) return 0.0; // nobody knows: as near as any
    const double dx = *a.x_km - *b.x_km, dy = *a.y_km - *b.y_km;
    return std::sqrt(dx * dx + dy * dy);
}

/// One school's options with weights that sum to 1.
struct Options {
    std::size_t from = 0;
    std::vector<std::pair<double, std::size_t>> to;
};

void normalise(Options& options) {
    double sum = 0;
    for (const auto& [weight, row] : options.to)
        sum += weight;
    for (auto& [weight, row] : options.to)
        weight /= sum;
}

Options options_of(const std::vector<School>& schools, std::size_t from, double choice_km) {
    Options options{from, {}};
    for (std::size_t k = 0; k < schools.size(); ++k)
        if (k != from && takes(schools[k], schools[from]))
            options.to.emplace_back(seats(schools[k]) * sim::exp(-distance(schools[from], schools[k]) / choice_km), k);
    std::sort(options.to.begin(), options.to.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    options.to.resize(std::min(options.to.size(), most_choices));
    if (!options.to.empty()) normalise(options);
    return options;
}

/// Turns pupils away from full schools to emptier ones, a step at a time.
void balance(const std::vector<School>& schools, std::vector<Options>& all) {
    constexpr int rounds = 10;
    std::vector<double> load(schools.size());
    for (int round = 0; round < rounds; ++round) {
        std::fill(load.begin(), load.end(), 0.0);
        for (const Options& options : all)
            for (const auto& [weight, row] : options.to)
                load[row] += weight * seats(schools[options.from]);
        for (Options& options : all) {
            for (auto& [weight, row] : options.to)
                weight *= std::sqrt(seats(schools[row]) / load[row]);
            normalise(options);
        }
    }
}

} // namespace

void project(std::vector<School>& schools) {
    double latitude = 0, longitude = 0, n = 0;
    for (const School& s : schools)
        if (s.latitude && s.longitude) latitude += *s.latitude, longitude += *s.longitude, n += 1;
    if (n == 0) return;
    const double wide = km_per_degree * cosine(radians * latitude / n);
    std::map<std::string, std::pair<double, double>> county;
    std::map<std::string, double> known;
    for (School& s : schools) {
        if (!s.latitude || !s.longitude || s.x_km) continue;
        s.x_km = wide * (*s.longitude - longitude / n), s.y_km = km_per_degree * (*s.latitude - latitude / n);
        county[s.county].first += *s.x_km, county[s.county].second += *s.y_km, known[s.county] += 1;
    }
    for (School& s : schools) // a school without a place lies in the middle of its county
        if (!s.x_km && known[s.county] > 0)
            s.x_km = county[s.county].first / known[s.county], s.y_km = county[s.county].second / known[s.county];
}

void settle_choices(std::vector<School>& schools, double choice_km) {
    std::vector<Options> all;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        if (!schools[i].feeds.empty() || !schools[i].choices.empty() || schools[i].grade_high >= 12) continue;
        Options options = options_of(schools, i, choice_km);
        if (!options.to.empty()) all.push_back(std::move(options));
    }
    balance(schools, all);
    for (const Options& options : all) {
        School& from = schools[options.from];
        for (const auto& [weight, row] : options.to)
            from.choices.emplace_back(schools[row].id, weight);
        const auto best = std::max_element(from.choices.begin(), from.choices.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        from.feeds = best->first;
    }
}

void initialise_choices(World& w, const Region& region) {
    const auto chooses = [](const School& s) { return !s.choices.empty(); };
    if (std::none_of(region.schools.begin(), region.schools.end(), chooses)) return;
    std::map<std::string, sim::Row> row_of;
    for (const School& s : region.schools)
        row_of.emplace(s.id, static_cast<sim::Row>(row_of.size()));
    w.given.choice_begin.push_back(0);
    for (const School& s : region.schools) {
        for (const auto& [id, share] : s.choices) {
            w.given.choice.push_back(row_of.at(id));
            w.given.choice_share.push_back(share);
        }
        w.given.choice_begin.push_back(w.given.choice.size());
    }
}

} // namespace models
