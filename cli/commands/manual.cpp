// accord manual: the commands and their options as JSON; with --out their manual pages.
#include "cli/manual.h"
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <memory>

namespace cli {
namespace {

void write_page(const std::filesystem::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) throw sim::MachineError(fmt::format("{}: cannot be written", path.string()));
}

int manual(const std::string& folder) {
    if (folder.empty()) {
        write_result(manual_record(about(), commands()));
        return 0;
    }
    std::error_code error;
    std::filesystem::create_directories(folder, error); // if it fails, so does the first page
    write_page(std::filesystem::path(folder) / "accord.1", manual_page(about(), commands()));
    for (const Command& command : commands())
        write_page(std::filesystem::path(folder) / fmt::format("accord-{}.1", command.name),
                   manual_page(about(), command));
    return 0;
}

} // namespace

Run declare_manual(Options& options) {
    const auto folder = std::make_shared<std::string>();
    options.add({{"--out", folder.get(), "Write manual pages into this folder instead", "FOLDER"}});
    options.examples = "Example:\n  accord manual --out man";
    return [folder] { return manual(*folder); };
}

} // namespace cli
