#include "cli/manual.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace cli {
namespace {

/// Text as roff has it: backslashes and dashes as they are, no line taken for a request.
std::string roff(std::string_view text) {
    std::string out;
    bool starts = true;
    for (const char c : text) {
        if (starts && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
        starts = c == '\n';
    }
    return out;
}

/// Paragraphs whose lines stay lines.
std::string lines(const std::string& text) { return fmt::format(".nf\n{}\n.fi\n", roff(text)); }

std::string section(std::string_view name) { return fmt::format(".SH {}\n", name); }

std::string head(const About& about, const std::string& title, std::string_view summary) {
    std::string upper = title;
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return fmt::format(".TH {} 1 \"\" \"{}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n", roff(upper),
                       roff(about.version), roff(title), roff(summary));
}

/// Help of more than one line keeps its lines.
std::string help_text(const std::string& help) {
    return help.find('\n') == std::string::npos ? roff(help) + '\n' : lines(help);
}

bool is_named(const Option& option) { return option.name.starts_with('-'); }

std::string takes(const Option& option) {
    if (std::holds_alternative<bool*>(option.target)) return "nothing";
    return std::holds_alternative<std::vector<std::string>*>(option.target) ? "many" : "one";
}

std::string synopsis(const Command& command, const Options& options) {
    std::string text = fmt::format(".B accord {}\n", roff(command.name));
    for (const Option& option : options.rows)
        if (!is_named(option))
            text += fmt::format(".RI [ {} ]{}\n", roff(option.name), takes(option) == "many" ? "..." : "");
    return text + ".RI [ option ]...\n";
}

std::string rows(const Options& options, bool are_named) {
    std::string text;
    for (const Option& option : options.rows) {
        if (is_named(option) != are_named) continue;
        const std::string value = option.value.empty() ? "" : fmt::format(" \\fI{}\\fR", roff(option.value));
        text += fmt::format(".TP\n\\fB{}\\fR{}\n{}", roff(option.name), value, help_text(option.help));
    }
    return text;
}

/// "Examples:" stands in the section's heading already.
std::string without_heading(const std::string& text) {
    for (const std::string heading : {"Examples:\n", "Example:\n"})
        if (text.starts_with(heading)) return text.substr(heading.size());
    return text;
}

Options options_of(const Command& command) {
    Options options;
    command.declare(options);
    return options;
}

} // namespace

std::string manual_page(const About& about, const std::vector<Command>& commands) {
    std::string text = head(about, about.name, "which partnership strategy serves students best");
    text += section("SYNOPSIS") + ".B accord\n.I command\n.RI [ argument ]...\n";
    text += section("DESCRIPTION") + roff(about.description) + '\n';
    std::string_view group;
    for (const Command& command : commands) {
        if (command.group != group) text += fmt::format(".SS {}\n", roff(command.group));
        group = command.group;
        text += fmt::format(".TP\n.BR accord\\-{} (1)\n{}\n", roff(command.name), roff(command.summary));
    }
    text += section("ENVIRONMENT") + ".TP\n.B ACCORD_HOME\nFolder with scenarios and models, instead of that which was "
                                     "installed.\n";
    return text + section("EXAMPLES") + lines(without_heading(about.footer));
}

std::string manual_page(const About& about, const Command& command) {
    const Options options = options_of(command);
    std::string text = head(about, fmt::format("{}-{}", about.name, command.name), command.summary);
    text += section("SYNOPSIS") + synopsis(command, options);
    if (const std::string arguments = rows(options, false); !arguments.empty())
        text += section("ARGUMENTS") + arguments;
    text += section("OPTIONS") + rows(options, true) + ".TP\n\\fB\\-\\-help\\fR\nWhat this command does and takes\n";
    if (!options.examples.empty()) text += section("EXAMPLES") + lines(without_heading(options.examples));
    return text + section("EXIT STATUS") +
           "0 ok, 1 something failed, 2 bad usage or input, 3 the machine refused, 130 "
           "interrupted\n" +
           section("SEE ALSO") + ".BR accord (1)\n";
}

scenarios::Json manual_record(const About& about, const std::vector<Command>& commands) {
    scenarios::Json all = scenarios::Json::array();
    for (const Command& command : commands) {
        const Options options = options_of(command);
        scenarios::Json rows = scenarios::Json::array();
        for (const Option& option : options.rows)
            rows.push_back(
                {{"name", option.name}, {"value", option.value}, {"help", option.help}, {"takes", takes(option)}});
        all.push_back({{"name", command.name},
                       {"group", command.group},
                       {"summary", command.summary},
                       {"options", rows},
                       {"examples", options.examples}});
    }
    return {{"name", about.name},
            {"description", about.description},
            {"version", about.version},
            {"footer", about.footer},
            {"commands", all}};
}

} // namespace cli
