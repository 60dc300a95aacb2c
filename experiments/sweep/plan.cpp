// Which runs a sweep lacks.
#include "experiments/statistics/statistics.h"
#include "experiments/sweep/sweep.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace experiments {

std::string Shard::text() const { return fmt::format("{}/{}", index, count); }

std::optional<Shard> parse_shard(std::string_view text) {
    Shard shard;
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto number = [](std::string_view digits, std::uint64_t& value) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc{} && end == digits.data() + digits.size();
    };
    const bool is_read = number(text.substr(0, slash), shard.index) && number(text.substr(slash + 1), shard.count);
    const bool is_right = is_read && shard.index >= 1 && shard.index <= shard.count && shard.count <= 1'000'000;
    return is_right ? std::optional(shard) : std::nullopt;
}

SweepPlan::SweepPlan(const Treatments& treatments, Shard shard)
    : treatments_(treatments), shard_(shard), most_(treatments.experiment().most_replicates()) {
    is_noted_.resize(static_cast<std::size_t>(treatments.size() * most_));
    if (treatments.experiment().until) values_.assign(is_noted_.size(), absent);
}

bool SweepPlan::is_planned(std::uint64_t treatment, std::uint32_t replicate) const {
    return treatment < treatments_.size() && replicate < most_;
}

bool SweepPlan::is_own(std::uint64_t treatment, std::uint32_t replicate) const {
    const bool is_grouped = treatments_.experiment().until.has_value();
    const std::uint64_t unit = is_grouped ? treatment / treatments_.group_size() : treatment * most_ + replicate;
    return unit % shard_.count == shard_.index - 1;
}

void SweepPlan::note(std::uint64_t treatment, std::uint32_t replicate, double value) {
    const std::size_t index = index_of(treatment, replicate);
    if (!is_noted_[index] && is_own(treatment, replicate)) ++n_noted_;
    is_noted_[index] = true;
    if (!values_.empty()) values_[index] = value;
}

bool SweepPlan::is_decided(std::uint64_t group, std::uint32_t replicates) const {
    const Experiment& experiment = treatments_.experiment();
    const auto values_of = [&](std::uint64_t strategy) {
        const std::uint64_t treatment = group * treatments_.group_size() + strategy;
        return std::span<const double>(values_).subspan(index_of(treatment, 0), replicates);
    };
    std::uint64_t base = 0;
    while (experiment.strategies[base] != experiment.baseline)
        ++base;
    for (std::uint64_t s = 0; s < treatments_.group_size(); ++s) {
        if (s == base) continue;
        const Estimate difference = estimate(paired_differences(values_of(s), values_of(base)));
        const double half_width = 0.5 * (difference.hi - difference.lo);
        if (!(half_width <= experiment.until->half_width)) return false; // also where it is not known
    }
    return true;
}

std::uint32_t SweepPlan::wanted_replicates(std::uint64_t group) const {
    const Experiment& experiment = treatments_.experiment();
    std::uint32_t wanted = experiment.replicates;
    if (!experiment.until) return wanted;
    const auto is_complete = [&] {
        for (std::uint64_t s = 0; s < treatments_.group_size(); ++s)
            for (std::uint32_t r = 0; r < wanted; ++r)
                if (!is_noted_[index_of(group * treatments_.group_size() + s, r)]) return false;
        return true;
    };
    while (wanted < most_ && is_complete() && !is_decided(group, wanted))
        wanted = static_cast<std::uint32_t>(std::min<std::uint64_t>(most_, wanted + experiment.replicates));
    return wanted;
}

std::vector<PlannedRun> SweepPlan::missing() const {
    std::vector<PlannedRun> runs;
    const std::uint64_t n = treatments_.group_size();
    for (std::uint64_t group = 0; group < treatments_.n_groups(); ++group) {
        const std::uint32_t wanted = wanted_replicates(group);
        for (std::uint64_t treatment = group * n; treatment < (group + 1) * n; ++treatment)
            for (std::uint32_t r = 0; r < wanted; ++r)
                if (!is_noted_[index_of(treatment, r)] && is_own(treatment, r)) runs.push_back({treatment, r});
    }
    return runs;
}

std::vector<PlannedRun> missing_runs(const Treatments& treatments, const Store& store) {
    SweepPlan plan(treatments, {});
    const auto& until = treatments.experiment().until;
    const int watched = until ? store.outcome_index(until->outcome) : -1;
    store.each_run([&](const StoredRun& run) {
        if (plan.is_planned(run.treatment, run.replicate))
            plan.note(run.treatment, run.replicate,
                      watched < 0 ? absent : run.outcomes[static_cast<std::size_t>(watched)]);
    });
    return plan.missing();
}

std::string estimate_text(const SweepEstimate& estimate) {
    const auto time = [](double seconds) {
        if (seconds < 90) return fmt::format("{:.0f} s", std::max(1.0, seconds));
        if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
        return fmt::format("{:.0f} h {:02.0f} min", std::floor(seconds / 3600), std::fmod(seconds, 3600) / 60);
    };
    const auto size = [](double bytes) {
        if (bytes < 1e6) return fmt::format("{:.0f} KB", std::max(1.0, bytes / 1e3));
        return bytes < 1e9 ? fmt::format("{:.1f} MB", bytes / 1e6) : fmt::format("{:.1f} GB", bytes / 1e9);
    };
    std::string text = fmt::format("{} runs", estimate.runs);
    if (estimate.most_runs > estimate.runs) text += fmt::format(" (at most {})", estimate.most_runs);
    if (estimate.pilot_runs > 0)
        text += fmt::format(", about {} on {} thread{} ({} a run, from {} runs)", time(estimate.seconds),
                            estimate.threads, estimate.threads == 1 ? "" : "s",
                            estimate.seconds_per_run < 1 ? fmt::format("{:.3g} ms", 1e3 * estimate.seconds_per_run)
                                                         : fmt::format("{:.3g} s", estimate.seconds_per_run),
                            estimate.pilot_runs);
    return text + fmt::format(", about {} of disk", size(estimate.bytes));
}

} // namespace experiments
