// SPDX-License-Identifier: MIT
//
// Any bytes as a model file, JSON where they begin with a brace and CBOR otherwise: a sentence, or a model that
// samples, and is written and read again as the same one. A checksum would keep all changes from the readers behind it,
// so these get the content on its own, too. The corpus are files of `independent`, `trees` and `forest` fitted to
// tables of a few rows; those of the last two are the fixtures of tests/io/models.
#include <standin/core/error.hpp>
#include <standin/generators/forest/forest.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/forest.hpp>
#include <standin/io/models/independent.hpp>
#include <standin/io/models/trees.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace standin;

void expect(bool holds) {
  if (!holds) std::abort();
}

template <class Model>
void use(const Model& model) {
  const table fake = model.sample(70, {.seed = 1, .first_row = 30});
  expect(fake.rows() == 70 && fake.schema() == model.schema());
  for (std::size_t c = 0; c < fake.schema().size(); ++c)
    for (std::size_t row = 0; row < fake.rows(); ++row) {
      static_cast<void>(fake.column(c).number(row));
      static_cast<void>(fake.column(c).text(row));
    }
  const std::string bytes = io::write_model_bytes(model, io::json_form::cbor);
  expect(io::read_model_bytes<Model>(bytes, io::json_form::cbor).fingerprint() == model.fingerprint());
}

/// The bytes as a file of this model, and their content as one whatever the checksum and the name say.
template <class Model>
void read(std::string_view bytes, io::json_form form) {
  try {
    use(io::read_model_bytes<Model>(bytes, form, "input"));
  } catch (const error&) {
  }
  try {
    const io::json document = io::parse_json(bytes, form, "input");
    const io::json_reader root(document, "input");
    use(io::model_traits<Model>::read(root.has("content") ? root["content"] : root));
  } catch (const error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const io::json_form form = bytes.starts_with('{') ? io::json_form::text : io::json_form::cbor;
  read<fitted_t<independent<>>>(bytes, form);
  read<fitted_t<trees<>>>(bytes, form);
  read<fitted_t<forest<>>>(bytes, form);
  return 0;
}
