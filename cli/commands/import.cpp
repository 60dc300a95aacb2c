// accord import RECIPE FILES... --out FOLDER: official files into a region of one's own.
#include "scenarios/import/import.h"

#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/output.h"

#include <memory>

namespace cli {

Run declare_import(Options& options) {
    const auto order = std::make_shared<scenarios::import::Order>();
    options.add(
        {{"RECIPE", &order->recipe, "Id of a shipped recipe (accord list recipes) or a file", "", recipe_choices()},
         {"FILES", &order->files, "The official files, in any order", "", files_only()},
         {"--out", &order->out, "Folder to make", "FOLDER", files_only()},
         {"--year", &order->year, "Year to import, where the files have several", "Y"},
         {"--assume", &order->assume, "Value for schools that have none; repeatable", "COLUMN=VALUE"}});
    options.examples = "Examples:\n  accord import chicago school_profile.csv --out chicago\n"
                       "  accord import guess schools.csv --assume teachers_fte=20 --out mine";
    return [order] {
        scenarios::Problems problems;
        for (const std::string& line : scenarios::import::import_region(*order, problems))
            write_note(line);
        problems.throw_if_any();
        write_result("scenario: " + order->out + "/scenario.json\n");
        return 0;
    };
}

} // namespace cli
