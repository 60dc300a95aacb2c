#include "viz/deeds.h"

#include "scenarios/json.h"
#include "scenarios/problems.h"
#include "sim/digest.h"
#include "sim/error.h"
#include "viz/context/recovery.h"
#include "viz/panels/pages.h"
#include "viz/runs/headline.h"
#include "viz/runs/outcomes.h"
#include "viz/session/export.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace viz {
namespace {

using scenarios::Json;

constexpr std::array<const char*, n_lanes> lanes{"a", "b", "alone"};

/// The two lanes that the window holds against each other; nothing before there are pairs enough, as on the overview.
struct Pair {
    Lane one, other;
    const Bands *a, *b;
};
std::optional<Pair> compared(const Context& context) {
    constexpr std::size_t enough = 10; // pairs before anything is claimed
    const bool has_branch = context.session->has_branch();
    const Lane one = has_branch ? Lane::b : Lane::a, other = has_branch ? Lane::a : Lane::alone;
    const Bands *a = context.now.band(one), *b = context.now.band(other);
    if (context.workshop || !a || !b || std::min(a->n_done(), b->n_done()) < enough) return std::nullopt;
    return Pair{one, other, a, b};
}

std::string headline_of(const Context& context) {
    const auto pair = compared(context);
    if (!pair) return "";
    const Headline h = headline(context.session->scenario(), *pair->a, *pair->b, lane_name(*context.session, pair->one),
                                lane_name(*context.session, pair->other), context.horizon());
    return h.finding + " " + h.rest;
}

/// What the two differ by at the end, an outcome a row: the overview's cards, in words.
Json table_of(const Context& context) {
    Json rows = Json::array();
    const auto pair = compared(context);
    if (!pair) return rows;
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        const std::size_t o = main_outcome(k);
        const PairedOutcome p = compare_outcome(*pair->a, *pair->b, o, context.horizon());
        const std::string unit = models::observables()[o].unit;
        if (p.difference.n == 0) {
            rows.push_back({{"outcome", outcome_label(o)}, {"difference", "nothing to compare"}, {"interval", ""}});
            continue;
        }
        rows.push_back(
            {{"outcome", outcome_label(o)},
             {"difference", change(p.difference.mean, unit)},
             {"interval", fmt::format("{} to {}{}", change(p.difference.lo, unit), change(p.difference.hi, unit),
                                      p.is_clear() ? "" : ": no clear difference")}});
    }
    return rows;
}

/// As `accord run --replicates 1` says it of the same run.
std::string digest_as_run(const Trajectory& run) {
    sim::Digest total;
    total.column(std::span<const std::uint64_t>(&run.digest, 1));
    return sim::hex(total.value());
}

std::string purpose_words() {
    std::string words;
    for (std::size_t n = 0; n <= static_cast<std::size_t>(Purpose::picture); ++n)
        words += fmt::format("{}{}", words.empty() ? "" : ", ", purposes[n].name);
    return words;
}

/// Deeds as they are judged: what is wrong goes to problems, what is right waits until all is judged.
class Judge {
  public:
    Judge(Context& context, const Json& json) : context_(context), json_(json) {}

