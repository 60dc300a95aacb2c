#include "report/record.h"

#include "experiments/statistics/statistics.h"
#include "models/derived.h"
#include "sim/id.h"
#include "sim/parallel.h"

#include <algorithm>
#include <map>

namespace report {
namespace {

using models::World;

/// Watches one run month by month.
class Watcher {
  public:
    explicit Watcher(std::uint32_t months) : months_(months) {}

    void look(const World& world) {
        follow(world);
        const std::uint32_t month = world.month - 1;
        const double done = models::run_month(world, world.month);
        if (done + sim::months_per_year > months_ && models::is_teaching(month)) count(world);
    }

    /// Adds what was seen to the record, flows divided by `replicates`.
    void add_to(Record& record, const World& world, double replicates) const {
        std::vector<Life> lives = ended_;
        for (const auto& [key, life] : alive_)
            lives.push_back(life);
        std::sort(lives.begin(), lives.end(), [](const Life& a, const Life& b) {
            return std::tuple(a.exit, a.entry, a.is_ended) < std::tuple(b.exit, b.entry, b.is_ended);
        });
        record.lives.push_back(std::move(lives));
        for (std::size_t r = 0; r < models::n_end_reasons; ++r)
            record.ended_why[r] += world.events.ended_why[r] / replicates;
        if (n_counted_ == 0) return;
        for (std::size_t k = 0; k < models::n_partner_kinds; ++k) {
            record.delivered[k] += delivered_[k] / n_counted_ / replicates;
            for (std::size_t g = 0; g < models::n_programmes; ++g)
                record.served[k][g] += served_[k][g] / n_counted_ / replicates;
        }
    }
    const std::array<double, models::n_programmes>& members() const { return members_; }
    const std::array<double, models::n_programmes>& low_members() const { return low_members_; }

  private:
    void follow(const World& world) {
        const models::Partnerships& all = world.partnerships;
        std::map<std::uint64_t, Life> now;
        for (std::size_t m = 0; m < all.size(); ++m) {
            if (all.stage[m] != models::Stage::active) continue;
            const auto before = alive_.find(all.key[m]);
            const bool is_same = before != alive_.end() && before->second.exit <= all.age[m];
            now[all.key[m]] = {is_same ? before->second.entry : std::max(0, all.age[m] - 1), all.age[m], false};
            if (is_same) alive_.erase(before);
        }
        for (auto& [key, life] : alive_)
            ended_.push_back({life.entry, std::max(life.exit, life.entry + 1), true});
        alive_ = std::move(now);
    }

    void count(const World& world) {
        const models::Partnerships& all = world.partnerships;
        n_counted_ += 1;
        for (std::size_t m = 0; m < all.size(); ++m) {
            if (all.stage[m] != models::Stage::active) continue;
            const auto kind = static_cast<std::size_t>(world.partners.kind[all.partner[m]]);
            served_[kind][all.programme[m]] += all.served[m];
            delivered_[kind] += models::value_of(
                world.parameters, std::span<const double, models::n_resources>(
                                      all.delivered.data() + m * models::n_resources, models::n_resources));
        }
        const models::Students& pupils = world.students;
        for (std::size_t s = 0; s < pupils.size(); ++s) {
            if (!(pupils.taken[s / 16] >> (s % 16) & 1u)) continue;
            const bool is_low = pupils.flags[s] & models::flag_low_income;
            for (std::uint32_t rest = models::programmes_in(pupils.flags[s]); rest; rest &= rest - 1) {
                const auto g = static_cast<std::size_t>(__builtin_ctz(rest));
                members_[g] += 1;
                low_members_[g] += is_low;
            }
        }
    }

    std::uint32_t months_;
    std::map<std::uint64_t, Life> alive_;
    std::vector<Life> ended_;
    double n_counted_ = 0;
    std::array<std::array<double, models::n_programmes>, models::n_partner_kinds> served_{};
    std::array<double, models::n_partner_kinds> delivered_{};
    std::array<double, models::n_programmes> members_{}, low_members_{};
};

} // namespace

Record watch_runs(std::size_t cell, const std::vector<WatchedRun>& runs) {
    Record record;
    record.cell = cell;
    record.replicates = runs.size();
    std::array<double, models::n_programmes> members{}, low{};
    for (const WatchedRun& run : runs) {
        World world = models::start_world(run.setup, sim::luck(run.seed, run.replicate));
        Watcher watcher(run.months);
        models::advance(world, run.months, [&](const World& now) { watcher.look(now); });
        watcher.add_to(record, world, static_cast<double>(runs.size()));
        record.digests.push_back(models::digest(world));
        for (std::size_t g = 0; g < models::n_programmes; ++g)
            members[g] += watcher.members()[g], low[g] += watcher.low_members()[g];
    }
    for (std::size_t g = 0; g < models::n_programmes; ++g)
        record.low_share[g] = members[g] > 0 ? low[g] / members[g] : 0;
    return record;
}

Record watch_cell(const experiments::Plan& plan, std::size_t cell, std::size_t replicates) {
    std::vector<WatchedRun> runs;
    for (std::uint32_t r = 0; r < replicates; ++r)
        runs.push_back({plan.cells[cell].setup, plan.seed, r, plan.months});
    return watch_runs(cell, runs);
}

Survival survival(const std::vector<Life>& lives) {
    Survival result{{0}, {1}, lives.size(), 0};
    int last = 0;
    for (const Life& life : lives)
        last = std::max(last, life.exit), result.ended += life.is_ended;
    double share = 1;
    for (int age = 1; age <= last; ++age) {
        double at_risk = 0, ended = 0;
        for (const Life& life : lives) {
            at_risk += life.entry < age && life.exit >= age;
            ended += life.is_ended && life.exit == age;
        }
        if (at_risk <= 0) break;
        share *= 1 - ended / at_risk;
        result.age.push_back(age);
        result.share.push_back(share);
    }
    return result;
}

double Survival::at(double when) const {
    for (std::size_t i = 0; i < age.size(); ++i)
        if (age[i] == when) return share[i];
    return experiments::absent;
}

double Survival::median() const {
    for (std::size_t i = 0; i < age.size(); ++i)
        if (share[i] <= 0.5) return age[i];
    return experiments::absent;
}

} // namespace report
