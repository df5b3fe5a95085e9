// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: to go to a model file a core's model needs layout() const, which gives for each plain column
// expect: the number of its levels, 0 for numbers; see docs/concepts/model_traits.md
#include <standin/io/model_file.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

struct own_model {
  void sample_into(standin::plain_rows&, standin::random::source, std::uint64_t) const {}
  void parameters(auto&&) const {}
#ifndef SHOULD_FAIL
  std::vector<std::uint32_t> layout() const { return {}; }
#endif
};

template <>
struct standin::io::model_traits<own_model> {
  static constexpr std::string_view name = "mine";
  static constexpr int version = 1;
  static json write(const own_model&) { return json::object(); }
  static own_model read(const json_reader&) { return {}; }
};

void write(const standin::prepared_model<own_model>& model) {
  standin::io::write_model(model, "model.json");
}

int main() {}
