#pragma once
/// \file
/// Two ways to be wrong that are the user's business. Mistakes of developers are assertions, not these.

#include <stdexcept>
#include <string>
#include <vector>

namespace sim {

/// Bad usage or input (exit code 2). Carries every message found, each `FILE: /pointer: what is wrong; what was
/// expected` (CSV: `FILE:line: column: ...`).
class InputError : public std::runtime_error {
  public:
    explicit InputError(std::vector<std::string> messages);
    explicit InputError(const std::string& message) : InputError(std::vector<std::string>{message}) {}
    const std::vector<std::string>& messages() const { return messages_; }

  private:
    std::vector<std::string> messages_;
};

/// The machine refused (exit code 3): disk full, memory, unreadable file, missing instruction set.
class MachineError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The closest of `known` to `word` by edit distance, or "" if none is near: for "did you mean".
std::string nearest(const std::string& word, const std::vector<std::string>& known);

} // namespace sim
