#include "viz/runs/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace viz {

namespace {
const char* name_of(std::size_t lane) {
    constexpr std::array<const char*, n_lanes> names{"A", "B", "what A is compared with"};
    return names[lane];
}
} // namespace

Engine::Engine(std::uint32_t n_replicates, EngineWork work)
    : n_replicates_(n_replicates), work_(std::move(work)), runner_(mutex_, changed_, [this] { return next_run(); }),
      helper_(mutex_, changed_, [this] { return next_help(); }) {}

Engine::~Engine() {
    {
        const std::lock_guard lock(mutex_);
        quit_ = true, interrupt_helper_ = true;
        runner_.stop(), helper_.stop();
        for (auto& wanted : wanted_)
            ++wanted;
    }
    changed_.notify_all();
}

void Engine::set(Lane lane, std::optional<Script> script) {
    {
        const std::lock_guard lock(mutex_);
        Slot& slot = slots_[index(lane)];
        const std::uint64_t before = slot.wanted;
        const bool keeps_bands = slot.script && script && are_same_but_luck(*slot.script, *script);
        slot.script = std::move(script);
        slot.wanted = ++generation_;
        if (keeps_bands && slot.bands && slot.bands->generation == before) {
            Bands same = *slot.bands; // another of its runs is shown
            same.generation = slot.wanted;
            slot.bands = std::make_shared<const Bands>(std::move(same));
        }
        wanted_[index(lane)] = slot.wanted;
        slot.run_failure.clear(), slot.bands_failure.clear();
        if (!slot.script) slot.run = nullptr, slot.bands = nullptr, slot.done = slot.wanted;
        interrupt_helper_ = true;
    }
    changed_.notify_all();
}

void Engine::ask(Lane lane, const Question& question) {
    {
        const std::lock_guard lock(mutex_);
        question_ = {lane, question}, subject_ = nullptr;
        interrupt_helper_ = true;
    }
    changed_.notify_all();
}

void Engine::ask(TrajectoryPtr run, const Question& question) {
    {
        const std::lock_guard lock(mutex_);
        question_ = {Lane::a, question}, subject_ = std::move(run);
        interrupt_helper_ = true;
    }
    changed_.notify_all();
}

Snapshot Engine::snapshot() const {
    const std::lock_guard lock(mutex_);
    Snapshot s;
    for (std::size_t lane = 0; lane < n_lanes; ++lane)
        s.runs[lane] = slots_[lane].run, s.bands[lane] = slots_[lane].bands;
    s.answer = answer_;
    s.is_current = are_lanes_done();
    return s;
}

bool Engine::is_idle(bool without_bands) const {
    const std::lock_guard lock(mutex_);
    return are_lanes_done() && is_answered() && (without_bands || !next_bands());
}

void Engine::wait(bool without_bands) const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return are_lanes_done() && is_answered() && (without_bands || !next_bands()); });
}

std::string Engine::failure() const {
    const std::lock_guard lock(mutex_);
    std::string text;
    const auto add = [&](const std::string& what, const std::string& why) {
        if (!why.empty()) text += fmt::format("{}{} failed: {}", text.empty() ? "" : "; ", what, why);
    };
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
        add(fmt::format("the run of {}", name_of(lane)), slots_[lane].run_failure);
        add(fmt::format("other luck of {}", name_of(lane)), slots_[lane].bands_failure);
    }
    if (answer_) add("checking the causes", answer_->failure);
    add("a helper thread", runner_.failure());
    add("a helper thread", helper_.failure());
    return text;
}

bool Engine::are_lanes_done() const {
    return std::all_of(slots_.begin(), slots_.end(), [](const Slot& s) { return s.wanted == s.done; });
}

bool Engine::is_answered() const {
    if (!question_) return true;
    const TrajectoryPtr run = asked_run();
    if (!run) return true; // nothing to ask of
    return answer_ && answer_->is_complete && answer_->question == question_->second &&
           answer_->generation == run->generation;
}

TrajectoryPtr Engine::asked_run() const {
    if (subject_) return subject_;
    const Slot& slot = slots_[index(question_->first)];
    return slot.done == slot.wanted ? slot.run : nullptr;
}

/// First a score of replicates for every lane, so that something is seen soon; then all.
std::optional<std::pair<std::size_t, std::size_t>> Engine::next_bands() const {
    constexpr std::uint32_t first = 20;
    for (const std::uint32_t target : {std::min(first, n_replicates_), n_replicates_})
        for (const Lane lane : {Lane::a, Lane::alone, Lane::b}) {
            const Slot& slot = slots_[index(lane)];
            if (!slot.run || !slot.run->is_complete || slot.done != slot.wanted) continue;
            if (!slot.bands_failure.empty()) continue;
            const std::size_t have = slot.bands && slot.bands->generation == slot.done ? slot.bands->n_done() : 0;
            if (have < target) return std::pair(index(lane), std::size_t{target});
        }
    return std::nullopt;
}

