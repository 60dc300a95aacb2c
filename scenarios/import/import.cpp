// One import: read, make, judge, write.
#include "scenarios/import/import.h"

#include "scenarios/json.h"
#include "scenarios/region.h"
#include "scenarios/scenario.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace scenarios::import {
namespace {

namespace fs = std::filesystem;

Assumed read_assumed(const Order& order, Problems& problems) {
    Assumed assumed;
    for (const std::string& text : order.assume) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
            problems.add("--assume", fmt::format("'{}' is no assumption", shown(text)), "expected COLUMN=VALUE");
        else
            assumed[text.substr(0, equals)] = text.substr(equals + 1);
    }
    std::vector<std::string> known = school_columns().required;
    known.insert(known.end(), school_columns().optional.begin(), school_columns().optional.end());
    for (const auto& [column, value] : assumed)
        if (std::find(known.begin(), known.end(), column) == known.end())
            problems.add("--assume", fmt::format("unknown column '{}'", shown(column)), suggestion(column, known));
    return assumed;
}

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
    std::string text = "\"";
    for (const char c : cell)
        text += c == '"' ? "\"\"" : std::string(1, c);
    return text + "\"";
}

/// The table as CSV, without columns in which nothing stands.
std::string csv_text(const Made& made) {
    std::vector<std::size_t> columns;
    for (std::size_t k = 0; k < made.header.size(); ++k)
        if (std::any_of(made.rows.begin(), made.rows.end(), [&](const auto& row) { return !row[k].empty(); }))
            columns.push_back(k);
    std::string text;
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t c = 0; c < columns.size(); ++c)
            text.append(c ? "," : "").append(quoted(cells[columns[c]]));
        text += '\n';
    };
    line(made.header);
    for (const auto& row : made.rows)
        line(row);
    return text;
}

/// The columns of schools.csv that the reader requires and no rule gave.
void ask_for(const Recipe& recipe, const Made& schools, Problems& problems) {
    for (const std::string& column : school_columns().required)
        if (schools.column(column) == schools.header.size())
            problems.add(fmt::format("{}: /schools/columns/{}", recipe.file, column), "is missing",
                         fmt::format("expected it, or --assume {}=VALUE", column));
}

Json scenario_of(const Recipe& recipe, const std::string& year, bool has_ties,
                 const std::vector<std::string>& caveats) {
    const std::string shown_year = year.empty() ? "" : " " + year;
    Json region{{"name", recipe.region}, {"schools", "schools.csv"}};
    if (has_ties) region["partners"] = "partners.csv", region["ties"] = "ties.csv";
    region["money-year"] = recipe.money_year;
    if (const auto number = parse_number(year); has_ties && number)
        region["start-year"] = static_cast<int>(*number) + recipe.tie_years.calendar_year;
    if (!has_ties) region["synthetic-partners"] = {{"per-10000-pupils", recipe.partners_per_10000}};
    if (recipe.has_secondary) region["synthetic-secondary"] = Json::object();
    if (recipe.has_choice) region["school-choice"] = Json::object();
    if (recipe.has_college) region["synthetic-college"] = true;
    Json parameters = Json::object();
    for (const auto& [id, value] : recipe.parameters)
        parameters[id] = value;
    return {{"name", recipe.id}, {"title", recipe.title + shown_year}, {"about", recipe.about},
            {"region", region},  {"parameters", parameters},           {"caveats", caveats}};
}

std::vector<std::string> caveats_of(const Recipe& recipe, const Account& account) {
    std::vector<std::string> caveats{"records of: " + recipe.publisher};
    caveats.insert(caveats.end(), recipe.caveats.begin(), recipe.caveats.end());
    for (const Imputed& one : account.imputed)
        caveats.push_back(fmt::format("{} {}: {} of {} imputed ({})", one.file, one.column, one.n, one.of, one.rule));
    if (!account.left_out.empty())
        caveats.push_back(fmt::format("{} records of the official files are left out; left_out.txt names each",
                                      account.left_out.size()));
    return caveats;
}

struct File {
    std::string name, text;
};

