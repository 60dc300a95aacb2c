#pragma once
/// \file
/// A running world on disk or in memory: every column under its name, a header with version and position, a digest at
/// the end. A world restored from a checkpoint continues bit for bit (tested between all processes).

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

namespace sim {

/// Writes columns of trivially copyable values.
class CheckpointWriter {
  public:
    explicit CheckpointWriter(const std::string& model_version);
    /// Appends a column of any length, also none.
    template <class T>
    void column(const std::string& name, const std::vector<T>& values) {
        static_assert(std::is_trivially_copyable_v<T>);
        append(name, values.data(), values.size(), sizeof(T));
    }
    /// The finished bytes, digest included.
    std::vector<std::byte> finish();

  private:
    void append(const std::string& name, const void* data, std::size_t n, std::size_t width);
    std::vector<std::byte> bytes_;
};

/// Reads them back in the same order; throws MachineError("checkpoint: ...") on a foreign, damaged or other-version
/// checkpoint before any column is read.
class CheckpointReader {
  public:
    CheckpointReader(std::vector<std::byte> bytes, const std::string& model_version);
    /// Replaces `values` by the next column, which must have this name and size of value.
    template <class T>
    void column(const std::string& name, std::vector<T>& values) {
        static_assert(std::is_trivially_copyable_v<T>);
        std::size_t n = 0;
        const std::byte* data = next(name, sizeof(T), n);
        values.resize(n);
        if (n) std::memcpy(values.data(), data, n * sizeof(T));
    }
    /// Whether every column has been read.
    bool is_at_end() const;

  private:
    const std::byte* next(const std::string& name, std::size_t width, std::size_t& n);
    std::vector<std::byte> bytes_;
    std::size_t position_ = 0;
};

void write_file(const std::string& path, const std::vector<std::byte>& bytes); ///< As write_whole; MachineError.
/// Both throw MachineError("PATH: reason") when the machine refuses.
std::vector<std::byte> read_file(const std::string& path);

} // namespace sim
