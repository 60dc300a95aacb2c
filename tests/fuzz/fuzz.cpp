// Whatever bytes a file holds, its reader says what is wrong and nothing else happens. One program for all kinds of
// files, by libFuzzer (clang); ACCORD_FUZZ_KIND chooses the kind. scripts/fuzz builds and runs it.
#include "experiments/analysis/table.h"
#include "experiments/store/store.h"
#include "experiments/sweep/experiment.h"
#include "scenarios/region.h"
#include "scenarios/scenario.h"
#include "scenarios/strategies.h"
#include "sim/error.h"
#include "viz/session/session_file.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace {

using scenarios::Problems;

void read_table(const std::string& path) {
    Problems problems;
    experiments::read_data(path, {}, problems);
}
void read_stored(const std::string& path) {
    const experiments::Store store(path);
    store.counts();
}
void read_school_file(const std::string& path) {
    Problems problems;
    std::vector<std::string> notes;
    scenarios::read_schools(path, std::nullopt, problems, notes);
}
template <auto Reader>
void read_with(const std::string& path) {
    Problems problems;
    Reader(path, problems);
}
void read_partner_file(const std::string& path) {
    Problems problems;
    std::vector<std::string> notes;
    scenarios::read_partners(path, problems, notes);
}
void read_tie_file(const std::string& path) {
    Problems problems;
    std::vector<std::string> notes;
    scenarios::read_ties(path, nullptr, 2020, problems, notes);
}

struct Kind {
    std::string_view id, file;
    void (*read)(const std::string& path);
};
constexpr Kind kinds[]{{"scenario", "x.json", read_with<scenarios::read_scenario>},
                       {"strategy", "x.json", read_with<scenarios::read_strategy>},
                       {"experiment", "x.json", read_with<experiments::read_experiment>},
                       {"session", "x.json", read_with<viz::read_session>},
                       {"schools", "x.csv", read_school_file},
                       {"partners", "x.csv", read_partner_file},
                       {"ties", "x.csv", read_tie_file},
                       {"table", "x.csv", read_table},
                       {"store", "x.db", read_stored}};

const Kind& chosen() {
    static const Kind& kind = []() -> const Kind& {
        const char* wanted = std::getenv("ACCORD_FUZZ_KIND");
        for (const Kind& one : kinds)
            if (wanted && one.id == wanted) return one;
        std::fputs(
            "ACCORD_FUZZ_KIND: expected scenario, strategy, experiment, session, schools, partners, ties, table or "
            "store\n",
            stderr);
        std::exit(2);
    }();
    return kind;
}

/// A file of this process alone, whose folder holds nothing else.
const std::string& path_of_input() {
    static const std::string path = [] {
        const auto folder = std::filesystem::temp_directory_path() / ("accord-fuzz-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        return (folder / chosen().file).string();
    }();
    return path;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string& path = path_of_input();
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    try {
        chosen().read(path);
    } catch (const sim::InputError&) {   // refused, with words
    } catch (const sim::MachineError&) { // a store that is none
    }
    return 0;
}
