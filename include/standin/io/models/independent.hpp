// SPDX-License-Identifier: MIT
/// \file
/// Model files of `independent`.
#pragma once

#include <standin/generators/independent/independent.hpp>
#include <standin/io/model_traits.hpp>
#include <standin/io/models/marginals.hpp>

#include <string_view>

namespace standin::inline v0_1::io {

template <storable_model Numbers>
struct model_traits<independent_model<Numbers>> {
  static constexpr auto named = standin::detail::name_with_label<Numbers>("independent");
  static constexpr std::string_view name = named.view();
  static constexpr int version = 1;

  [[nodiscard]] static json write(const independent_model<Numbers>& model) {
    return {{"columns", write_marginals(model.columns())}};
  }

  [[nodiscard]] static independent_model<Numbers> read(const json_reader& from) {
    return independent_model<Numbers>(read_marginals<Numbers, level_marginal>(from["columns"]));
  }
};

}  // namespace standin::inline v0_1::io
