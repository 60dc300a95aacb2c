// accord complete LINE: what may stand at its end, for the shells (cli/shell): "WORD<Tab>MEANING" a line, and ":files"
// last where files may stand there too. Nothing is ever said to be wrong: that is for the command itself.
#include "cli/commands/commands.h"
#include "cli/completion.h"
#include "cli/output.h"

#include <algorithm>
#include <memory>

namespace cli {
namespace {

int complete(const std::string& line) {
    const Offer found = offer(line, commands());
    std::string text;
    for (Choice choice : found.words) {
        std::replace(choice.meaning.begin(), choice.meaning.end(), '\n', ' ');
        text += choice.word + '\t' + choice.meaning + '\n';
    }
    if (found.are_files) text += ":files\n";
    write_result(text);
    return 0;
}

} // namespace

Run declare_complete(Options& options) {
    const auto line = std::make_shared<std::string>();
    options.add({{"LINE", line.get(), "The line from the program's name to the cursor"}});
    options.examples = "Example:\n  accord complete 'accord run so'";
    return [line] { return complete(*line); };
}

} // namespace cli
