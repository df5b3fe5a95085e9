// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: this model's standin::io::model_traits lack write(model), which gives json;
// expect: see docs/concepts/model_traits.md
#include <standin/io/model_file.hpp>

#include <string>
#include <string_view>

struct model {};

template <>
struct standin::io::model_traits<model> {
  static constexpr std::string_view name = "mine";
  static constexpr int version = 1;
#ifndef SHOULD_FAIL
  static json write(const model&) { return json::object(); }
#endif
  static model read(const json_reader&) { return {}; }
};

int main() {
  return standin::io::write_model_bytes(model{}).empty() ? 1 : 0;
}
