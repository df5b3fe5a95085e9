// SPDX-License-Identifier: MIT
/// \file
/// How trees over codes are written and read.
#pragma once

#include <standin/io/detail/histogram_tree_json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io::detail {

STANDIN_INLINE json write_tree(const histogram_tree& tree) {
  json nodes = json::array();
  for (const tree_node& node : tree.nodes()) {
    if (node.child == 0) {
      nodes.push_back(json::array({node.content}));
    } else if (node.levels) {
      json codes = json::array();
      for (unsigned code = 0; code < 256; ++code)
        if (tree.goes_left(node, static_cast<std::uint8_t>(code))) codes.push_back(code);
      nodes.push_back(json::array({node.child, node.column, std::move(codes)}));
    } else {
      nodes.push_back(json::array({node.child, node.column, node.threshold, node.shift}));
    }
  }
  return nodes;
}

STANDIN_INLINE histogram_tree read_tree(const json_reader& from, std::size_t columns) {
  const std::vector<json_reader> elements = from.elements();
  if (elements.empty()) from.fail("a tree needs a node");
  std::vector<tree_node> nodes;
  std::vector<histogram_tree::code_set> sets;
  std::vector<bool> seen;
  for (const json_reader& element : elements) {
    const std::vector<json_reader> parts = element.elements();
    tree_node node;
    if (parts.size() == 1) {
      node.content = parts[0].integer<std::uint32_t>(0, static_cast<std::uint32_t>(elements.size() - 1));
      if (seen.size() <= node.content) seen.resize(node.content + std::size_t{1}, false);
      if (seen[node.content]) element.fail("two leaves have the same number");
      seen[node.content] = true;
    } else if (parts.size() == 3 || parts.size() == 4) {
      // Children come later than their parents, so that every way ends.
      node.child = parts[0].integer<std::uint32_t>(static_cast<std::uint32_t>(nodes.size() + 1));
      if (node.child + std::size_t{1} >= elements.size()) element.fail("the node leads nowhere");
      node.column = parts[1].integer<std::uint32_t>();
      if (node.column >= columns) element.fail("the question is about a column that isn't there");
      if (parts.size() == 3) {
        node.levels = true;
        node.content = static_cast<std::uint32_t>(sets.size());
        sets.push_back({});
        for (const json_reader& code : parts[2].elements()) {
          const auto bit = code.integer<std::uint8_t>();
          sets.back()[bit >> 6U] |= std::uint64_t{1} << (bit & 63U);
        }
      } else {
        node.threshold = parts[2].integer<std::uint8_t>();
        node.shift = parts[3].integer<std::uint8_t>(0, 1);
      }
    } else {
      element.fail("a node is a leaf's number, or three or four parts of a question");
    }
    nodes.push_back(node);
  }
  if (std::find(seen.begin(), seen.end(), false) != seen.end()) from.fail("a leaf's number is left out");
  return {std::move(nodes), std::move(sets), seen.size()};
}

}  // namespace standin::inline v0_1::io::detail
