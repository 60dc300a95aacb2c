#include "experiments/store/schema.h"
#include "experiments/store/writer.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

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

/// The new store while it is made: a file of its own beside the target, so that nothing a killed merge leaves is in the
/// way of the next.
class Draft {
  public:
    explicit Draft(const std::string& target) : target_(target) {
        path_ = fmt::format("{}.merging-{}", target, getpid());
        while (std::filesystem::exists(path_))
            path_ += "x";
    }
    ~Draft() {
        std::error_code ignored;
        if (!is_kept_)
            for (const char* end : {"", "-wal", "-shm"})
                std::filesystem::remove(path_ + end, ignored);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    const std::string& path() const { return path_; }
    void keep() {
        // A link, not a rename: it never takes the place of what has come to be there meanwhile. Some file systems have
        // no links.
        const bool is_linked = link(path_.c_str(), target_.c_str()) == 0;
        if (!is_linked && errno == EEXIST) refuse_existing(target_);
        if (!is_linked && std::rename(path_.c_str(), target_.c_str()) != 0)
            throw sim::MachineError(target_ + ": cannot be written: " + std::strerror(errno));
        if (is_linked) unlink(path_.c_str());
        is_kept_ = true;
    }
    [[noreturn]] static void refuse_existing(const std::string& target) {
        throw sim::InputError(target + ": exists and is never overwritten; expected a new file");
    }

  private:
    std::string target_, path_;
    bool is_kept_ = false;
};

void take_series(Connection& file, const StoreHeader& header, StoredRun& run) {
    Statement row(file, "SELECT * FROM series WHERE treatment = ? AND replicate = ?");
    row.bind_number(0, run.treatment).bind_number(1, run.replicate);
    if (!row.step()) return;
    auto series = series_of(row, header);
    if (!series)
        throw sim::InputError(
            fmt::format("{}: series of treatment {}, replicate {}: its checksum is wrong; expected an "
                        "undamaged row",
                        file.path(), run.treatment, run.replicate));
    run.months = series->months, run.series = std::move(series->bytes);
}

/// All runs of the stores into a new one.
std::uint64_t copy_all(const std::vector<Store>& stores, const std::string& path, const std::string& target) {
    StoreHeader header = stores.front().header();
    header.version = store_version;
    StoreWriter writer(path, StoreWriter::Start::fresh, header);
    writer.replace_plan(header, [&](const auto& visit) { stores.front().each_treatment(visit); }, {});
    std::uint64_t n = 0;
    writer.begin_bulk();
    for (const Store& store : stores) {
        Connection blobs(store.path(), Connection::Mode::read);
        store.each_run([&](StoredRun run) {
            if (store.header().keeps_series) take_series(blobs, store.header(), run);
            n += writer.add(run, target);
        });
    }
    if (std::any_of(stores.begin(), stores.end(), [](const Store& store) { return !store.caveat().empty(); }))
        writer.note_unchecked();
    writer.end_bulk();
    return n;
}

} // namespace

std::uint64_t merge_stores(const std::vector<std::string>& sources, const std::string& target) {
    std::vector<Store> stores;
    for (const std::string& source : sources)
        stores.emplace_back(source);
    require_one_experiment(stores);
    struct stat info {};
    if (lstat(target.c_str(), &info) == 0) Draft::refuse_existing(target);
    Draft draft(target);
    const std::uint64_t n = copy_all(stores, draft.path(), target);
    draft.keep();
    return n;
}

} // namespace experiments
