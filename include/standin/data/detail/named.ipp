// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/named.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/data/named.hpp>

#include <cstddef>
#include <memory>
#include <utility>

namespace standin::inline v0_1 {

STANDIN_INLINE table_view named(const table_view& data, std::vector<std::string> names) {
  if (names.size() != data.schema().size())
    throw schema_error(
        "named",
        "there " + (names.size() == 1 ? std::string("is 1 name") : "are " + std::to_string(names.size()) + " names") +
            " for " + std::to_string(data.schema().size()) + (data.schema().size() == 1 ? " column" : " columns"),
        "give one name a column");
  std::vector<column_spec> specs(data.schema().begin(), data.schema().end());
  std::vector<column_view> columns;
  columns.reserve(specs.size());
  for (std::size_t i = 0; i < specs.size(); ++i) {
    specs[i].name = std::move(names[i]);
    columns.push_back(data.column(i));
  }
  return {data.rows(), table_schema(std::move(specs)), std::move(columns), std::make_shared<const table_view>(data)};
}

}  // namespace standin::inline v0_1
