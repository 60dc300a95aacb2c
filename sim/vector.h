#pragma once
/// \file
/// Vectors of 4, 8 or 16 lanes for files that are compiled once an instruction set (accord_isa_sources in CMake).
/// Each lane computes what the plain C++ beside it would, so every width gives the same bits: no fused multiply-add,
/// no platform mathematics, only IEEE operations and integers.
///
/// Such a file may use nothing inline from outside its own namespace: the linker keeps one copy of a shared inline
/// function, and a copy with AVX-512 in it would then run on machines that have none.

#ifndef ACCORD_ISA
#error "ACCORD_ISA names the namespace: compile this file with accord_isa_sources()"
#endif

#include <cstddef>
#include <cstdint>
#if defined(__SSE2__) && !defined(ACCORD_PLAIN_VECTORS)
#define ACCORD_INTRINSICS
#include <immintrin.h>
#elif defined(__wasm_simd128__) && !defined(ACCORD_PLAIN_VECTORS)
#define ACCORD_WASM
#include <wasm_simd128.h>
#endif

#define ACCORD_LANES [[gnu::always_inline]] inline

namespace sim::ACCORD_ISA {

#if defined(__AVX512F__)
inline constexpr std::size_t width = 16;
#elif defined(__AVX2__)
inline constexpr std::size_t width = 8;
#else
inline constexpr std::size_t width = 4;
#endif

/// Vectors of floats, of words without and with sign. +, -, *, <, ?: work lane by lane, a number beside one is spread.
using vf __attribute__((vector_size(4 * width))) = float;
using vu __attribute__((vector_size(4 * width))) = std::uint32_t;
using vi __attribute__((vector_size(4 * width))) = std::int32_t;
using vl __attribute__((vector_size(4 * width))) = std::uint64_t; ///< Half as many lanes, twice as wide.

/// The same value in every lane.
ACCORD_LANES vf splat(float x) { return vf{} + x; }
ACCORD_LANES vu splat(std::uint32_t x) { return vu{} + x; }

/// `width` values of four bytes from or to memory at any address.
template <class V, class T>
ACCORD_LANES V load(const T* from) {
    V v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}
template <class V, class T>
ACCORD_LANES void store(T* to, V v) {
    __builtin_memcpy(to, &v, sizeof v);
}

/// All ones if `is_true`, else 0.
ACCORD_LANES std::uint32_t mask_of(bool is_true) { return 0u - static_cast<std::uint32_t>(is_true); }

/// `a` where `mask` is all ones, `b` where it is 0. For plain loops: a choice without a branch always becomes vectors.
ACCORD_LANES float select_lane(std::uint32_t mask, float a, float b) {
    return __builtin_bit_cast(float, (__builtin_bit_cast(std::uint32_t, a) & mask) |
                                         (__builtin_bit_cast(std::uint32_t, b) & ~mask));
}

/// Lane l: all ones if bit l of `bits` is set, else 0.
ACCORD_LANES vu mask_of_bits(std::uint32_t bits) {
    vu bit{};
    for (std::size_t l = 0; l < width; ++l)
        bit[l] = 1u << l;
    return (vu)((splat(bits) & bit) != 0u);
}

/// Bit l: whether lane l of a mask (all ones or 0) is set.
ACCORD_LANES std::uint32_t bits_of_mask(vu mask) {
#if defined(ACCORD_INTRINSICS) && defined(__AVX512F__)
    return _mm512_movepi32_mask((__m512i)mask);
#elif defined(ACCORD_INTRINSICS) && defined(__AVX2__)
    return static_cast<std::uint32_t>(_mm256_movemask_ps((__m256)mask));
#elif defined(ACCORD_INTRINSICS)
    return static_cast<std::uint32_t>(_mm_movemask_ps((__m128)mask));
#elif defined(ACCORD_WASM)
    return static_cast<std::uint32_t>(wasm_i32x4_bitmask((v128_t)mask));
#else
    std::uint32_t bits = 0;
    for (std::size_t l = 0; l < width; ++l)
        bits |= (mask[l] & 1u) << l;
    return bits;
#endif
}

/// Nearest float to a signed whole number.
ACCORD_LANES vf to_float(vi x) { return __builtin_convertvector(x, vf); }

// Full masks below: g++ 12 warns of uninitialised values inside the unmasked AVX-512 intrinsics (GCC PR105593).

/// Correctly rounded square root.
ACCORD_LANES vf square_root(vf x) {
#if defined(ACCORD_INTRINSICS) && defined(__AVX512F__)
    return (vf)_mm512_maskz_sqrt_ps(0xffff, (__m512)x);
#elif defined(ACCORD_INTRINSICS) && defined(__AVX2__)
    return (vf)_mm256_sqrt_ps((__m256)x);
#elif defined(ACCORD_INTRINSICS)
    return (vf)_mm_sqrt_ps((__m128)x);
#elif defined(ACCORD_WASM)
    return (vf)wasm_f32x4_sqrt((v128_t)x);
#else
    for (std::size_t i = 0; i < width; ++i)
        x[i] = __builtin_sqrtf(x[i]);
    return x;
#endif
}

/// x < low ? low : x, and x > high ? high : x; one instruction each.
ACCORD_LANES vf at_least(float low, vf x) {
#if defined(ACCORD_INTRINSICS) && defined(__AVX512F__)
    return (vf)_mm512_maskz_max_ps(0xffff, (__m512)splat(low), (__m512)x);
#elif defined(ACCORD_INTRINSICS) && defined(__AVX2__)
    return (vf)_mm256_max_ps((__m256)splat(low), (__m256)x);
#elif defined(ACCORD_INTRINSICS)
    return (vf)_mm_max_ps((__m128)splat(low), (__m128)x);
#elif defined(ACCORD_WASM)
    return (vf)wasm_f32x4_pmax((v128_t)x, (v128_t)splat(low));
#else
    return x < splat(low) ? splat(low) : x;
#endif
}
ACCORD_LANES vf at_most(float high, vf x) {
#if defined(ACCORD_INTRINSICS) && defined(__AVX512F__)
    return (vf)_mm512_maskz_min_ps(0xffff, (__m512)splat(high), (__m512)x);
#elif defined(ACCORD_INTRINSICS) && defined(__AVX2__)
    return (vf)_mm256_min_ps((__m256)splat(high), (__m256)x);
#elif defined(ACCORD_INTRINSICS)
    return (vf)_mm_min_ps((__m128)splat(high), (__m128)x);
#elif defined(ACCORD_WASM)
    return (vf)wasm_f32x4_pmin((v128_t)x, (v128_t)splat(high));
#else
    return x > splat(high) ? splat(high) : x;
#endif
}

/// 64-bit product of the low halves.
ACCORD_LANES vl multiply_low_halves(vl a, vl b) {
#if defined(ACCORD_INTRINSICS) && defined(__AVX512F__)
    return (vl)_mm512_maskz_mul_epu32(0xff, (__m512i)a, (__m512i)b);
#elif defined(ACCORD_INTRINSICS) && defined(__AVX2__)
    return (vl)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#elif defined(ACCORD_INTRINSICS)
    return (vl)_mm_mul_epu32((__m128i)a, (__m128i)b);
#elif defined(ACCORD_WASM)
    const v128_t x = wasm_i32x4_shuffle((v128_t)a, (v128_t)a, 0, 2, 0, 2);
    const v128_t y = wasm_i32x4_shuffle((v128_t)b, (v128_t)b, 0, 2, 0, 2);
    return (vl)wasm_u64x2_extmul_low_u32x4(x, y);
#else
    return (a & 0xffffffffu) * (b & 0xffffffffu);
#endif
}

/// The high halves moved to the low ones; what is then in the high halves is of no use. At full width a shuffle is
/// faster than a shift, which would wait for the unit that multiplies.
ACCORD_LANES vl high_halves(vl a) {
#if defined(ACCORD_INTRINSICS) && defined(__AVX512F__)
    return (vl)_mm512_maskz_shuffle_epi32(0xffff, (__m512i)a, _MM_PERM_DDBB);
#else
    return a >> 32;
#endif
}

/// Philox4x32-10 of `width` counters under one key. A block lives in the low half of a 64-bit lane, where its products
/// fit; so the even and the odd blocks run side by side.
struct Words {
    vu w0, w1, w2, w3;
};
/// Every second block, in 64-bit lanes whose high halves hold remains.
struct HalfBlocks {
    vl c0, c1, c2, c3;
};
/// One round of the cipher: two products, their halves crossed over and mixed with the key.
ACCORD_LANES HalfBlocks philox_round(const HalfBlocks& c, std::uint32_t key0, std::uint32_t key1) {
    const vl p0 = multiply_low_halves(c.c0, vl{} + 0xd2511f53ull), p1 = multiply_low_halves(c.c2, vl{} + 0xcd9e8d57ull);
    return {high_halves(p1) ^ c.c1 ^ (vl{} + key0), p1, high_halves(p0) ^ c.c3 ^ (vl{} + key1), p0};
}
/// Low halves of `even` and `odd` in turn.
ACCORD_LANES vu zip(vl even, vl odd) { return (vu)((even & 0xffffffffull) | (odd << 32)); }
ACCORD_LANES Words philox(vu c0, vu c1, vu c2, vu c3, std::uint32_t key0, std::uint32_t key1) {
    HalfBlocks even{(vl)c0, (vl)c1, (vl)c2, (vl)c3};
    HalfBlocks odd{high_halves((vl)c0), high_halves((vl)c1), high_halves((vl)c2), high_halves((vl)c3)};
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
        even = philox_round(even, key0, key1);
        odd = philox_round(odd, key0, key1);
        key0 += 0x9e3779b9u;
        key1 += 0xbb67ae85u;
    }
    return {zip(even.c0, odd.c0), zip(even.c1, odd.c1), zip(even.c2, odd.c2), zip(even.c3, odd.c3)};
}