std::optional<Piece> Engine::next_run() {
    const auto it = std::find_if(slots_.begin(), slots_.end(), [](const Slot& s) { return s.wanted != s.done; });
    if (it == slots_.end()) return std::nullopt;
    const auto lane = static_cast<std::size_t>(it - slots_.begin());
    const std::uint64_t generation = it->wanted;
    std::vector<TrajectoryPtr> known;
    for (const Slot& slot : slots_)
        if (slot.run) known.push_back(slot.run);
    const auto publish = [this, lane, generation](TrajectoryPtr run) {
        const std::lock_guard inner(mutex_);
        if (slots_[lane].wanted == generation) slots_[lane].run = std::move(run);
    };
    const auto work = [this, lane, generation, known, publish, script = *it->script] {
        work_.run(script, generation, known, publish, [&] { return quit_ || wanted_[lane] != generation; });
    };
    return Piece{work, [this, lane, generation](const std::string& failure) {
                     Slot& slot = slots_[lane];
                     if (slot.wanted != generation) return;
                     slot.done = generation, slot.run_failure = failure;
                     // What an earlier script gave is not shown as if it were this one's.
                     if (slot.run && slot.run->generation != generation) slot.run = nullptr, slot.bands = nullptr;
                 }};
}

std::optional<Piece> Engine::next_help() {
    interrupt_helper_ = false;
    if (!are_lanes_done()) return std::nullopt;
    forget_anchors();
    if (!is_answered()) return answer_question();
    const auto next = next_bands();
    return next ? std::optional(extend_bands(next->first, next->second)) : std::nullopt;
}

Piece Engine::answer_question() {
    const Question question = question_->second;
    const TrajectoryPtr run = asked_run();
    const auto answer = std::make_shared<Answer>();
    answer->question = question, answer->generation = run->generation;
    const auto work = [this, question, run, answer, is_begun = false]() mutable {
        if (!std::exchange(is_begun, true)) {
            *answer = candidates(question, *run);
            const std::lock_guard inner(mutex_);
            answer_ = std::make_shared<Answer>(*answer);
        }
        work_.causes(*answer, run, interrupt_helper_);
    };
    return Piece{work, [this, answer](const std::string& failure) {
                     answer->failure = failure;
                     if (!failure.empty()) answer->is_complete = true; // asked again, it would fail again
                     if (answer->is_complete) answer_ = answer;
                 }};
}

/// Of lanes that are gone, and of other regions.
void Engine::forget_anchors() {
    for (std::size_t lane = 0; lane < n_lanes; ++lane)
        for (Anchor& anchor : anchors_[lane])
            if (!slots_[lane].script || (anchor.script && anchor.script->scenario != slots_[lane].script->scenario))
                anchor = {};
}

/// Shows what is known now and then; what A is held against is seldom changed and keeps no worlds.
Piece Engine::extend_bands(std::size_t lane, std::size_t target) {
    using Clock = std::chrono::steady_clock;
    static constexpr auto now_and_then = std::chrono::milliseconds(100);
    const std::uint64_t generation = slots_[lane].done;
    const auto bands = std::make_shared<Bands>();
    if (slots_[lane].bands && slots_[lane].bands->generation == generation) *bands = *slots_[lane].bands;
    bands->generation = generation;
    const auto publish = [this, lane, generation](const Bands& known) {
        if (slots_[lane].done == generation && slots_[lane].wanted == generation)
            slots_[lane].bands = std::make_shared<const Bands>(known);
    };
    const auto work = [this, lane, target, bands, publish, script = *slots_[lane].script,
                       told = Clock::now()]() mutable {
        const auto tell = [&](const Bands& known) {
            if (Clock::now() - told < now_and_then) return;
            told = Clock::now();
            const std::lock_guard inner(mutex_);
            publish(known);
        };
        std::vector<const Anchors*> others;
        for (const Anchors& anchors : anchors_)
            if (&anchors != &anchors_[lane]) others.push_back(&anchors);
        Anchors none;
        work_.other_luck(script, *bands, target, lane == index(Lane::alone) ? none : anchors_[lane], others, tell,
                         interrupt_helper_);
    };
    return Piece{work, [this, lane, generation, bands, publish](const std::string& failure) {
                     publish(*bands); // those that are known stay
                     if (slots_[lane].wanted == generation) slots_[lane].bands_failure = failure;
                 }};
}

} // namespace viz
