#include "viz/context/files.h"

#include "sim/error.h"
#include "sim/rethrow.h"
#include "viz/context/context.h"
#include "viz/session/export.h"

#include <fmt/format.h>

#include <algorithm>

namespace viz {
namespace {

namespace fs = std::filesystem;

/// The debrief pages' names, beside the path: one a team, then that which compares them.
std::vector<std::string> debrief_files(const Context& context) {
    const fs::path path(context.files.path(Purpose::debriefs));
    std::vector<std::string> files;
    for (std::size_t t = 0; context.workshop && t < context.workshop->teams.size(); ++t)
        files.push_back((path.parent_path() / fmt::format("{}-team-{}.html", path.stem().string(), t + 1)).string());
    files.push_back((path.parent_path() / fmt::format("{}-all.html", path.stem().string())).string());
    return files;
}

std::vector<std::string> files_of(const Context& context, Purpose purpose) {
    if (purpose == Purpose::debriefs) return debrief_files(context);
    return {context.files.path(purpose)};
}

void hand_out(const Context& context, const std::string& path) {
    if (context.files.hand_out) context.files.hand_out(path);
}

void put(const Context& context, const std::string& path, const std::string& text) {
    write_text(path, text);
    hand_out(context, path);
}

std::string write_session(Context& context, const std::string& path) {
    context.pause();
    save_session(path, stored_now(context));
    hand_out(context, path);
    context.files.saved = mark_of(context), context.files.now_ours(path);
    if (!context.workshop) return path + " saved";
    context.files.workshop = path;
    return path + " saved, workshop included; each Next saves it again";
}

std::string write_debriefs(Context& context) {
    const std::vector<std::string> files = debrief_files(context);
    for (std::size_t t = 0; t + 1 < files.size(); ++t)
        put(context, files[t], debrief_page(*context.workshop, t));
    put(context, files.back(), room_page(*context.workshop));
    return fmt::format("{} debrief pages written: {} ...", files.size(), files.front());
}

std::string write_one(Context& context, Purpose purpose) {
    const std::string& path = context.files.path(purpose);
    switch (purpose) {
    case Purpose::session:
        return write_session(context, path);
    case Purpose::numbers:
        put(context, path, series_csv(context.now));
        break;
    case Purpose::report:
        put(context, path, report_html(*context.session, context.now, context.month()));
        break;
    case Purpose::picture:
        context.files.wanted_picture = path; // written by the window after this frame, which says so
        return "";
    case Purpose::debriefs:
        return write_debriefs(context);
    case Purpose::drawing:
        put(context, path, context.files.chart.svg);
        break;
    case Purpose::chart_numbers:
        put(context, path, context.files.chart.csv);
        break;
    case Purpose::chart_picture:
        context.files.wanted_picture = path, context.files.wanted_part = context.files.chart.place;
        context.files.frames_to_part = 3; // the menu over it has gone by then
        return "";
    }
    context.session->note(fmt::format("{} written to {}", info(purpose).name, path));
    return path + " written";
}

/// The name must be one of its purpose: a picture never goes where a session lies.
std::string completed(std::string path, Purpose purpose) {
    const PurposeInfo& of = info(purpose);
    if (path.empty())
        throw sim::InputError(fmt::format("there is no path; expected one that ends in {}", of.extension));
    const std::string extension = fs::path(path).extension().string();
    if (extension.empty())
        path += of.extension;
    else if (extension != of.extension)
        throw sim::InputError(
            fmt::format("{}: is no name for the {}; expected one that ends in {}", path, of.name, of.extension));
    return fs::absolute(path).string();
}

void ask(Context& context, std::string text, const char* button, std::function<void(Context&)> then) {
    context.files.asked = Asked{std::move(text), {{button, std::move(then)}}};
}

/// Does it at once, or after a question where that gives up work.
void unless_unsaved(Context& context, const char* what, const std::function<void(Context&)>& then) {
    if (!is_unsaved(context)) return then(context);
    Asked question{fmt::format("What you did is not saved. {}", what), {}};
    question.answers.emplace_back("Save it first", [then](Context& c) {
        write(c, Purpose::session);
        if (!c.files.asked && !c.files.is_error) then(c); // else: first that question or error
    });
    question.answers.emplace_back("Give it up", then);
    context.files.asked = std::move(question);
}

} // namespace

Files::Files() {
    constexpr std::array<const char*, n_purposes> names{"session.json", "numbers.csv", "report.html", "picture.png",
                                                        "debrief.html", "chart.svg",   "chart.png",   "chart.csv"};
    std::error_code none; // a folder that is gone leaves the bare names
    const fs::path folder = fs::current_path(none);
    for (std::size_t n = 0; n < n_purposes; ++n)
        paths_[n] = (folder / names[n]).string();
}

bool Files::attempt(const std::function<std::string()>& work) {
    try {
        notice = work(), is_error = false;
    } catch (...) {
        notice = sim::text_of_current_error(), is_error = true;
    }
    return !is_error;
}

bool Files::would_replace(const std::string& file) const {
    std::error_code none;
    if (!fs::exists(file, none)) return false;
    const auto time = fs::last_write_time(file, none);
    return std::none_of(ours_.begin(), ours_.end(),
                        [&](const auto& one) { return one.first == file && one.second == time; });
}

void Files::now_ours(const std::string& file) {
    std::erase_if(ours_, [&](const auto& one) { return one.first == file; });
    std::error_code none;
    ours_.emplace_back(file, fs::last_write_time(file, none));
}

void write(Context& context, Purpose purpose) {
    Files& files = context.files;
    if (!files.attempt([&] { return files.path(purpose) = completed(files.path(purpose), purpose), ""; })) return;
    for (const std::string& file : files_of(context, purpose))
        if (files.would_replace(file))
            return ask(context, file + " is there already.", "Replace it",
                       [purpose](Context& c) { write_anyway(c, purpose); });
    write_anyway(context, purpose);
}

void write_anyway(Context& context, Purpose purpose) {
    context.files.attempt([&] { return write_one(context, purpose); });
}

void save_workshop(Context& context) {
    if (context.workshop && !context.files.workshop.empty())
        context.files.attempt([&] { return write_session(context, context.files.workshop); });
}

void open_session(Context& context) {
    unless_unsaved(context, "Opening another session gives it up.", [](Context& c) {
        c.files.attempt([&] {
            const std::string path = c.files.path(Purpose::session);
            resume_from(c, path);
            c.files.now_ours(path), c.files.workshop = c.workshop ? path : "";
            return path + " opened";
        });
    });
}

void close(Context& context) {
    unless_unsaved(context, "Closing the window gives it up.", [](Context& c) { c.files.must_close = true; });
}

Mark mark_of(const Context& context) {
    Mark mark;
    for (const LogEntry& entry : context.session->history().log())
        mark.deeds += entry.deed == Deed::restarted || (entry.deed != Deed::noted && !is_time(entry.action.kind));
    if (!context.workshop) return mark;
    mark.moves = 1 + context.workshop->moves().size();
    for (const Team& team : context.workshop->teams)
        for (const std::string& note : team.notes)
            mark.notes += note.size();
    for (const Team& team : context.workshop->teams)
        mark.notes += team.goal.size();
    return mark;
}

bool is_unsaved(const Context& context) { return mark_of(context) != context.files.saved; }

StoredSession stored_now(const Context& context) {
    // What is known this moment: `now` may be older than the last action, and its digests would be those of another
    // run.
    StoredSession s = stored(*context.session, context.engine.snapshot(), context.month());
    if (context.workshop) s.workshop = stored(*context.workshop);
    return s;
}

void resume(Context& context, const StoredSession& read, std::shared_ptr<const scenarios::Scenario> scenario) {
    context.begin(std::make_unique<Session>(std::move(scenario), context.engine, read.replicate, read.origin));
    context.session->replace(history_of(read));
    context.view.month = read.month;
    context.files.saved = mark_of(context);
}

void go_on(Context& context, std::unique_ptr<Workshop> played) {
    context.workshop = std::move(played);
    context.view.shows_difference = true;
    context.seek(context.last_visible());
    context.show("workshop");
    context.files.saved = mark_of(context);
}

void resume_from(Context& context, const std::string& path) {
    scenarios::Problems problems;
    const auto read = read_session(path, problems);
    const auto scenario = read ? scenario_of(*read, path, problems) : nullptr;
    std::unique_ptr<Workshop> played;
    if (scenario && read->workshop)
        played = reopened(*read->workshop, scenario, assumed(*scenario, read->actions), path + ": /workshop", problems);
    problems.throw_if_any();
    if (!scenario) throw sim::InputError(path + ": cannot be opened");
    resume(context, *read, scenario);
    if (played) go_on(context, std::move(played));
}

} // namespace viz
