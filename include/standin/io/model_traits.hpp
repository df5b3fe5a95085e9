// SPDX-License-Identifier: MIT
/// \file
/// How a model is written to a file and read back: the contract that a model's own header fulfils.
#pragma once

#include <standin/io/json_reader.hpp>

#include <concepts>
#include <string_view>

namespace standin::inline v0_1::io {

/// Teaches model files a model. Specialise it for the model that your core fits, in a header of its own, so that who
/// writes no files pays for no JSON.
///
/// | expression                   | result             | semantics |
/// |------------------------------|--------------------|----------------------------------------------------------------|
/// | `model_traits<M>::name`      | `std::string_view` | names the model in the file; never changes | |
/// `model_traits<M>::version`   | `int`              | of what `write` gives; `read` takes this one                   |
/// | `model_traits<M>::write(m)`  | `json`             | all that `m` knows, and no row of the data | |
/// `model_traits<M>::read(r)`   | `M`                | equal to what was written; `format_error` for anything else    |
///
/// `read` gets a `json_reader`, whose every access is checked; it must never trust a count, an order or a range.
/// Numbers must be finite, and nested at most 28 levels deep.
template <class M>
struct model_traits;

namespace detail {

template <class M>
concept has_model_traits = requires { sizeof(model_traits<M>); };

template <class M>
concept names_model = requires {
  { model_traits<M>::name } -> std::convertible_to<std::string_view>;
};

template <class M>
concept has_model_version = requires {
  { model_traits<M>::version } -> std::convertible_to<int>;
};

template <class M>
concept writes_model = requires(const M& m) {
  { model_traits<M>::write(m) } -> std::convertible_to<json>;
};

template <class M>
concept reads_model = requires(const json_reader& from) {
  { model_traits<M>::read(from) } -> std::same_as<M>;
};

}  // namespace detail

/// A model that can be written to a file.
template <class M>
concept storable_model = detail::has_model_traits<M> && detail::names_model<M> && detail::has_model_version<M> &&
                         detail::writes_model<M> && detail::reads_model<M>;

namespace detail {

/// Says what a model lacks.
template <class M, bool = has_model_traits<M>>
struct checked_storable {
  static_assert(names_model<M>,
                "standin: this model's standin::io::model_traits lack name, a std::string_view; see "
                "docs/concepts/model_traits.md");
  static_assert(has_model_version<M>,
                "standin: this model's standin::io::model_traits lack version, an int; see "
                "docs/concepts/model_traits.md");
  static_assert(writes_model<M>,
                "standin: this model's standin::io::model_traits lack write(model), which gives json; see "
                "docs/concepts/model_traits.md");
  static_assert(reads_model<M>,
                "standin: this model's standin::io::model_traits lack read(reader), which gives the model; see "
                "docs/concepts/model_traits.md");
  using type = M;
};

template <class M>
struct checked_storable<M, false> {
  static_assert(has_model_traits<M>,
                "standin: model files don't know this model: include its header, <standin/io/models/….hpp>, or "
                "specialise standin::io::model_traits for it; see docs/concepts/model_traits.md");
  using type = M;
};

}  // namespace detail

}  // namespace standin::inline v0_1::io
