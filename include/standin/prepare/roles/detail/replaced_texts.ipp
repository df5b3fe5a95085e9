// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/roles/replaced_texts.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/column_role.hpp>
#include <standin/prepare/roles/replaced_texts.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::prepare {

STANDIN_LAZY_INLINE std::string replaced_texts::name() const {
  return "replaced texts " + join(columns);
}

STANDIN_LAZY_INLINE fitted_issue replaced_texts::fit(const table_view& data) const {
  std::vector<detail::planned_issue> planned;
  for (const std::size_t at : detail::places_of(columns, data)) {
    const column_spec& spec = data.schema()[at];
    if (!can_have(spec.kind, column_role::text))
      throw schema_error(concatenate("column ", quoted(spec.name)),
                         concatenate("a ", name_of(spec.kind), " column can't be free text"), "give it another role");
    std::vector<std::string> texts = detail::distinct_texts(data.column(at), spec.name);
    if (texts.empty()) texts.emplace_back("text");
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    planned.push_back({at, learn_made_up_texts(views)});
  }
  return detail::issue_columns(data, std::move(planned));
}

}  // namespace standin::inline v0_1::prepare
