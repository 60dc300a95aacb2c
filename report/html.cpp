#include "report/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view minus = "\u2212";

std::string with_commas(std::string digits) {
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    for (std::size_t at = whole; at > 3; at -= 3)
        digits.insert(digits.begin() + static_cast<std::ptrdiff_t>(at) - 3, ',');
    return digits;
}

bool is_zero(const std::string& digits) { return digits.find_first_not_of("0.,") == std::string::npos; }

std::string digits_of(double value) {
    const double size = std::abs(value);
    if (size < 1e-12) return "0";
    int digits = size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    if (size < 0.01) digits = std::min(12, 1 - static_cast<int>(std::floor(std::log10(size)))); // two that count
    return with_commas(fmt::format("{:.{}f}", size, digits));
}

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

std::string number(double value) {
    if (!std::isfinite(value)) return "absent";
    const std::string digits = digits_of(value);
    return value < 0 && !is_zero(digits) ? std::string(minus) + digits : digits;
}

std::string signed_number(double value) {
    if (!std::isfinite(value)) return "absent";
    const std::string text = number(value);
    return text.starts_with(minus) || is_zero(text) ? text : "+" + text;
}

Unit unit_of(std::string_view unit) {
    if (unit == "share") return {100, "%", "percentage points"};
    std::string words(unit);
    for (std::size_t at = 0; (at = words.find('/', at)) != std::string::npos;)
        words.replace(at, 1, " a ");
    return {1, words, words};
}

std::string level_text(double value, std::string_view unit) {
    const Unit shown = unit_of(unit);
    return fmt::format("{} {}", number(shown.scale * value), shown.level);
}

std::string change_text(double value, std::string_view unit) {
    const Unit shown = unit_of(unit);
    return fmt::format("{} {}", number(shown.scale * value), shown.change);
}

std::string interval_text(const Estimate& estimate, std::string_view unit) {
    if (std::isnan(estimate.lo)) return "one run only, so no interval";
    const double scale = unit_of(unit).scale;
    return fmt::format("95 % interval {} to {}", number(scale * estimate.lo), number(scale * estimate.hi));
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return text;
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

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