    void all() {
        flag("recover", [](Context& c) {
            if (!c.files.kept.empty()) recover(c, std::string(c.files.kept.front()));
        });
        flag("forget", [](Context& c) {
            for (const std::string& file : c.files.kept)
                forget(file);
            c.files.kept.clear();
        });
        text("open",
             [](Context& c, const std::string& path) { c.files.path(Purpose::session) = path, open_session(c); });
        text(
            "lane",
            [this](Context&, const std::string& lane) {
                expect("lane", lane == "a" || lane == "b", lane, "a or b");
                then([lane](Context& c) { c.view.lane = lane == "b" && c.session->has_branch() ? Lane::b : Lane::a; });
            },
            true);
        number("seek", [](Context& c, double month) { c.seek(month); });
        text(
            "strategy",
            [this](Context& c, const std::string& id) {
                expect("strategy", c.session->scenario().find_strategy(id) != nullptr, id,
                       scenarios::suggestion(id, c.session->scenario().strategy_ids()));
                then([id](Context& now) { act(now, ActionKind::strategy, id); });
            },
            true);
        command("lever", CommandKind::lever);
        command("condition", CommandKind::condition);
        yes_or_no("branch", [](Context& c, bool is_wanted) {
            if (is_wanted == c.session->has_branch()) return;
            act(c, is_wanted ? ActionKind::branch : ActionKind::unbranch, "");
            c.view.lane = is_wanted ? Lane::b : Lane::a;
        });
        flag("undo", [](Context& c) { c.undo(); });
        flag("redo", [](Context& c) { c.redo(); });
        flag("restart", [](Context& c) { c.restart(); });
        text(
            "show",
            [this](Context&, const std::string& page) {
                expect("show", find_page(page) != nullptr, page, page_words());
                then([page](Context& c) { c.show(page); });
            },
            true);
        text(
            "ask",
            [this](Context&, const std::string& outcome) {
                const int index = models::observable_index(outcome);
                expect("ask", index >= 0, outcome, "an id of `accord list outcomes`");
                then([index](Context& c) { ask_about(c, static_cast<std::size_t>(index)); });
            },
            true);
        yes_or_no("dark", [](Context& c, bool is_dark) { c.view.is_dark = is_dark, c.view.must_restyle = true; });
        flag("play", [](Context& c) {
            if (!c.view.is_playing) c.play_or_pause();
        });
        flag("pause", [](Context& c) { c.pause(); });
        text(
            "save",
            [this](Context&, const std::string& name) {
                for (std::size_t n = 0; n <= static_cast<std::size_t>(Purpose::picture); ++n)
                    if (purposes[n].name == name) return then([n](Context& c) { write(c, static_cast<Purpose>(n)); });
                expect("save", false, name, purpose_words());
            },
            true);
        for (const auto& [key, value] : json_.items())
            if (key != "value" && std::find(known_.begin(), known_.end(), key) == known_.end())
                problems_.add("/" + key, "is unknown", scenarios::suggestion(key, known_));
        problems_.throw_if_any();
        for (const auto& deed : deeds_)
            deed(context_);
    }

  private:
    using Deed = std::function<void(Context&)>;
    static void act(Context& context, ActionKind kind, const std::string& strategy) {
        Action action;
        action.kind = kind, action.strategy = strategy, action.command.month = context.month();
        action.lane = context.view.lane == Lane::b && context.session->has_branch() ? Lane::b : Lane::a;
        context.act(action);
    }
    /// Why the outcome is as it is where it fell most, as the page "why" asks.
    static void ask_about(Context& context, std::size_t outcome) {
        const Trajectory* run = context.run();
        if (!run) return;
        Question question;
        question.observable = outcome, question.month = deepest_dip(*run, outcome, context.horizon());
        if (question.month == 0) question.month = context.horizon();
        context.ask(question);
    }
    void then(Deed deed) { deeds_.push_back(std::move(deed)); }
    void expect(const char* key, bool is_right, const std::string& got, const std::string& expected) {
        if (!is_right)
            problems_.add(fmt::format("/{}", key), fmt::format("'{}' is unknown", scenarios::shown(got)),
                          expected.starts_with("did") ? expected : "expected " + expected);
    }
    /// The value of a key, if it is there and of its kind.
    template <class T>
    std::optional<T> value(const char* key, bool (Json::*is)() const noexcept, const char* kind) {
        known_.emplace_back(key);
        if (!json_.contains(key)) return std::nullopt;
        if ((json_.at(key).*is)()) return json_.at(key).get<T>();
        problems_.add(fmt::format("/{}", key), "is of another kind", fmt::format("expected {}", kind));
        return std::nullopt;
    }
    void flag(const char* key, Deed deed) {
        if (value<bool>(key, &Json::is_boolean, "true").value_or(false)) then(std::move(deed));
    }
    void yes_or_no(const char* key, void (*deed)(Context&, bool)) {
        if (const auto is = value<bool>(key, &Json::is_boolean, "true or false"))
            then([deed, is](Context& c) { deed(c, *is); });
    }
    void number(const char* key, void (*deed)(Context&, double)) {
        if (const auto x = value<double>(key, &Json::is_number, "a number"))
            then([deed, x](Context& c) { deed(c, *x); });
    }
    /// `is_judge`: the function judges now, and says itself what is done then.
    void text(const char* key, const std::function<void(Context&, const std::string&)>& deed, bool is_judge = false) {
        const auto word = value<std::string>(key, &Json::is_string, "a text");
        if (!word) return;
        if (is_judge) return deed(context_, *word);
        then([deed, word = *word](Context& c) { deed(c, word); });
    }
    void command(const char* key, CommandKind kind) {
        const auto id = value<std::string>(key, &Json::is_string, "an id");
        if (!id) return;
        const bool has_value = json_.contains("value") && json_.at("value").is_number();
        if (!has_value) problems_.add("/value", "is missing", "expected a number");
        const double x = has_value ? json_.at("value").get<double>() : 0;
        if (kind == CommandKind::lever) {
            const auto* row = models::lever_table().find(*id);
            expect(key, row != nullptr, *id, "an id of `accord list levers`");
            if (row && has_value)
                if (const std::string why = sim::refusal(*row, x); !why.empty()) problems_.add("/value: " + why);
        } else {
            expect(key, models::condition_index(*id) > 0, *id, "an id of `accord list conditions` other than calm");
            if (x < 0 || x > 1) problems_.add("/value", "is outside the range", "expected a strength from 0 to 1");
        }
        then([kind, id = *id, x](Context& c) { c.command(kind, id, x); });
    }