/// All files in a new folder beside the wanted one, judged as a user's scenario is, then moved into place.
void write_folder(const std::string& out, const std::vector<File>& files, Problems& problems) {
    std::error_code error;
    const fs::path target(out), folder(out + ".part-" + std::to_string(getpid()));
    fs::remove_all(folder, error);
    if (!fs::create_directories(folder, error))
        throw sim::MachineError(fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
    for (const File& file : files) {
        std::ofstream stream(folder / file.name, std::ios::binary);
        stream << file.text;
        stream.close();
        if (stream) continue;
        fs::remove_all(folder, error);
        throw sim::MachineError(fmt::format("{}: cannot be written", (folder / file.name).string()));
    }
    Problems heard;
    read_scenario((folder / "scenario.json").string(), heard);
    for (std::string message : heard.shown()) {
        for (std::size_t at; (at = message.find(folder.string())) != std::string::npos;)
            message.replace(at, folder.string().size(), out);
        problems.add(message + " (of the file this import would write)");
    }
    if (heard.is_empty()) fs::remove(target, error), fs::rename(folder, target, error);
    const std::string why = error.message();
    const bool is_moved = heard.is_empty() && !error;
    if (!is_moved) fs::remove_all(folder, error);
    if (heard.is_empty() && !is_moved) throw sim::MachineError(fmt::format("{}: cannot be written: {}", out, why));
}

void judge_out(const std::string& out, Problems& problems) {
    std::error_code error;
    if (out.empty())
        problems.add("accord import: --out", "is missing", "expected a folder to make");
    else if (fs::exists(out, error) && !(fs::is_directory(out, error) && fs::is_empty(out, error)))
        problems.add(out, "is there already", "expected a folder that is not there yet, or is empty");
}

/// The recipe with what it must guess; nothing and problems if it cannot.
std::optional<Recipe> recipe_of(const Order& order, const Assumed& assumed, Account& account, Problems& problems) {
    const std::string path = find_recipe(order.recipe, problems);
    auto recipe = path.empty() ? std::nullopt : read_recipe(path, problems);
    if (!recipe || recipe->guesses.empty()) return recipe;
    if (order.files.size() != 1) {
        problems.add("accord import guess", fmt::format("{} files are given", order.files.size()),
                     "expected one file of schools");
        return std::nullopt;
    }
    return guess(*recipe, order.files[0], assumed, account, problems);
}

void count_taken(const Made& schools, Account& account) {
    double pupils = 0;
    const std::size_t at = schools.column("enrolment");
    for (const auto& row : schools.rows)
        pupils += parse_number(row[at]).value_or(0);
    account.taken.insert(account.taken.begin(),
                         fmt::format("schools.csv: {} schools, {:.0f} pupils", schools.rows.size(), pupils));
}

} // namespace

std::vector<std::string> import_region(const Order& order, Problems& problems) {
    Account account;
    const Assumed assumed = read_assumed(order, problems);
    judge_out(order.out, problems);
    const auto recipe = recipe_of(order, assumed, account, problems);
    const bool asks = !problems.is_empty(); // of a guess: what it took is told together with what is missing
    if (!recipe || asks) return page({}, account, {}, 20);
    const std::string year = order.year.empty() ? recipe->year : order.year;
    const Tables tables = load_tables(*recipe, order.files, year, problems);
    if (!tables.count(recipe->schools.from)) return {};
    judge_columns(*recipe, recipe->schools, tables, school_columns().required, assumed, account, problems);
    judge_columns(*recipe, recipe->partners, tables, {"id", "name", "kind"}, {}, account, problems);
    judge_columns(*recipe, recipe->ties, tables, {"school", "partner", "programme"}, {}, account, problems);
    const Made schools = make_rows(*recipe, recipe->schools, tables, "schools.csv", school_columns().required, assumed,
                                   account, problems);
    ask_for(*recipe, schools, problems);
    for (const auto& [id, loaded] : tables)
        if (loaded.doubled > 0)
            account.taken.push_back(fmt::format("{}: {} rows stand there twice, word for word; each counts once",
                                                loaded.table.file, loaded.doubled));
    const bool has_ties = tables.count(recipe->ties.from) > 0;
    std::vector<File> files{{"schools.csv", csv_text(schools)}};
    if (has_ties) {
        const Made ties = make_ties(*recipe, tables, schools, account, problems);
        const Made partners = make_partners(*recipe, tables, ties, account, problems);
        files.push_back({"partners.csv", csv_text(partners)});
        files.push_back({"ties.csv", csv_text(ties)});
    }
    if (!problems.is_empty()) return {};
    if (schools.rows.empty()) {
        problems.add(order.files[0], "gives no school", "expected at least one row with all that schools.csv needs");
        return page(*recipe, account, {}, 20);
    }
    count_taken(schools, account);
    const auto caveats = caveats_of(*recipe, account);
    files.push_back({"scenario.json", scenario_of(*recipe, year, has_ties, caveats).dump(2) + "\n"});
    if (!account.left_out.empty())
        files.push_back({"left_out.txt", fmt::format("{}\n", fmt::join(account.left_out, "\n"))});
    write_folder(order.out, files, problems);
    return page(*recipe, account, recipe->caveats, 20);
}

std::vector<std::string> page(const Recipe& recipe, const Account& account, const std::vector<std::string>& caveats,
                              std::size_t most) {
    std::vector<std::string> lines;
    if (!recipe.publisher.empty()) lines.push_back("records of: " + recipe.publisher);
    for (const std::string& line : account.taken)
        lines.push_back("taken: " + line);
    for (const Imputed& one : account.imputed)
        lines.push_back(fmt::format("imputed: {} {}: {} of {} ({})", one.file, one.column, one.n, one.of, one.rule));
    if (!recipe.publisher.empty() && account.imputed.empty()) lines.emplace_back("imputed: nothing");
    for (std::size_t i = 0; i < std::min(most, account.left_out.size()); ++i)
        lines.push_back("left out: " + account.left_out[i]);
    if (account.left_out.size() > most)
        lines.push_back(fmt::format("left out: and {} more; left_out.txt in the folder names each",
                                    account.left_out.size() - most));
    for (const std::string& caveat : caveats)
        lines.push_back("not to be had: " + caveat);
    return lines;
}

} // namespace scenarios::import
