#include "sim/checkpoint.h"

#include "sim/digest.h"
#include "sim/error.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <unistd.h>

namespace {

const std::vector<double> money = {1.5, -2.0, 1e300};
const std::vector<std::uint16_t> bits = {1, 2, 3, 4, 5};

std::vector<std::byte> sample() {
    sim::CheckpointWriter writer("0.1.0");
    writer.column("money", money);
    writer.column("bits", bits);
    writer.column("nothing", std::vector<int>{});
    return writer.finish();
}

/// A folder of these tests alone.
std::string path_of(const std::string& name) {
    const auto folder = std::filesystem::path(ACCORD_BUILD_DIR) / "tests" / "scratch_sim";
    std::filesystem::create_directories(folder);
    return (folder / name).string();
}

} // namespace

TEST_CASE("a checkpoint gives back every column", "[sim][checkpoint]") {
    sim::CheckpointReader reader(sample(), "0.1.0");
    std::vector<double> read_money;
    std::vector<std::uint16_t> read_bits;
    std::vector<int> nothing = {9};
    reader.column("money", read_money);
    reader.column("bits", read_bits);
    CHECK_FALSE(reader.is_at_end());
    reader.column("nothing", nothing);
    CHECK(read_money == money);
    CHECK(read_bits == bits);
    CHECK(nothing.empty());
    CHECK(reader.is_at_end());
}

TEST_CASE("a checkpoint damaged anywhere is refused", "[sim][checkpoint]") {
    sim::CheckpointWriter writer("0.1.0");
    writer.column("many", std::vector<std::uint32_t>(5000, 7));
    const std::vector<std::byte> whole = writer.finish();
    for (std::size_t at = 0; at < whole.size(); at += at < 100 ? 1 : 97) {
        std::vector<std::byte> damaged = whole;
        damaged[at] ^= std::byte{1};
        CHECK_THROWS_AS(sim::CheckpointReader(damaged, "0.1.0"), sim::MachineError);
    }
}

TEST_CASE("a checkpoint cut short or made longer is refused", "[sim][checkpoint]") {
    const std::vector<std::byte> whole = sample();
    for (std::size_t n = 0; n < whole.size(); ++n) {
        const std::vector<std::byte> part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n));
        CHECK_THROWS_AS(sim::CheckpointReader(part, "0.1.0"), sim::MachineError);
    }
    std::vector<std::byte> longer = whole;
    longer.push_back(std::byte{0});
    CHECK_THROWS_AS(sim::CheckpointReader(longer, "0.1.0"), sim::MachineError);
}

TEST_CASE("a checkpoint of another version, format or program is named as such", "[sim][checkpoint]") {
    CHECK_THROWS_WITH(sim::CheckpointReader(sample(), "0.2.0"), "checkpoint: written by version '0.1.0', not '0.2.0'");
    const std::string text = "this is a text file, not a checkpoint";
    std::vector<std::byte> foreign(text.size());
    std::memcpy(foreign.data(), text.data(), text.size());
    CHECK_THROWS_WITH(sim::CheckpointReader(foreign, "0.1.0"), "checkpoint: not a checkpoint");

    std::vector<std::byte> future = sample();
    future[8] = std::byte{2};
    const std::uint64_t digest = sim::digest_bytes(future.data(), future.size() - 8, 2);
    std::memcpy(future.data() + future.size() - 8, &digest, 8);
    CHECK_THROWS_WITH(sim::CheckpointReader(future, "0.1.0"), "checkpoint: written in format 2, not 1");
}

TEST_CASE("columns are read by name, size and order", "[sim][checkpoint]") {
    std::vector<double> doubles;
    std::vector<float> floats;
    CHECK_THROWS_WITH(sim::CheckpointReader(sample(), "0.1.0").column("bits", doubles),
                      "checkpoint: has column 'money' where 'bits' should be");
    CHECK_THROWS_WITH(sim::CheckpointReader(sample(), "0.1.0").column("money", floats),
                      "checkpoint: column 'money' has values of another size");
    sim::CheckpointReader reader(sim::CheckpointWriter("0.1.0").finish(), "0.1.0");
    CHECK_THROWS_WITH(reader.column("money", doubles), "checkpoint: has no column 'money'");
}

TEST_CASE("a file comes back as it was written and replaces the one before", "[sim][checkpoint]") {
    const std::string path = path_of("round_trip.checkpoint");
    sim::write_file(path, std::vector<std::byte>(100'000, std::byte{3}));
    sim::write_file(path, sample());
    CHECK(sim::read_file(path) == sample());
    int n_parts = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path()))
        n_parts += entry.path().string().find("/.accord-" + std::to_string(getpid())) != std::string::npos;
    CHECK(n_parts == 0);
    std::filesystem::remove(path);
}

TEST_CASE("a file that cannot be written or read is named with the reason", "[sim][checkpoint]") {
    const std::string path = path_of("no_such_folder/world.checkpoint");
    CHECK_THROWS_WITH(sim::write_file(path, sample()),
                      path + ": cannot be written: No such file or directory; expected a file in a folder that may be "
                             "written");
    CHECK_THROWS_AS(sim::write_file(path, sample()), sim::MachineError);
    CHECK_THROWS_WITH(sim::read_file(path), path + ": No such file or directory");
    CHECK_THROWS_AS(sim::read_file(path_of("")), sim::MachineError);
}