    Context& context_;
    const Json& json_;
    scenarios::Problems problems_;
    std::vector<std::string> known_;
    std::vector<Deed> deeds_;
};

} // namespace

std::string state_text(const Context& context) {
    const Session& session = *context.session;
    Json runs = Json::object(), bands = Json::object();
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
        if (const Trajectory* run = context.now.runs[lane].get()) {
            const bool is_whole = run->is_complete && context.now.is_current;
            runs[lanes[lane]] = {{"strategy", session.strategy(static_cast<Lane>(lane))},
                                 {"luck", run->script.replicate},
                                 {"months", run->months_done()},
                                 {"digest", is_whole ? sim::hex(run->digest) : ""},
                                 {"digest-as-run", is_whole ? digest_as_run(*run) : ""}};
        }
        if (const Bands* band = context.now.bands[lane].get()) bands[lanes[lane]] = band->n_done();
    }
    const Bands* band = context.now.band(Lane::a);
    Json state{{"region", session.scenario().title},
               {"scenario", session.scenario().name},
               {"page", context.view.page},
               {"month", context.month()},
               {"months", context.horizon()},
               {"seed", session.scenario().seed},
               {"is-playing", context.view.is_playing},
               {"is-current", context.now.is_current},
               {"is-idle", context.engine.is_idle()},
               {"has-branch", session.has_branch()},
               {"is-unsaved", is_unsaved(context)},
               {"can-undo", session.can_undo()},
               {"kept", context.files.kept.size()},
               {"question", context.files.asked ? context.files.asked->text : ""},
               {"notice", context.files.is_error ? "" : context.files.notice},
               {"trouble", context.files.is_error ? context.files.notice : context.engine.failure()},
               {"runs", runs},
               {"bands", bands},
               {"headline", headline_of(context)},
               {"table", table_of(context)},
               {"caveats", caveats_of(session.scenario(), band ? band->n_done() : 0, session.changed_parameters())}};
    if (const auto& answer = context.now.answer; answer && answer->is_complete) {
        Json causes = Json::array();
        for (const Cause& cause : answer->causes)
            causes.push_back({{"text", cause.text}, {"effect", effect_text(*answer, cause)}});
        state["why"] = {{"what", answer->what}, {"verdict", verdict(*answer)}, {"causes", causes}};
    }
    return state.dump();
}

void do_deeds(Context& context, const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) throw sim::InputError("/: is no object; expected such as {\"seek\": 24}");
    Judge(context, json).all();
}

} // namespace viz
