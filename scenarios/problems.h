#pragma once
/// \file
/// All that is wrong with an input, so that its owner hears everything at once.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// How many messages are shown before the rest is only counted.
inline constexpr std::size_t problems_shown = 50;

/// Messages of one input and of the files it names, in the order found.
class Problems {
  public:
    /// `place`: what is wrong; what was expected. The place is `FILE: /pointer` or `FILE:line: column`.
    void add(std::string_view place, std::string_view wrong, std::string_view expected);
    /// A whole message from elsewhere.
    void add(std::string message) { messages_.push_back(std::move(message)); }

    std::size_t size() const { return messages_.size(); }
    bool is_empty() const { return messages_.empty(); }
    /// The first 50 messages and, if there are more, a line with their number.
    std::vector<std::string> shown() const;
    /// Throws sim::InputError with the shown messages if there is one.
    void throw_if_any() const;

  private:
    std::vector<std::string> messages_;
};

/// "did you mean 'x'?" if something known is near, else "expected one of: a, b, c"; long lists are
/// not written out.
std::string suggestion(const std::string& word, const std::vector<std::string>& known);

/// The user's text as it may be shown on a terminal: control characters replaced, cut at 60 bytes.
std::string shown(std::string_view text);

/// Shortest text that reads back as the same number; whole numbers have no point.
std::string text_of(double value);

} // namespace scenarios
