#include "viz/remote/messages.h"

#include "scenarios/library.h"
#include "scenarios/problems.h"
#include "viz/remote/bytes.h"

#include <algorithm>

namespace viz {

// What follows stands in the namespace itself, where bytes.h finds it for what lies in lists.

/// Values one after the other.
template <class P, class... T>
void all(P& p, T&... values) {
    (pass(p, values), ...);
}

template <class P>
void pass(P& p, Command& c) {
    all(p, c.month, c.kind, c.id, c.value, c.row);
}

template <class P>
void pass(P& p, Hold& h) { // by its fields: what lies between them is no part of a request
    all(p, h.month, h.kind, h.school, h.tie);
}

template <class P>
void pass_all(P& p, std::vector<Hold>& list) {
    pass_size(p, list);
    for (Hold& one : list)
        pass(p, one);
}

/// All but the scenario.
template <class P>
void pass(P& p, Script& s) {
    all(p, s.levers, s.conditions, s.parameters, s.seed, s.replicate, s.first_replicate, s.months, s.commands);
    pass_all(p, s.holds);
}

template <class P>
void pass(P& p, Question& q) {
    all(p, q.kind, q.tie, q.school, q.observable, q.month);
}

template <class P>
void pass(P& p, SchoolCard& c) {
    all(p, c.name, c.county, c.kind, c.is_synthetic, c.low_income, c.x, c.y);
}

template <class P>
void pass(P& p, PartnerCard& c) {
    all(p, c.name, c.kind, c.x, c.y);
}

template <class P>
void pass(P& p, Cast& c) {
    all(p, c.schools, c.partners);
}

template <class P>
void pass(P& p, Frame& f) {
    all(p, f.month, f.observables, f.schools, f.partners, f.ties, f.coalitions, f.low_pupils, f.other_pupils,
        f.low_members, f.other_members, f.environment);
}

template <class P>
void pass(P& p, Happening& h) {
    all(p, h.month, h.kind, h.school, h.partner, h.tie, h.programme, h.reason, h.command, h.value);
}

template <class P>
void pass(P& p, RunPart& r) {
    all(p, r.cast, r.frames, r.happenings, r.digest, r.is_complete);
}

template <class P>
void pass(P& p, ReplicateSeries& s) {
    all(p, s.n_months, s.values);
}

template <class P>
void pass(P& p, Cause& c) {
    all(p, c.text, c.without, c.script, c.month, c.with_it, c.without_it, c.is_checked);
}

template <class P>
void pass(P& p, Answer& a) {
    all(p, a.question, a.generation, a.what, a.unit, a.story, a.causes, a.first, a.is_complete, a.failure);
}

template <class T>
std::string packed_value(T value) {
    Packer p;
    pass(p, value);
    return std::move(p.bytes);
}

template <class T>
T unpacked(const std::string& bytes) {
    Unpacker p(bytes);
    T value;
    pass(p, value);
    return value;
}

namespace {

/// Scenarios by file, seed and months: scripts of one are scripts of the same object, so that they can share
/// beginnings.
std::shared_ptr<const scenarios::Scenario> scenario_at(const std::string& file, std::uint64_t seed,
                                                       std::uint32_t months) {
    constexpr std::size_t most = 4;
    static std::vector<std::shared_ptr<const scenarios::Scenario>> known;
    for (const auto& one : known)
        if (one->file == file && one->seed == seed && one->months == months) return one;
    scenarios::Problems problems;
    auto read = scenarios::read_scenario(file, problems);
    problems.throw_if_any();
    if (!read) throw sim::InputError(file + ": cannot be read");
    read->seed = seed, read->months = months;
    if (known.size() == most) known.erase(known.begin());
    known.push_back(std::make_shared<const scenarios::Scenario>(std::move(*read)));
    return known.back();
}

} // namespace

std::string packed(const Request& request) {
    Request r = request;
    std::string file = r.script.scenario->file;
    std::uint64_t seed = r.script.scenario->seed;
    std::uint32_t months = r.script.scenario->months;
    Packer p;
    all(p, r.kind, file, seed, months, r.script, r.answer);
    return std::move(p.bytes);
}

Request request_of(const std::string& bytes) {
    Unpacker p(bytes);
    Request r;
    std::string file;
    std::uint64_t seed = 0;
    std::uint32_t months = 0;
    all(p, r.kind, file, seed, months, r.script, r.answer);
    r.script.scenario = scenario_at(file, seed, months);
    for (Cause& one : r.answer.causes)
        one.script.scenario = r.script.scenario;
    return r;
}

std::string packed(const RunPart& part) { return packed_value(part); }
RunPart run_part_of(const std::string& bytes) { return unpacked<RunPart>(bytes); }

std::string packed(const ReplicateSeries& series) { return packed_value(series); }
ReplicateSeries series_of(const std::string& bytes) { return unpacked<ReplicateSeries>(bytes); }

std::string packed(const Answer& answer) { return packed_value(answer); }
Answer answer_of(const std::string& bytes, const Script& script) {
    auto answer = unpacked<Answer>(bytes);
    for (Cause& one : answer.causes)
        one.script.scenario = script.scenario;
    return answer;
}

} // namespace viz
