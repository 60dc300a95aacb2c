#include "cli/completion.h"

#include <algorithm>

namespace cli {
namespace {

/// The words of a line as a shell parts them, quotes and backslashes taken away; the last one may be "".
std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words{""};
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '\\' && quote != '\'' && i + 1 < line.size())
            words.back() += line[++i];
        else if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else if (c == ' ' && !quote) {
            if (!words.back().empty()) words.emplace_back();
        } else
            words.back() += c;
    }
    return words;
}

bool is_flag(const Option& option) { return std::holds_alternative<bool*>(option.target); }
bool is_list(const Option& option) { return std::holds_alternative<std::vector<std::string>*>(option.target); }
bool is_named(const Option& option) { return option.name.starts_with('-'); }

const Option* named(const Options& options, const std::string& name) {
    const auto at =
        std::find_if(options.rows.begin(), options.rows.end(), [&](const Option& o) { return o.name == name; });
    return at == options.rows.end() || !is_named(*at) ? nullptr : &*at;
}

/// The argument that has `before` others in front of it; one that takes all that follow takes them.
const Option* argument(const Options& options, std::size_t before) {
    for (const Option& option : options.rows) {
        if (is_named(option)) continue;
        if (before == 0 || is_list(option)) return &option;
        --before;
    }
    return nullptr;
}

void add(Offer& offer, const std::string& begun, const Choice& choice, const std::string& kept = "") {
    if (choice.word.starts_with(begun)) offer.words.push_back({kept + choice.word, choice.meaning});
}

/// Values that begin as `begun`; `kept` stands before them in the same word.
Offer values(const Option& option, const std::string& begun, std::string kept = "") {
    Offer offer{{}, option.choices.are_files};
    const std::size_t last = begun.find_last_of(",+");
    const std::size_t from = last == std::string::npos ? 0 : last + 1;
    kept += begun.substr(0, from);
    if (option.choices.words)
        for (const Choice& choice : option.choices.words())
            add(offer, begun.substr(from), choice, kept);
    return offer;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

Offer names(const Options& options, const std::string& begun) {
    Offer offer;
    for (const Option& option : options.rows)
        if (is_named(option)) add(offer, begun, {option.name, first_line(option.help)});
    add(offer, begun, {"--help", "What this command does and takes"});
    return offer;
}

Offer of_command(const Command& command, const std::vector<std::string>& words) {
    Options options;
    command.declare(options);
    std::size_t arguments = 0;
    for (std::size_t i = 2; i + 1 < words.size(); ++i) {
        const Option* option = named(options, words[i]);
        if (!option)
            arguments += !words[i].starts_with('-');
        else if (!is_flag(*option) && ++i + 1 == words.size())
            return values(*option, words.back());
    }
    const std::string& begun = words.back();
    const std::size_t equals = begun.find('=');
    if (begun.starts_with("--") && equals != std::string::npos) {
        const Option* option = named(options, begun.substr(0, equals));
        return option ? values(*option, begun.substr(equals + 1), begun.substr(0, equals + 1)) : Offer{};
    }
    if (begun.starts_with('-')) return names(options, begun);
    const Option* next = argument(options, arguments);
    return next ? values(*next, begun) : names(options, begun);
}

} // namespace

Offer offer(const std::string& line, const std::vector<Command>& commands) {
    const std::vector<std::string> words = words_of(line);
    Offer offer;
    if (words.size() < 2) return offer;
    if (words.size() == 2) {
        for (const Command& command : commands)
            add(offer, words[1], {std::string(command.name), std::string(command.summary)});
        if (words[1].starts_with('-'))
            for (const char* name : {"--help", "--version"})
                add(offer, words[1], {name, ""});
        return offer;
    }
    for (const Command& command : commands)
        if (command.name == words[1]) return of_command(command, words);
    return offer;
}

} // namespace cli
