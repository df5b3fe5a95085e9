// SPDX-License-Identifier: MIT
/// \file
/// The least that a model's traits can be, and models whose traits fall short by one row of the concept's table each.
#pragma once

#include "core.hpp"
#include "generator.hpp"

#include <standin/io/model_traits.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standin::archetypes {

struct number_model {
  double number;
};

/// A model of a core that goes to files.
class storable_core_model {
 public:
  explicit storable_core_model(double number) : number_(number) {}
  double number() const { return number_; }
  std::vector<std::uint32_t> layout() const { return {0}; }
  void sample_into(plain_rows& out, random::source, std::uint64_t) const {
    for (double& cell : out.numbers[0]) cell = number_;
  }
  void parameters(auto& visit) const { visit(number_); }

 private:
  double number_;
};

/// The same without `layout`.
struct core_model_without_layout {
  void sample_into(plain_rows& out, random::source from, std::uint64_t row) const;
  void parameters(auto& visit) const { visit(1.0); }
};

struct model_without_traits {};
struct model_without_name {};
struct model_without_version {};
struct model_without_write {};
struct model_without_read {};
struct model_read_as_another {};

}  // namespace standin::archetypes

namespace standin::inline v0_1::io {

/// Nothing but what the table asks for: what converts to name, version and json is enough.
template <>
struct model_traits<archetypes::number_model> {
  struct any_name {
    constexpr operator std::string_view() const { return "number"; }  // NOLINT(google-explicit-constructor)
  };
  static constexpr any_name name{};
  static constexpr short version = 7;
  static double write(const archetypes::number_model& model) { return model.number; }
  static archetypes::number_model read(const json_reader& from) { return {from.number()}; }
};

template <>
struct model_traits<archetypes::storable_core_model> {
  static constexpr std::string_view name = "storable";
  static constexpr int version = 1;
  static json write(const archetypes::storable_core_model& model) { return model.number(); }
  static archetypes::storable_core_model read(const json_reader& from) {
    return archetypes::storable_core_model(from.number());
  }
};

template <>
struct model_traits<archetypes::core_model_without_layout> {
  static constexpr std::string_view name = "no layout";
  static constexpr int version = 1;
  static json write(const archetypes::core_model_without_layout& model);
  static archetypes::core_model_without_layout read(const json_reader& from);
};

template <>
struct model_traits<archetypes::model_without_name> {
  static constexpr int version = 1;
  static json write(const archetypes::model_without_name& model);
  static archetypes::model_without_name read(const json_reader& from);
};

template <>
struct model_traits<archetypes::model_without_version> {
  static constexpr std::string_view name = "x";
  static json write(const archetypes::model_without_version& model);
  static archetypes::model_without_version read(const json_reader& from);
};

template <>
struct model_traits<archetypes::model_without_write> {
  static constexpr std::string_view name = "x";
  static constexpr int version = 1;
  static archetypes::model_without_write read(const json_reader& from);
};

template <>
struct model_traits<archetypes::model_without_read> {
  static constexpr std::string_view name = "x";
  static constexpr int version = 1;
  static json write(const archetypes::model_without_read& model);
};

template <>
struct model_traits<archetypes::model_read_as_another> {
  static constexpr std::string_view name = "x";
  static constexpr int version = 1;
  static json write(const archetypes::model_read_as_another& model);
  static archetypes::number_model read(const json_reader& from);
};

}  // namespace standin::inline v0_1::io
