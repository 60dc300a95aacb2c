#include "sim/checkpoint.h"

#include "sim/digest.h"
#include "sim/error.h"
#include "sim/output_file.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace sim {
namespace {

// magic, format, model version, columns (name, width, n, values), digest. Numbers are 8 bytes, as the machine has them.
constexpr char magic[] = {'A', 'C', 'C', 'O', 'R', 'D', 'C', 'P'};
constexpr std::uint64_t format = 1;
constexpr std::size_t digest_size = sizeof(std::uint64_t);

void append_bytes(std::vector<std::byte>& bytes, const void* data, std::size_t n) {
    if (n == 0) return;
    bytes.resize(bytes.size() + n);
    std::memcpy(bytes.data() + bytes.size() - n, data, n);
}
void append_number(std::vector<std::byte>& bytes, std::uint64_t number) { append_bytes(bytes, &number, sizeof number); }
void append_text(std::vector<std::byte>& bytes, const std::string& text) {
    append_number(bytes, text.size());
    append_bytes(bytes, text.data(), text.size());
}

[[noreturn]] void refuse(const std::string& why) { throw MachineError("checkpoint: " + why); }

/// The next `n` bytes of the part before the digest.
const std::byte* take(const std::vector<std::byte>& bytes, std::size_t& position, std::uint64_t n) {
    if (n > bytes.size() - digest_size - position) refuse("ends too early");
    const std::byte* data = bytes.data() + position;
    position += n;
    return data;
}
std::uint64_t take_number(const std::vector<std::byte>& bytes, std::size_t& position) {
    std::uint64_t number = 0;
    std::memcpy(&number, take(bytes, position, sizeof number), sizeof number);
    return number;
}
std::string take_text(const std::vector<std::byte>& bytes, std::size_t& position) {
    const std::uint64_t n = take_number(bytes, position);
    const std::byte* data = take(bytes, position, n);
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(n)};
}

[[noreturn]] void fail(const std::string& path, int error) {
    throw MachineError(path + ": " + std::generic_category().message(error));
}

} // namespace

CheckpointWriter::CheckpointWriter(const std::string& model_version) {
    append_bytes(bytes_, magic, sizeof magic);
    append_number(bytes_, format);
    append_text(bytes_, model_version);
}

void CheckpointWriter::append(const std::string& name, const void* data, std::size_t n, std::size_t width) {
    append_text(bytes_, name);
    append_number(bytes_, width);
    append_number(bytes_, n);
    append_bytes(bytes_, data, n * width);
}

std::vector<std::byte> CheckpointWriter::finish() {
    append_number(bytes_, digest_bytes(bytes_.data(), bytes_.size(), format));
    return std::move(bytes_);
}

CheckpointReader::CheckpointReader(std::vector<std::byte> bytes, const std::string& model_version)
    : bytes_(std::move(bytes)) {
    if (bytes_.size() < sizeof magic + digest_size || std::memcmp(bytes_.data(), magic, sizeof magic) != 0)
        refuse("not a checkpoint");
    const std::size_t end = bytes_.size() - digest_size;
    std::uint64_t digest = 0;
    std::memcpy(&digest, bytes_.data() + end, digest_size);
    position_ = sizeof magic;
    const std::uint64_t found_format = end < position_ + sizeof format ? 0 : take_number(bytes_, position_);
    if (digest_bytes(bytes_.data(), end, found_format) != digest) refuse("damaged (its digest does not match)");
    if (found_format != format) refuse("written in format " + std::to_string(found_format) + ", not 1");
    const std::string version = take_text(bytes_, position_);
    if (version != model_version) refuse("written by version '" + version + "', not '" + model_version + "'");
}

const std::byte* CheckpointReader::next(const std::string& name, std::size_t width, std::size_t& n) {
    if (is_at_end()) refuse("has no column '" + name + "'");
    const std::string found = take_text(bytes_, position_);
    if (found != name) refuse("has column '" + found + "' where '" + name + "' should be");
    if (take_number(bytes_, position_) != width) refuse("column '" + name + "' has values of another size");
    n = take_number(bytes_, position_);
    if (n > bytes_.size()) refuse("ends too early");
    return take(bytes_, position_, n * width);
}

bool CheckpointReader::is_at_end() const { return position_ + digest_size == bytes_.size(); }

void write_file(const std::string& path, const std::vector<std::byte>& bytes) {
    try {
        write_whole(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    } catch (const InputError& error) { // the caller chose the path before: here it is the machine that refuses
        throw MachineError(error.what());
    }
}

std::vector<std::byte> read_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(path, errno);
    std::vector<std::byte> bytes;
    std::byte part[65536];
    for (;;) {
        const ssize_t n = ::read(file, part, sizeof part);
        if (n > 0) append_bytes(bytes, part, static_cast<std::size_t>(n));
        if (n == 0) break;
        if (n > 0 || errno == EINTR) continue;
        const int error = errno;
        ::close(file);
        fail(path, error);
    }
    ::close(file);
    return bytes;
}

} // namespace sim
