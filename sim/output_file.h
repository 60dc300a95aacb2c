#pragma once
/// \file
/// A file that is written whole or not at all, and never takes the place of what is no file. Everything the program
/// writes for people goes through here, but stores (which SQLite writes).

#include <string>
#include <string_view>

namespace sim {

/// A file that is about to be written. A regular file (or one that a link leads to) is replaced when all is there, by a
/// part beside it under a name of its own; a pipe, a device, standard output ("-", /dev/stdout, /dev/fd/N) is written
/// to as it stands.
class OutputFile {
  public:
    /// Opens it, so that what cannot be written is known before the work. Throws InputError "PATH: what is wrong;
    /// expected a file in a folder that may be written".
    explicit OutputFile(const std::string& path);
    ~OutputFile(); ///< Removes the part unless it was kept.
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Adds bytes. Throws MachineError "PATH: cannot be written: ...".
    void write(std::string_view bytes);
    /// Brings all to the disk and gives it its name. Throws MachineError.
    void keep();

  private:
    void open_through(const std::string& path);
    void open_beside(const std::string& path);
    [[noreturn]] void refuse(const std::string& why) const;
    [[noreturn]] void fail(int error) const;

    std::string path_;          ///< As given, for messages.
    std::string target_, part_; ///< Empty where it is written to as it stands.
    int file_ = -1;
};

/// All of a file at once.
void write_whole(const std::string& path, std::string_view bytes);

} // namespace sim
