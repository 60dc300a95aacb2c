#pragma once
/// \file
/// Values to bytes and back by one description of each: pass(p, value) reads or writes it, whatever p is.

#include "sim/error.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace viz {

class Packer {
  public:
    static constexpr bool is_reading = false;
    std::string bytes;
    void raw(const void* data, std::size_t n) { bytes.append(static_cast<const char*>(data), n); }
};

class Unpacker {
  public:
    static constexpr bool is_reading = true;
    explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
    void raw(void* data, std::size_t n) {
        if (n > rest_.size()) throw sim::MachineError("a message between window and worker is cut short");
        if (n > 0) std::memcpy(data, rest_.data(), n);
        rest_.remove_prefix(n);
    }
    std::size_t size() const { return rest_.size(); }

  private:
    std::string_view rest_;
};

template <class T>
concept Plain = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>;

template <class P, Plain T>
void pass(P& p, T& value) {
    p.raw(&value, sizeof value);
}

template <class P, class List>
void pass_size(P& p, List& list) {
    auto n = static_cast<std::uint32_t>(list.size());
    pass(p, n);
    if constexpr (P::is_reading) {
        if (n > p.size()) throw sim::MachineError("a message between window and worker is cut short");
        list.resize(n);
    }
}

template <class P>
void pass(P& p, std::string& text) {
    pass_size(p, text);
    p.raw(text.data(), text.size());
}

template <class P, class T>
void pass(P& p, std::vector<T>& list) {
    pass_size(p, list);
    if constexpr (Plain<T>) {
        p.raw(list.data(), list.size() * sizeof(T));
    } else {
        for (T& one : list)
            pass(p, one);
    }
}

/// One that may be absent.
template <class P, class T>
void pass(P& p, std::shared_ptr<const T>& value) {
    bool is_there = value != nullptr;
    pass(p, is_there);
    if constexpr (P::is_reading) {
        if (!is_there) return;
        auto read = std::make_shared<T>();
        pass(p, *read);
        value = std::move(read);
    } else if (is_there) {
        T copy = *value;
        pass(p, copy);
    }
}

} // namespace viz
