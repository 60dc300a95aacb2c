// One stored run again, from what the store holds.
#include "experiments/sweep/replay.h"
#include "experiments/statistics/statistics.h"
#include "experiments/sweep/sweep.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace experiments {
namespace {

namespace fs = std::filesystem;

constexpr const char* depth = "a/b/c/d/e/f/g/h"; ///< Room for paths such as ../library/sonoma.json.

void write_file(const fs::path& path, const std::string& content) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    std::ofstream file(path, std::ios::binary);
    file << content;
    if (!file.flush()) throw sim::MachineError(path.string() + ": cannot be written: is the disk full?");
}

bool is_below(const fs::path& path, const fs::path& folder) {
    const fs::path relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

bool is_equal(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

} // namespace

Unpacked::Unpacked(const Store& store) {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "accord-XXXXXX").string();
    if (!mkdtemp(pattern.data()))
        throw sim::MachineError(pattern + ": no temporary folder can be made: " + std::strerror(errno));
    folder_ = pattern;
    try {
        const fs::path home = fs::path(folder_) / depth;
        const fs::path experiment = home / "experiment.json";
        write_file(experiment, store.header().experiment_text);
        for (const StoredFile& file : store.header().files) {
            const fs::path path = (home / file.path).lexically_normal();
            if (is_below(path, folder_) && path != experiment)
                write_file(path, file.content); // else it is read from its place
        }
        experiment_ = load_experiment(experiment.string());
        for (std::size_t i = 0; i < experiment_->files.size(); ++i)
            if (i >= store.header().files.size() || experiment_->files[i].digest != store.header().files[i].digest)
                throw sim::InputError(
                    fmt::format("{}: is no longer what the sweep read; expected the file of that time",
                                experiment_->files[i].path));
    } catch (...) {
        fs::remove_all(folder_, error);
        throw;
    }
}

Unpacked::~Unpacked() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

Replay replay_run(const Store& store, const std::string& run) {
    const auto stored = store.find_run(run);
    if (!stored)
        throw sim::InputError(
            fmt::format("{}: no run '{}'; expected an id of the column run of `accord export {} --table "
                        "runs`",
                        store.path(), scenarios::shown(run), store.path()));
    const Unpacked unpacked(store);
    const Treatments treatments(unpacked.experiment());
    Replay replay{*stored, *run_planned(treatments, {stored->treatment, stored->replicate}, nullptr), {}, {}};
    if (store.header().model_version != models::model_version())
        replay.notes.push_back(fmt::format("the run was made by model {}, this is model {}",
                                           store.header().model_version, models::model_version()));
    else if (replay.again.run != stored->run)
        replay.notes.push_back(
            fmt::format("the run's id is now {}: parameters or data of the program have changed", replay.again.run));
    const bool is_done = stored->status == RunStatus::done && replay.again.status == RunStatus::done;
    for (std::size_t i = 0; is_done && i < stored->outcomes.size(); ++i)
        if (!is_equal(stored->outcomes[i], replay.again.outcomes[i]))
            replay.differing.push_back(fmt::format("{}: {} stored, {} now", store.header().outcomes[i].id,
                                                   stored->outcomes[i], replay.again.outcomes[i]));
    return replay;
}

} // namespace experiments