/// -log(x) for x in (0, 1]: x = 2^k (1 + f), log(1 + f) by the polynomial of Cephes' logf (Moshier).
ACCORD_LANES vf minus_log(vf x) {
    const vu shifted = (vu)x - 0x3f3504f3u; // sqrt(1/2): 1 + f lies between it and sqrt(2)
    const vf k = to_float((vi)shifted >> 23);
    const vf f = (vf)((shifted & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
    const vf square = f * f, fourth = square * square; // pairs of terms side by side: a shorter chain
    const vf low = (f * -2.4999993993e-1f + 3.3333331174e-1f) + (f * -1.6668057665e-1f + 2.0000714765e-1f) * square;
    const vf high = (f * -1.2420140846e-1f + 1.4249322787e-1f) + (f * -1.1514610310e-1f + 1.1676998740e-1f) * square;
    const vf p = low + (high + fourth * 7.0376836292e-2f) * fourth;
    return 0.0f - (k * 0.693147181f + (f + (square * -0.5f + p * f * square)));
}

/// Two standard normals from two words (Box & Muller 1958). The radius comes from 31 bits of `a`, so it reaches 6.66;
/// the angle from `b`: its nearest quarter turn, and the rest by Cephes' polynomials for sine and cosine.
struct Normals {
    vf z1, z2;
};
ACCORD_LANES Normals box_muller(vu a, vu b) {
    const vf x = to_float((vi)(a >> 1)) * 0x1p-31f + 0x1p-32f; // in (0, 1]
    const vf radius = square_root(minus_log(x) * 2.0f);
    const vu quarter = (b + 0x20000000u) >> 30;
    const vf angle = to_float((vi)(b - (quarter << 30))) * 1.46291808e-9f; // 2 pi / 2^32; within an eighth turn
    const vf square = angle * angle;
    const vf sine_rest = (square * -1.9515295891e-4f + 8.3321608736e-3f) * square - 1.6666654611e-1f;
    const vf sine = sine_rest * square * angle + angle;
    const vf cosine_rest = (square * 2.443315711809948e-5f - 1.388731625493765e-3f) * square + 4.166664568298827e-2f;
    const vf cosine = cosine_rest * (square * square) + (square * -0.5f + 1.0f);
    const vi is_odd = (vi)(quarter << 31) < 0;
    const vf c = is_odd ? sine : cosine, s = is_odd ? cosine : sine;
    const vu cosine_sign = ((quarter + 1u) << 30) & 0x80000000u, sine_sign = (quarter << 30) & 0x80000000u;
    return {radius * (vf)((vu)c ^ cosine_sign), radius * (vf)((vu)s ^ sine_sign)};
}

/// Uniform in [0, 1) from the upper 24 bits of a word.
ACCORD_LANES vf unit(vu a) { return to_float((vi)(a >> 8)) * 0x1p-24f; }

/// e^x by Cephes' polynomial: relative error below 2e-7 for |x| <= 20; clamped to e^-87 and e^88 beyond.
/// `exp_lane` is the same for one value, without branches, so that a plain loop over columns becomes vectors.
ACCORD_LANES float exp_lane(float x) {
    x = x < -87.0f ? -87.0f : x;
    x = x > 88.0f ? 88.0f : x;
    const float shifted = x * 1.44269504f + 12582912.0f; // 1.5 * 2^23: the sum rounds to a whole number
    const float k = shifted - 12582912.0f;
    const float r = (x - k * 0.693359375f) - k * -2.12194440e-4f;
    float p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    const float y = p * (r * r) + r + 1.0f;
    return __builtin_bit_cast(float, __builtin_bit_cast(std::uint32_t, y) +
                                         (__builtin_bit_cast(std::uint32_t, shifted) << 23));
}
/// As exp_lane, bit for bit.
ACCORD_LANES vf exp(vf x) {
    x = at_most(88.0f, at_least(-87.0f, x));
    const vf shifted = x * 1.44269504f + 12582912.0f;
    const vf k = shifted - 12582912.0f;
    const vf r = (x - k * 0.693359375f) - k * -2.12194440e-4f;
    vf p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    const vf y = p * (r * r) + r + 1.0f;
    return (vf)((vu)y + ((vu)shifted << 23));
}

} // namespace sim::ACCORD_ISA
