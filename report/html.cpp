#include "report/html.h"

#include <fmt/format.h>

#include <cmath>

namespace report {
namespace {

using Json = nlohmann::ordered_json;

} // namespace

std::string escaped(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const auto byte = static_cast<unsigned char>(c);
        if (c == ' ' && text.substr(at + 1, 1) == "%")
            result += "\u00a0"; // no line ends between a number and its sign
        else if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '"')
            result += "&quot;";
        else if (c == '\'')
            result += "&#39;";
        else if ((byte < 0x20 && c != '\n') || byte == 0x7f)
            result += ' ';
        else
            result += c;
    }
    return result;
}

std::string script_json(const Json& document) {
    const std::string text = document.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view three = std::string_view(text).substr(at, 3);
        if (text[at] == '<')
            result += "\\u003c";
        else if (text[at] == '>')
            result += "\\u003e";
        else if (text[at] == '&')
            result += "\\u0026";
        else if (three == "\u2028" || three == "\u2029")
            result += three == "\u2028" ? "\\u2028" : "\\u2029", at += 2;
        else
            result += text[at];
    }
    return result;
}

Json json_number(double value) { return std::isfinite(value) ? Json(value) : Json(); }

std::string HtmlTable::html() const {
    const auto is_left = [&](std::size_t column) { return column < is_text.size() ? is_text[column] : column == 0; };
    std::string result = "<div class=\"scroll\"><table>";
    if (!caption.empty()) result += fmt::format("<caption>{}</caption>", escaped(caption));
    result += "<thead><tr>";
    for (std::size_t c = 0; c < header.size(); ++c)
        result += fmt::format("<th scope=\"col\"{}>{}</th>", is_left(c) ? " class=\"t\"" : "", escaped(header[c]));
    result += "</tr></thead><tbody>\n";
    for (std::size_t r = 0; r < rows.size(); ++r) {
        result += "<tr>";
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const int mark = r < marks.size() && c < marks[r].size() ? marks[r][c] : 0;
            const std::string kind = mark > 0 ? " good" : mark < 0 ? " bad" : "";
            if (c == 0)
                result += fmt::format("<th scope=\"row\">{}</th>", escaped(rows[r][c]));
            else
                result += fmt::format("<td class=\"{}{}\">{}</td>", is_left(c) ? "t" : "n", kind, escaped(rows[r][c]));
        }
        result += "</tr>\n";
    }
    return result + "</tbody></table></div>\n";
}

std::string paragraph(std::string_view text) { return fmt::format("<p>{}</p>\n", escaped(text)); }

std::string bullets(const std::vector<std::string>& lines) {
    std::string result = "<ul>\n";
    for (const std::string& line : lines)
        result += fmt::format("<li>{}</li>\n", escaped(line));
    return result + "</ul>\n";
}

} // namespace report
