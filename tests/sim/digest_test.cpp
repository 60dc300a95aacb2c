#include "sim/digest.h"

#include <catch2/catch.hpp>
#include <set>
#include <vector>

namespace {

std::vector<unsigned char> sample(std::size_t n) {
    std::vector<unsigned char> bytes(n);
    for (std::size_t i = 0; i < n; ++i)
        bytes[i] = static_cast<unsigned char>(i * 37 + 11);
    return bytes;
}

std::uint64_t digest_of(std::vector<std::vector<int>> columns) {
    sim::Digest digest;
    for (const std::vector<int>& column : columns)
        digest.column(std::span<const int>(column));
    return digest.value();
}

} // namespace

TEST_CASE("the digest has not changed", "[sim][digest][golden]") {
    const auto bytes = sample(1000);
    CHECK(sim::hex(sim::digest_bytes(bytes.data(), 0, 1)) == "4843975a62880a11");
    CHECK(sim::hex(sim::digest_bytes(bytes.data(), 37, 1)) == "9b0e278e963519f0");
    CHECK(sim::hex(sim::digest_bytes(bytes.data(), 1000, 1)) == "296908acde77d97a");
}

TEST_CASE("the digest changes with every single bit", "[sim][digest]") {
    auto bytes = sample(101);
    std::set<std::uint64_t> digests = {sim::digest_bytes(bytes.data(), bytes.size(), 7)};
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        const auto flip = static_cast<unsigned char>(1u << bit % 8);
        bytes[bit / 8] ^= flip;
        digests.insert(sim::digest_bytes(bytes.data(), bytes.size(), 7));
        bytes[bit / 8] ^= flip;
    }
    CHECK(digests.size() == bytes.size() * 8 + 1);
}

TEST_CASE("the digest tells lengths apart even when what is added is zero", "[sim][digest]") {
    const std::vector<unsigned char> zeros(200);
    std::set<std::uint64_t> digests;
    for (std::size_t n = 0; n <= zeros.size(); ++n)
        digests.insert(sim::digest_bytes(zeros.data(), n, 0));
    CHECK(digests.size() == zeros.size() + 1);
}

TEST_CASE("the digest depends on the order and the borders of columns", "[sim][digest]") {
    CHECK(digest_of({{1, 2}, {3}}) != digest_of({{3}, {1, 2}}));
    CHECK(digest_of({{1, 2}, {3}}) != digest_of({{1}, {2, 3}}));
    CHECK(digest_of({{1}}) != digest_of({{1}, {}}));
    CHECK(digest_of({{1, 2}, {3}}) == digest_of({{1, 2}, {3}}));
}

TEST_CASE("the digest does not depend on where the bytes lie", "[sim][digest]") {
    auto bytes = sample(100);
    const auto expected = sim::digest_bytes(bytes.data(), 90, 0);
    std::vector<unsigned char> moved(93);
    std::copy_n(bytes.begin(), 90, moved.begin() + 3);
    CHECK(sim::digest_bytes(moved.data() + 3, 90, 0) == expected);
}

TEST_CASE("hex writes sixteen digits", "[sim][digest]") {
    CHECK(sim::hex(0) == "0000000000000000");
    CHECK(sim::hex(0x0123456789abcdefull) == "0123456789abcdef");
}
