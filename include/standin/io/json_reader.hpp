// SPDX-License-Identifier: MIT
/// \file
/// JSON that is not trusted: bounded parsing, and access that says where something is wrong.
#pragma once

#include <standin/config.hpp>

#include <nlohmann/json.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io {

using json = nlohmann::json;

/// What a file may cost at most.
struct json_limits {
  std::size_t bytes = std::size_t{1} << 28;  ///< of the file
  std::size_t depth = 32;                    ///< of arrays and objects within each other
};

/// How JSON is written down.
enum class json_form { text, cbor };

/// Parses bytes that may be anything.
///
/// Of CBOR it takes what JSON can say too, with lengths that are given: no tags, byte strings or endless items.
/// \param where  the file, for errors
/// \throws format_error  when they are not JSON (or CBOR), too many, nested too deeply, or something follows them
[[nodiscard]] json parse_json(std::string_view bytes, json_form form, std::string_view where,
                              const json_limits& limits = {});

/// A value in a document, and the way to it. All that doesn't fit throws a `format_error` that names the way.
///
/// Refers to the document, which must outlive it. A copy is cheap.
class json_reader {
 public:
  /// \param where  the file, for errors
  json_reader(const json& value, std::string where)
      : value_(&value), way_(std::make_shared<const step>(step{nullptr, std::move(where)})) {}

  /// The member of an object.
  [[nodiscard]] json_reader operator[](std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const;

  /// The elements of an array.
  [[nodiscard]] std::vector<json_reader> elements() const;
  /// The elements of an array of finite numbers.
  [[nodiscard]] std::vector<double> numbers() const;

  [[nodiscard]] bool is_null() const noexcept { return value_->is_null(); }
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] std::string text() const;
  /// A finite number.
  [[nodiscard]] double number() const;
  /// A whole number from `least` to `most`.
  template <std::integral Integer>
  [[nodiscard]] Integer integer(Integer least = std::numeric_limits<Integer>::min(),
                                Integer most = std::numeric_limits<Integer>::max()) const {
    const auto checked = [&](auto n) {
      if (!std::in_range<Integer>(n) || static_cast<Integer>(n) < least || static_cast<Integer>(n) > most)
        fail("a whole number from " + std::to_string(least) + " to " + std::to_string(most) + " is expected");
      return static_cast<Integer>(n);
    };
    if (value_->is_number_unsigned()) return checked(value_->get<std::uint64_t>());
    if (value_->is_number_integer()) return checked(value_->get<std::int64_t>());
    fail("a whole number is expected");
  }

  /// The file, and the keys and places on the way: "adult.model.json/content/core/columns/3".
  [[nodiscard]] std::string where() const;
  [[noreturn]] void fail(std::string_view found) const;

 private:
  struct step {
    std::shared_ptr<const step> above;  ///< null for the file
    std::string name;
  };
  static constexpr std::size_t no_element = static_cast<std::size_t>(-1);

  json_reader(const json& value, std::shared_ptr<const step> way, std::size_t place)
      : value_(&value), way_(std::move(way)), place_(place) {}

  [[nodiscard]] std::shared_ptr<const step> way() const;

  const json* value_;
  std::shared_ptr<const step> way_;  ///< to the value, or to the array that it is an element of
  std::size_t place_ = no_element;   ///< in that array
};

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/json_reader.ipp>
#endif
