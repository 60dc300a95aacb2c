#include "experiments/store/schema.h"
#include "experiments/store/writer.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <filesystem>

namespace experiments {
namespace {

/// What must be equal for two stores to belong together, in words.
std::string difference(const StoreHeader& a, const StoreHeader& b) {
    if (a.experiment_text != b.experiment_text) return "its experiment file is another";
    if (a.model_version != b.model_version) return "it was made by another version of the model";
    if (a.files.size() != b.files.size()) return "its scenario names other files";
    for (std::size_t i = 0; i < a.files.size(); ++i)
        if (a.files[i].digest != b.files[i].digest) return "its scenario or data differ (" + b.files[i].path + ")";
    if (a.seed != b.seed || a.n_treatments != b.n_treatments || a.months != b.months) return "its plan is another";
    return a.outcomes.size() != b.outcomes.size() ? "its outcomes are others" : "";
}

void require_one_experiment(const std::vector<Store>& stores) {
    std::vector<std::string> messages;
    for (const Store& store : stores)
        if (const std::string why = difference(stores.front().header(), store.header()); !why.empty())
            messages.push_back(fmt::format("{}: does not belong to {}: {}; expected shards of one sweep", store.path(),
                                           stores.front().path(), why));
    if (!messages.empty()) throw sim::InputError(messages);
}

/// A store that was half merged is of no use.
struct Removal {
    std::string path;
    bool is_needed = true;
    ~Removal() {
        std::error_code ignored;
        if (is_needed)
            for (const char* end : {"", "-wal", "-shm"})
                std::filesystem::remove(path + end, ignored);
    }
};

std::string series_bytes(Connection& file, const StoredRun& run, std::uint32_t& months) {
    Statement row(file, "SELECT months, data FROM series WHERE treatment = ? AND replicate = ?");
    row.bind_number(0, run.treatment).bind_number(1, run.replicate);
    if (!row.step()) return "";
    months = static_cast<std::uint32_t>(row.number(0));
    return row.text(1);
}

} // namespace

std::uint64_t merge_stores(const std::vector<std::string>& sources, const std::string& target) {
    std::vector<Store> stores;
    for (const std::string& source : sources)
        stores.emplace_back(source);
    require_one_experiment(stores);
    std::error_code error;
    if (std::filesystem::exists(target, error))
        throw sim::InputError(target + ": exists and is never overwritten; expected a new file");
    Removal removal{target};
    StoreWriter writer(target, StoreWriter::Start::fresh, stores.front().header());
    writer.replace_plan(stores.front().header(), [&](const auto& visit) { stores.front().each_treatment(visit); }, {});
    std::uint64_t n = 0;
    writer.begin_bulk();
    for (const Store& store : stores) {
        Connection blobs(store.path(), Connection::Mode::read);
        store.each_run([&](StoredRun run) {
            if (store.header().keeps_series) run.series = series_bytes(blobs, run, run.months);
            n += writer.add(run);
        });
    }
    writer.end_bulk();
    removal.is_needed = false;
    return n;
}

} // namespace experiments
