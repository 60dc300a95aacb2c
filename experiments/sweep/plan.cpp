// Which runs a sweep lacks.
#include "experiments/sweep/plan.h"

#include "experiments/statistics/statistics.h"
#include "experiments/sweep/experiment.h"
#include "experiments/sweep/sweep.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>

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

PlanShape plan_of(const Treatments& treatments) {
    const Experiment& experiment = treatments.experiment();
    PlanShape shape{
        treatments.n_groups(), treatments.group_size(), 0, experiment.replicates, experiment.most_replicates(), {}, ""};
    const auto& ids = experiment.strategies;
    if (const auto it = std::find(ids.begin(), ids.end(), experiment.baseline); it != ids.end())
        shape.base = static_cast<std::uint64_t>(it - ids.begin());
    if (experiment.until) shape.half_width = experiment.until->half_width, shape.watched = experiment.until->outcome;
    return shape;
}

PlanShape plan_of(const Store& store) {
    const StoreHeader& header = store.header();
    PlanShape shape{0, 0, 0, header.replicates, std::max(header.replicates, header.most_replicates), {}, ""};
    std::optional<StoredTreatment> first;
    std::uint64_t n = 0;
    store.each_treatment([&](const StoredTreatment& treatment) {
        ++n;
        if (!first) first = treatment;
        if (treatment.point != first->point || treatment.condition != first->condition) return;
        if (treatment.strategy == header.baseline) shape.base = shape.group_size;
        ++shape.group_size;
    });
    if (n != header.n_treatments)
        throw sim::InputError(fmt::format("{}: holds {} of the {} treatments of its plan; expected all: rows of the "
                                          "table treatment were taken out",
                                          store.path(), n, header.n_treatments));
    shape.group_size = std::max<std::uint64_t>(1, shape.group_size);
    shape.n_groups = n / shape.group_size;
    const scenarios::Json document = scenarios::Json::parse(header.experiment_text, nullptr, false);
    if (!document.is_object() || !document.contains("until") || !document["until"].is_object()) return shape;
    const scenarios::Json& until = document["until"];
    shape.half_width = until.value("half-width", Until{}.half_width);
    shape.watched = until.value("outcome", "");
    return shape;
}

SweepPlan::SweepPlan(PlanShape shape, Shard shard) : shape_(std::move(shape)), shard_(shard) {
    is_noted_.resize(static_cast<std::size_t>(shape_.n_treatments() * shape_.most_replicates));
    if (shape_.half_width) values_.assign(is_noted_.size(), absent);
}

bool SweepPlan::is_planned(std::uint64_t treatment, std::uint32_t replicate) const {
    return treatment < shape_.n_treatments() && replicate < shape_.most_replicates;
}

bool SweepPlan::is_own(std::uint64_t treatment, std::uint32_t replicate) const {
    const std::uint64_t unit =
        shape_.half_width ? treatment / shape_.group_size : treatment * shape_.most_replicates + replicate;
    return unit % shard_.count == shard_.index - 1;
}

void SweepPlan::note(std::uint64_t treatment, std::uint32_t replicate, double value) {
    const std::size_t index = index_of(treatment, replicate);
    if (!is_noted_[index] && is_own(treatment, replicate)) ++n_noted_;
    is_noted_[index] = true;
    if (!values_.empty()) values_[index] = value;
}

bool SweepPlan::is_decided(std::uint64_t group, std::uint32_t replicates) const {
    const auto values_of = [&](std::uint64_t strategy) {
        const std::uint64_t treatment = group * shape_.group_size + strategy;
        return std::span<const double>(values_).subspan(index_of(treatment, 0), replicates);
    };
    for (std::uint64_t s = 0; s < shape_.group_size; ++s) {
        if (s == shape_.base) continue;
        const Estimate difference = estimate(paired_differences(values_of(s), values_of(shape_.base)));
        const double half_width = 0.5 * (difference.hi - difference.lo);
        if (!(half_width <= *shape_.half_width)) return false; // also where it is not known
    }
    return true;
}

std::uint32_t SweepPlan::wanted_replicates(std::uint64_t group) const {
    std::uint32_t wanted = shape_.replicates;
    if (!shape_.half_width) return wanted;
    const auto is_complete = [&] {
        for (std::uint64_t s = 0; s < shape_.group_size; ++s)
            for (std::uint32_t r = 0; r < wanted; ++r)
                if (!is_noted_[index_of(group * shape_.group_size + s, r)]) return false;
        return true;
    };
    while (wanted < shape_.most_replicates && is_complete() && !is_decided(group, wanted))
        wanted =
            static_cast<std::uint32_t>(std::min<std::uint64_t>(shape_.most_replicates, wanted + shape_.replicates));
    return wanted;
}

std::vector<PlannedRun> SweepPlan::missing() const {
    std::vector<PlannedRun> runs;
    const std::uint64_t n = shape_.group_size;
    for (std::uint64_t group = 0; group < shape_.n_groups; ++group) {
        const std::uint32_t wanted = wanted_replicates(group);
        for (std::uint64_t treatment = group * n; treatment < (group + 1) * n; ++treatment)
            for (std::uint32_t r = 0; r < wanted; ++r)
                if (!is_noted_[index_of(treatment, r)] && is_own(treatment, r)) runs.push_back({treatment, r});
    }
    return runs;
}

std::vector<PlannedRun> missing_runs(const Store& store, Shard shard) {
    const PlanShape shape = plan_of(store);
    SweepPlan plan(shape, shard);
    const int watched = store.outcome_index(shape.watched);
    std::vector<std::vector<double>> values;
    if (watched >= 0) values = store.values(static_cast<std::size_t>(watched));
    store.each_place([&](const RunPlace& place) {
        if (!plan.is_planned(place.treatment, place.replicate)) return;
        plan.note(place.treatment, place.replicate,
                  watched < 0 ? absent : values[static_cast<std::size_t>(place.treatment)].at(place.replicate));
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
