// A written file is whole or not there, and never takes the place of what is no file.
#include "sim/error.h"
#include "sim/output_file.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <thread>

namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "accord-output-XXXXXX").string();
        if (!mkdtemp(pattern.data())) FAIL("no temporary folder");
        path = pattern;
    }
    ~Folder() { fs::remove_all(path); }
    std::string of(const std::string& name) const { return (path / name).string(); }
    std::size_t entries() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
    }
};

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void put(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

} // namespace

TEST_CASE("a file is replaced when all is there, and keeps its mode", "[sim][output]") {
    const Folder folder;
    const std::string path = folder.of("x.html");
    put(path, "old");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    {
        sim::OutputFile file(path);
        file.write("half");
        CHECK(content(path) == "old");
    }
    CHECK(content(path) == "old"); // given up
    CHECK(folder.entries() == 1);
    sim::write_whole(path, "new");
    CHECK(content(path) == "new");
    CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(folder.entries() == 1);
}

TEST_CASE("links are followed, also to a file that is not there yet", "[sim][output]") {
    const Folder folder;
    put(folder.of("real"), "old");
    fs::create_symlink("real", folder.of("link"));
    fs::create_symlink(folder.of("link"), folder.of("chain"));
    fs::create_symlink("later", folder.of("dangling"));
    sim::write_whole(folder.of("chain"), "new");
    sim::write_whole(folder.of("dangling"), "first");
    CHECK(content(folder.of("real")) == "new");
    CHECK(content(folder.of("later")) == "first");
    for (const char* name : {"link", "chain", "dangling"})
        CHECK(fs::is_symlink(folder.of(name)));
    fs::create_symlink("round", folder.of("round"));
    CHECK_THROWS_AS(sim::write_whole(folder.of("round"), "x"), sim::InputError);
}

TEST_CASE("a stranger's part stays", "[sim][output]") {
    const Folder folder;
    put(folder.of("x.html.part"), "mine");
    sim::write_whole(folder.of("x.html"), "new");
    CHECK(content(folder.of("x.html.part")) == "mine");
    CHECK(folder.entries() == 2);
}

TEST_CASE("a pipe is written through and stays a pipe", "[sim][output]") {
    const Folder folder;
    const std::string path = folder.of("pipe"), text(100'000, 'x'); // more than a pipe holds
    REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    std::string read;
    std::thread reader([&] { read = content(path); });
    sim::write_whole(path, text);
    reader.join();
    CHECK(read == text);
    CHECK(fs::is_fifo(path));
    CHECK(folder.entries() == 1);
}

TEST_CASE("a device is written through, and what it refuses is the machine's refusal", "[sim][output]") {
    sim::write_whole("/dev/null", "gone");
    CHECK(fs::is_character_file("/dev/null"));
    CHECK_THROWS_WITH(sim::write_whole("/dev/full", "x"), "/dev/full: cannot be written: No space left on device");
    CHECK_THROWS_AS(sim::write_whole("/dev/full", "x"), sim::MachineError);
}

TEST_CASE("what cannot be written is named before the work", "[sim][output]") {
    const Folder folder;
    CHECK_THROWS_WITH(sim::OutputFile(folder.of("")),
                      folder.of("") + ": is a folder; expected a file in a folder that may be written");
    CHECK_THROWS_WITH(sim::OutputFile(folder.of("no/x")),
                      folder.of("no/x") + ": cannot be written: No such file or directory; expected a file in a folder "
                                          "that may be written");
}
