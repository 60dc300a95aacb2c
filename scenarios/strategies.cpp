#include "scenarios/strategies.h"

#include "scenarios/library.h"
#include "scenarios/schema.h"
#include "scenarios/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <map>

namespace scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view extension = ".json";

/// Strategies of one folder, each read once.
class Files {
  public:
    Files(const std::vector<Strategy>& shipped, Problems& problems) : shipped_(shipped), problems_(problems) {}

    struct Entry {
        Strategy strategy;
        double order = strategy_order_measure.high;
        bool is_right = true;
    };

    const Entry& read(const std::string& path) {
        if (const auto it = read_.find(path); it != read_.end()) return it->second;
        const std::size_t before = problems_.size();
        Entry entry;
        chain_.push_back(path);
        if (const auto document = read_json(path, problems_)) {
            parse(Reader(&*document, path, "", problems_), path, entry);
            if (problems_.size() == before && !shipped_.empty())
                check_schema(strategy_schema(), *document, path, "accord schema strategy", problems_);
        }
        chain_.pop_back();
        entry.is_right = entry.is_right && problems_.size() == before;
        return read_.emplace(path, std::move(entry)).first->second;
    }

  private:
    void parse(Reader reader, const std::string& path, Entry& entry) {
        Strategy& s = entry.strategy;
        reader.optional_text("$schema", "");
        s.id = reader.identifier("id");
        s.name = reader.text("name");
        s.summary = reader.text("summary");
        entry.order = reader.optional_number("order", strategy_order_measure, strategy_order_measure.high);
        s.is_main = reader.optional_flag("main", false);
        s.evidence = reader.optional_texts("evidence");
        s.files = {path};
        if (reader.has("like")) start_from(reader, reader.text("like"), path, entry);
        Reader levers = reader.object("levers", true);
        read_values(levers, models::lever_table(), s.levers, "lever");
        reader.finish();
        judge_id(reader, s);
    }

    void judge_id(Reader& reader, const Strategy& s) {
        if (s.id == all_word)
            reader.fault("id", fmt::format("'{}' stands for every strategy", all_word), "expected another id");
        for (const Strategy& one : shipped_)
            if (one.id == s.id && !same_levers(one.levers, s.levers))
                reader.fault("id", fmt::format("'{}' is the name of a shipped strategy with other levers", shown(s.id)),
                             "expected another id");
    }

    void start_from(Reader& reader, const std::string& like, const std::string& path, Entry& entry) {
        if (like.empty()) return;
        Strategy& s = entry.strategy;
        for (const Strategy& one : shipped_)
            if (one.id == like) {
                s.levers = one.levers;
                return;
            }
        const std::string file = (fs::path(path).parent_path() / (like + std::string(extension))).string();
        if (const auto it = std::find(chain_.begin(), chain_.end(), file); it != chain_.end()) {
            std::string round;
            for (auto step = it; step != chain_.end(); ++step)
                round += fs::path(*step).stem().string() + " -> ";
            reader.fault("like", "goes round: " + round + like,
                         "expected a strategy that does not start from this one");
            return;
        }
        std::error_code error;
        if (!is_identifier(like) || !fs::is_regular_file(file, error)) {
            reader.fault("like", fmt::format("unknown strategy '{}'", shown(like)), suggestion(like, ids_beside(path)));
            return;
        }
        const Entry& other = read(file);
        entry.is_right = other.is_right; // its own faults are named already
        s.levers = other.strategy.levers;
        s.files.insert(s.files.end(), other.strategy.files.begin(), other.strategy.files.end());
    }

    /// Shipped ids, then those of other files of the folder.
    std::vector<std::string> ids_beside(const std::string& path) const {
        std::vector<std::string> ids;
        for (const Strategy& one : shipped_)
            ids.push_back(one.id);
        std::error_code error;
        for (const auto& item : fs::directory_iterator(fs::path(path).parent_path(), error)) {
            const std::string stem = item.path().stem().string();
            if (item.path().extension() == extension && is_identifier(stem) && item.path() != path) ids.push_back(stem);
        }
        return ids;
    }

    const std::vector<Strategy>& shipped_;
    Problems& problems_;
    std::map<std::string, Entry> read_;
    std::vector<std::string> chain_; ///< Files being read, each the one that the last starts from.
};

std::vector<Strategy> read_folder(const std::string& folder, const std::vector<Strategy>& shipped, Problems& problems) {
    std::vector<std::string> paths;
    std::error_code error;
    for (const auto& item : fs::directory_iterator(folder, error))
        if (item.path().extension() == extension && !item.path().filename().string().starts_with('.'))
            paths.push_back(item.path().string());
    std::sort(paths.begin(), paths.end());
    Files files(shipped, problems);
    std::vector<const Files::Entry*> entries;
    for (const std::string& path : paths) {
        const Files::Entry& entry = files.read(path);
        const std::string stem = fs::path(path).stem().string();
        if (!entry.strategy.id.empty() && entry.strategy.id != stem)
            problems.add(path + ": /id", fmt::format("'{}' is not the file's name", shown(entry.strategy.id)),
                         fmt::format("expected '{}', or the file {}.json", shown(stem), shown(entry.strategy.id)));
        const bool is_shipped = std::any_of(shipped.begin(), shipped.end(),
                                            [&](const Strategy& one) { return one.id == entry.strategy.id; });
        if (entry.is_right && !is_shipped) entries.push_back(&entry);
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto* a, const auto* b) { return a->order < b->order; });
    std::vector<Strategy> strategies;
    for (const Files::Entry* entry : entries)
        strategies.push_back(entry->strategy);
    return strategies;
}

std::vector<Strategy> load_shipped() {
    Problems problems;
    const std::string folder = strategies_folder();
    if (folder.empty())
        problems.add("scenarios/library/strategies", "is not found",
                     "expected it below ACCORD_HOME, the working folder or a folder above the program");
    std::vector<Strategy> all = folder.empty() ? std::vector<Strategy>{} : read_folder(folder, {}, problems);
    const auto is_counterfactual = [](const Strategy& one) { return one.id == models::counterfactual; };
    if (problems.is_empty() && std::none_of(all.begin(), all.end(), is_counterfactual))
        problems.add(folder, fmt::format("has no {}.json", models::counterfactual),
                     "expected the strategy that others are compared with");
    problems.throw_if_any();
    for (Strategy& one : all)
        one.files.clear();
    return all;
}

} // namespace

const std::vector<Strategy>& shipped_strategies() {
    static const std::vector<Strategy> all = load_shipped();
    return all;
}

const Strategy* find_strategy(std::string_view id) {
    for (const Strategy& one : shipped_strategies())
        if (one.id == id) return &one;
    return nullptr;
}

bool is_strategy_file(std::string_view word) { return word.ends_with(extension); }

std::optional<Strategy> read_strategy(const std::string& path, Problems& problems) {
    Files files(shipped_strategies(), problems);
    const Files::Entry& entry = files.read(path);
    return entry.is_right ? std::optional(entry.strategy) : std::nullopt;
}

std::vector<Strategy> read_strategies(const std::string& folder, Problems& problems) {
    return read_folder(folder, shipped_strategies(), problems);
}

bool same_levers(const models::Levers& a, const models::Levers& b) { return std::memcmp(&a, &b, sizeof a) == 0; }

} // namespace scenarios
