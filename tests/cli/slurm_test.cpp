// The Slurm scripts, with a stand-in for sbatch that runs what is submitted at once.
#include "tests/cli/program.h"
#include "tests/experiments/sweeps.h"

#include <catch2/catch.hpp>

#include <filesystem>

namespace {

constexpr const char* sbatch = R"(#!/usr/bin/env bash
echo "$@" >> "$FAKE_LOG"
array=""
while [[ $1 == --* ]]; do
    [[ $1 == --array=* ]] && array=${1#--array=1-}
    shift
done
if [[ -n $array ]]; then
    for ((i = 1; i <= array; ++i)); do SLURM_ARRAY_TASK_ID=$i SLURM_CPUS_PER_TASK=1 bash "$@" >> "$FAKE_LOG.out" 2>&1; done
else
    bash "$@" >> "$FAKE_LOG.out" 2>&1
fi
echo 4711
)";

} // namespace

TEST_CASE("an array of shards and its merge give the tables of one sweep", "[cli][sweep][slurm]") {
    const tests::Folder folder;
    const std::string fake = folder.write("sbatch", sbatch);
    std::filesystem::permissions(fake, std::filesystem::perms::owner_all);
    const std::string file = tests::write_experiment(folder, tests::small_experiment());
    const auto submit = [&](const std::string& more) {
        const std::string command = "cd '" ACCORD_SOURCE_DIR "' && PATH='" + folder.path("") +
                                    "':\"$PATH\" FAKE_LOG='" + folder.path("log") +
                                    "' ACCORD='" ACCORD_PROGRAM "' scripts/slurm/submit '" + file + "' '" +
                                    folder.path("jobs") + "' " + more + " > '" + folder.path("out") + "' 2>&1";
        return WEXITSTATUS(std::system(command.c_str()));
    };
    REQUIRE(submit("--threads 1 --minutes 1 --most 3 --dry-run") == 0);
    CHECK_THAT(tests::content_of(folder.path("out")), Catch::Contains("--array=1-1"));
    REQUIRE(submit("--threads 1 --minutes 1 -- --partition=short") == 0);
    CAPTURE(tests::content_of(folder.path("log.out")));
    CHECK_THAT(tests::content_of(folder.path("log")),
               Catch::Contains("--partition=short") && Catch::Contains("--dependency=afterany:4711"));
    CHECK(tests::accord("sweep '" + file + "' --out '" + folder.path("whole.db") + "'").code == 0);
    CHECK(tests::content_of_store(folder.path("jobs/all.db")) == tests::content_of_store(folder.path("whole.db")));
    CHECK(submit("--minutes 0") == 2);

    // Three tasks of an array as Slurm starts them, the second twice (it was put back in the queue), then the merge.
    const std::string three = folder.path("three"), script = ACCORD_SOURCE_DIR "/scripts/slurm/";
    std::filesystem::create_directory(three);
    const auto job = [&](const std::string& environment, const std::string& name, const std::string& arguments) {
        const std::string command = environment + " bash '" + script + name + "' '" ACCORD_PROGRAM "' " + arguments +
                                    " > '" + folder.path("job.out") + "' 2>&1";
        return WEXITSTATUS(std::system(command.c_str()));
    };
    for (const char* task : {"1", "2", "2", "3"})
        CHECK(job("SLURM_CPUS_PER_TASK=1 SLURM_ARRAY_TASK_ID=" + std::string(task), "shard.sbatch",
                  "'" + file + "' '" + three + "' 3") == 0);
    CHECK(job("", "merge.sbatch", "'" + three + "' 3") == 0);
    CHECK(tests::content_of_store(three + "/all.db") == tests::content_of_store(folder.path("whole.db")));
    // A shard that never ran: the merge does not pass for whole.
    std::filesystem::remove(three + "/all.db");
    std::filesystem::remove(three + "/2.part.db");
    job("", "merge.sbatch", "'" + three + "' 3");
    CHECK_THAT(tests::content_of(folder.path("job.out")), Catch::Contains("no result of shard 2"));
}
