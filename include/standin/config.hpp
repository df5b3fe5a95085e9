// SPDX-License-Identifier: MIT
/// \file
/// How the library is built, and what the compiler offers. The only place where a compiler extension may be used.
#pragma once

/// Stands before each function body in a `detail/*.ipp` file.
///
/// Header-only, the default: `inline`, and each header brings its bodies along. With `STANDIN_COMPILED` defined, which
/// the CMake target `standin::compiled` does, the bodies are built once in that target's library instead.
/// Never mix the two in one program.
#if defined(STANDIN_COMPILED)
#define STANDIN_INLINE
#else
#define STANDIN_INLINE inline
#endif

/// Stands before the declaration of a function that not every program calls and that costs much to compile, and
/// `STANDIN_LAZY_INLINE`, in place of `STANDIN_INLINE`, before its body.
///
/// Header-only, the function becomes a template with nothing to deduce: it is called as ever, and what its body needs
/// of other templates is made only in a program that calls it. So its address can't be taken by its name alone.
#if defined(STANDIN_COMPILED)
#define STANDIN_LAZY
#define STANDIN_LAZY_INLINE
#else
#define STANDIN_LAZY template <int = 0>
#define STANDIN_LAZY_INLINE template <int>
#endif

/// Before a pointer's name: what it points to is reached by no other pointer of the function.
#define STANDIN_RESTRICT __restrict

/// Before a function that is worth a second copy for vectors of eight floats, which is called only where
/// `standin::detail::has_wide_vectors()`; what it calls is made part of it. `STANDIN_HAS_WIDE_VECTORS` is 1 where that
/// copy differs from the first.
#if defined(__GNUC__) && defined(__x86_64__) && !defined(__AVX2__)
#define STANDIN_HAS_WIDE_VECTORS 1
#define STANDIN_WIDE_VECTORS __attribute__((target("avx2"), flatten))
#else
#define STANDIN_HAS_WIDE_VECTORS 0
#define STANDIN_WIDE_VECTORS
#endif

/// 1 where `standin::detail::uint128` exists, which gives the same results as the portable code, faster.
#if defined(__SIZEOF_INT128__)
#define STANDIN_HAS_INT128 1
#else
#define STANDIN_HAS_INT128 0
#endif

#if STANDIN_HAS_INT128
namespace standin::inline v0_1::detail {

__extension__ typedef unsigned __int128 uint128;  // NOLINT(modernize-use-using): `using` would warn

}  // namespace standin::inline v0_1::detail
#endif

namespace standin::inline v0_1::detail {

/// Whether the processor has vectors that the program wasn't compiled for.
[[nodiscard]] inline bool has_wide_vectors() noexcept {
#if STANDIN_HAS_WIDE_VECTORS
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

}  // namespace standin::inline v0_1::detail
