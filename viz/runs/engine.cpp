#include "viz/runs/engine.h"

#include <algorithm>
#include <chrono>

namespace viz {

Engine::Engine(std::uint32_t n_replicates) : n_replicates_(n_replicates) {
    runner_ = std::thread([this] { run_lanes(); });
    helper_ = std::thread([this] { run_helper(); });
}

Engine::~Engine() {
    {
        const std::lock_guard lock(mutex_);
        quit_ = true, interrupt_helper_ = true;
        for (auto& wanted : wanted_)
            ++wanted;
    }
    changed_.notify_all();
    runner_.join();
    helper_.join();
}

void Engine::set(Lane lane, std::optional<Script> script) {
    {
        const std::lock_guard lock(mutex_);
        Slot& slot = slots_[index(lane)];
        slot.script = std::move(script);
        slot.wanted = ++generation_;
        wanted_[index(lane)] = slot.wanted;
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
    return failure_;
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
            const std::size_t have = slot.bands && slot.bands->generation == slot.done ? slot.bands->n_done() : 0;
            if (have < target) return std::pair(index(lane), std::size_t{target});
        }
    return std::nullopt;
}

void Engine::run_lanes() {
    std::unique_lock lock(mutex_);
    while (!quit_) {
        const auto it = std::find_if(slots_.begin(), slots_.end(), [](const Slot& s) { return s.wanted != s.done; });
        if (it == slots_.end()) {
            changed_.wait(lock);
            continue; // nothing was done, nobody is told: two threads that wake each other never sleep
        }
        run_lane(static_cast<std::size_t>(it - slots_.begin()), lock);
        changed_.notify_all();
    }
}

void Engine::run_lane(std::size_t lane, std::unique_lock<std::mutex>& lock) {
    const Script script = *slots_[lane].script;
    const std::uint64_t generation = slots_[lane].wanted;
    std::vector<TrajectoryPtr> known;
    for (const Slot& slot : slots_)
        if (slot.run) known.push_back(slot.run);
    lock.unlock();
    std::string failure;
    const auto publish = [&](TrajectoryPtr run) {
        const std::lock_guard inner(mutex_);
        if (slots_[lane].wanted == generation) slots_[lane].run = std::move(run);
    };
    try {
        run_script(script, generation, known, publish, [&] { return quit_ || wanted_[lane] != generation; });
    } catch (const std::exception& error) {
        failure = error.what();
    }
    lock.lock();
    failure_ = failure;
    if (slots_[lane].wanted == generation) slots_[lane].done = generation;
}

void Engine::run_helper() {
    std::unique_lock lock(mutex_);
    while (!quit_) {
        interrupt_helper_ = false;
        if (help_once(lock))
            changed_.notify_all();
        else
            changed_.wait(lock);
    }
}

/// One piece of work, causes first; false if there is none.
bool Engine::help_once(std::unique_lock<std::mutex>& lock) {
    if (!are_lanes_done()) return false;
    forget_anchors();
    if (!is_answered()) {
        answer_question(lock);
        return true;
    }
    const auto next = next_bands();
    if (!next) return false;
    extend_bands(next->first, next->second, lock);
    return true;
}

void Engine::answer_question(std::unique_lock<std::mutex>& lock) {
    const Question question = question_->second;
    const TrajectoryPtr run = asked_run();
    lock.unlock();
    Answer answer = candidates(question, *run);
    lock.lock();
    answer_ = std::make_shared<Answer>(answer);
    lock.unlock();
    const bool is_done = check_causes(answer, run, interrupt_helper_);
    lock.lock();
    if (is_done) answer_ = std::make_shared<Answer>(std::move(answer));
}

/// Of lanes that are gone, and of other regions.
void Engine::forget_anchors() {
    for (std::size_t lane = 0; lane < n_lanes; ++lane)
        for (Anchor& anchor : anchors_[lane])
            if (!slots_[lane].script || (anchor.script && anchor.script->scenario != slots_[lane].script->scenario))
                anchor = {};
}

/// Shows what is known now and then; going alone is seldom changed and keeps no worlds.
void Engine::extend_bands(std::size_t lane, std::size_t target, std::unique_lock<std::mutex>& lock) {
    using Clock = std::chrono::steady_clock;
    constexpr auto now_and_then = std::chrono::milliseconds(100);
    const Script script = *slots_[lane].script;
    const std::uint64_t generation = slots_[lane].done;
    Bands bands;
    if (slots_[lane].bands && slots_[lane].bands->generation == generation) bands = *slots_[lane].bands;
    lock.unlock();
    bands.generation = generation;
    const auto publish = [&](const Bands& known) {
        if (slots_[lane].done == generation && slots_[lane].wanted == generation)
            slots_[lane].bands = std::make_shared<const Bands>(known);
    };
    auto told = Clock::now();
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
    run_replicates(script, bands, target, lane == index(Lane::alone) ? none : anchors_[lane], others, tell,
                   interrupt_helper_);
    lock.lock();
    publish(bands);
}

} // namespace viz
