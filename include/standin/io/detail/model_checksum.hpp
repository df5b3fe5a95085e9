// SPDX-License-Identifier: MIT
/// \file
/// The checksum in a model file, which tells files that were changed since they were written.
#pragma once

#include <standin/core/error.hpp>
#include <standin/io/json_reader.hpp>
#include <standin/random/hash.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io::detail {

[[nodiscard]] inline std::string hexadecimal(std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
  return {digits.data(), end};
}

/// Hashes a value with all in it, in either form of file alike.
/// \throws format_error  when it can't be written so that it can be read
inline void hash_json(random::hasher& hash, const json& value, std::size_t depth) {
  if (depth > json_limits{}.depth)
    throw format_error("model file", "its content is nested too deeply", "store it in flat arrays");
  switch (value.type()) {
    case json::value_t::object:
      hash.add(1).add(value.size());
      for (const auto& [key, member] : value.items()) {
        hash.add(std::string_view(key));
        hash_json(hash, member, depth + 1);
      }
      break;
    case json::value_t::array:
      hash.add(2).add(value.size());
      for (const json& element : value) hash_json(hash, element, depth + 1);
      break;
    case json::value_t::string: hash.add(3).add(std::string_view(value.get_ref<const std::string&>())); break;
    case json::value_t::boolean: hash.add(4).add(value.get<bool>() ? 1 : 0); break;
    case json::value_t::number_integer: hash.add(5).add(value.get<std::int64_t>()); break;
    case json::value_t::number_unsigned: hash.add(5).add(value.get<std::uint64_t>()); break;
    case json::value_t::number_float:
      if (!std::isfinite(value.get<double>()))
        throw format_error("model file", "a number in its content is not finite", "store numbers that are");
      hash.add(6).add(value.get<double>());
      break;
    case json::value_t::null:
    case json::value_t::binary:
    case json::value_t::discarded: hash.add(7); break;
  }
}

/// \param beside  what stands beside the content, if anything does
[[nodiscard]] inline std::uint64_t checksum_of(const json& content, const json* beside = nullptr) {
  random::hasher hash;
  hash_json(hash, content, 1);
  if (beside != nullptr) hash_json(hash, *beside, 1);
  return hash.value();
}

}  // namespace standin::inline v0_1::io::detail
