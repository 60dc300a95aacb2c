#include "viz/runs/lists.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

namespace viz {
namespace {

/// The frame that stands for a run up to a month; frames must not be empty.
const std::shared_ptr<const Frame>& frame_at(const Trajectory& run, std::uint32_t month) {
    return run.frames[std::min(month, run.months_done())];
}

double value_of(const Trajectory& run, const Frame& frame, SchoolColumn column, std::size_t i) {
    const SchoolState& s = frame.schools[i];
    switch (column) {
    case SchoolColumn::pupils:
        return static_cast<double>(s.students);
    case SchoolColumn::low_income:
        return run.cast->schools[i].low_income;
    case SchoolColumn::score:
        return static_cast<double>(s.score);
    case SchoolColumn::change:
        return static_cast<double>(change_of(run, frame, i));
    case SchoolColumn::agreements:
        return s.n_live;
    case SchoolColumn::received:
        return static_cast<double>(received_of(run, frame.month, i));
    case SchoolColumn::load:
        return static_cast<double>(s.load);
    case SchoolColumn::trust:
    case SchoolColumn::name:
        break;
    }
    return static_cast<double>(s.trust);
}

bool is_asked(const EventList::Filter& filter, const Happening& h) {
    const Selection& s = filter.selection;
    if (filter.hidden[static_cast<std::size_t>(h.kind)]) return false;
    const bool is_general = h.school == sim::no_row && h.partner == sim::no_row;
    if (s.tie) return h.tie == s.tie || is_general;
    return is_general ||
           ((s.school == sim::no_row || s.school == h.school) && (s.partner == sim::no_row || s.partner == h.partner));
}

void add_ties(const Frame& frame, std::uint32_t month, std::map<sim::Key, Life>& lives) {
    for (const TieState& tie : frame.ties) {
        const auto [it, is_new] = lives.try_emplace(tie.key);
        Life& life = it->second;
        if (is_new)
            life.key = tie.key, life.school = tie.school, life.partner = tie.partner, life.programme = tie.programme,
            life.first = month;
        life.last = month;
        if (life.first_active == Life::never && tie.stage == models::Stage::active) life.first_active = month;
    }
}

} // namespace

bool contains(const std::string& words, const std::string& part) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return part.empty() || std::search(words.begin(), words.end(), part.begin(), part.end(), same) != words.end();
}

float change_of(const Trajectory& run, const Frame& frame, std::size_t i) {
    return frame.schools[i].score - run.frames.front()->schools[i].score;
}

float received_of(const Trajectory& run, std::uint32_t month, std::size_t i) {
    float total = 0;
    for (std::uint32_t m = month > 12 ? month - 11 : 1; m <= std::min(month, run.months_done()); ++m)
        total += run.frames[m]->schools[i].received;
    return total;
}

const std::vector<std::size_t>& SchoolList::of(const Trajectory& run, std::uint32_t month, const Order& order) {
    const auto& until = frame_at(run, month);
    if (until == until_ && order == order_) return rows_;
    until_ = until, order_ = order, ++n_made_;
    rows_.clear();
    const auto& schools = run.cast->schools;
    std::vector<double> values(schools.size(), 0.0);
    for (std::size_t i = 0; i < schools.size(); ++i) {
        if (contains(schools[i].name, order.words)) rows_.push_back(i);
        const double value = value_of(run, *until, order.column, i);
        values[i] = std::isnan(value) ? -1e30 : value;
    }
    std::stable_sort(rows_.begin(), rows_.end(), [&](std::size_t a, std::size_t b) {
        if (order.is_down) std::swap(a, b);
        return order.column == SchoolColumn::name ? schools[a].name < schools[b].name : values[a] < values[b];
    });
    return rows_;
}

const std::vector<EventPlace>& EventList::of(const Trajectory& run, std::uint32_t month, const Filter& filter) {
    const auto& until = frame_at(run, month);
    if (until == until_ && filter == filter_) return rows_;
    until_ = until, filter_ = filter, ++n_made_;
    rows_.clear();
    for (std::uint32_t m = std::min(month, run.months_done()); m-- > 0;)
        for (std::uint32_t n = 0; n < run.happenings[m].size(); ++n) {
            const Happening& h = run.happenings[m][n];
            if (is_asked(filter, h) && (filter.words.empty() || contains(text_of(h, *run.cast), filter.words)))
                rows_.push_back({m, n});
        }
    return rows_;
}

const std::vector<Life>& LifeList::of(const Trajectory& run, std::uint32_t last) {
    const auto& until = frame_at(run, last);
    if (until == until_) return lives_;
    until_ = until, ++n_made_;
    const std::uint32_t months = std::min(last, run.months_done());
    std::map<sim::Key, Life> lives;
    for (std::uint32_t m = 0; m <= months; ++m)
        add_ties(*run.frames[m], m, lives);
    for (std::uint32_t m = 0; m < months; ++m)
        for (std::uint32_t n = 0; n < run.happenings[m].size(); ++n)
            if (const sim::Key tie = run.happenings[m][n].tie)
                if (const auto it = lives.find(tie); it != lives.end()) it->second.marks.push_back({m, n});
    lives_.clear();
    for (auto& one : lives)
        lives_.push_back(std::move(one.second));
    std::stable_sort(lives_.begin(), lives_.end(), [](const Life& a, const Life& b) { return a.first < b.first; });
    return lives_;
}

} // namespace viz
