// SPDX-License-Identifier: MIT
/// \file
/// Fitted models in files: JSON, or CBOR where the file's name ends in ".cbor".
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/any.hpp>
#include <standin/generators/prepared.hpp>
#include <standin/generators/registry.hpp>
#include <standin/io/csv_dialect.hpp>
#include <standin/io/form_json.hpp>
#include <standin/io/model_traits.hpp>
#include <standin/io/whole_file.hpp>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail {

template <class M>
concept has_layout = requires(const M& m) {
  { m.layout() } -> std::convertible_to<std::vector<std::uint32_t>>;
};

}  // namespace detail

/// Whatever core it has, a prepared model is its table's form and the core's own content.
///
/// Beside its `model_traits` a core's model needs `m.layout()`: for each plain column the number of its levels, 0 for
/// numbers. The file's core must fit the file's table.
template <class Core>
struct model_traits<prepared_model<Core>> {
  using core_traits = model_traits<typename detail::checked_storable<Core>::type>;
  static_assert(detail::has_layout<Core>,
                "standin: to go to a model file a core's model needs layout() const, which gives for each plain column "
                "the number of its levels, 0 for numbers; see docs/concepts/model_traits.md");

  static constexpr std::string_view name{core_traits::name};
  static constexpr int version = core_traits::version;

  [[nodiscard]] static json write(const prepared_model<Core>& model) {
    return {{"preparation", form_to_json(model.form())}, {"core", core_traits::write(model.core())}};
  }

  [[nodiscard]] static prepared_model<Core> read(const json_reader& from) {
    prepare::table_form form = form_from_json(from["preparation"]);
    Core core = core_traits::read(from["core"]);
    const std::vector<std::uint32_t> layout = core.layout();
    const std::span<const std::uint32_t> levels = form.prepared().plain_levels();
    if (!std::equal(layout.begin(), layout.end(), levels.begin(), levels.end()))
      from["core"].fail("it does not fit the columns of the table");
    return {std::move(form), std::move(core)};
  }
};

/// What stands at the head of a model file.
struct model_header {
  std::string model{};            ///< `model_traits::name`
  int version = 0;                ///< `model_traits::version`
  std::uint64_t fingerprint = 0;  ///< of a model that has one, otherwise 0
  /// What the CSV file looked like that the model was fitted to, so that its rows can be written alike; optional.
  std::optional<csv_dialect> csv{};
};

namespace detail {

/// Puts the head before a model's content and the whole into bytes.
/// \throws format_error    when the file could not be read again: a name is not UTF-8 (JSON only), a number not finite,
///                         it is nested too deeply or too long
/// \throws invalid_option  when no CSV file can have the dialect
[[nodiscard]] std::string frame_model(const model_header& header, json content, json_form form);

/// A parsed file, and its head.
struct framed_model {
  json document;
  model_header header{};
};

/// \throws format_error  when the bytes are no model file, of another version of the format, or damaged
[[nodiscard]] framed_model unframe_model(std::string_view bytes, json_form form, std::string_view where);

[[nodiscard]] json_form form_of(std::string_view path) noexcept;
[[noreturn]] void fail_on_version(const model_header& header, int known, std::string_view where);
[[noreturn]] void fail_on_fingerprint(std::string_view where);
[[noreturn]] void fail_on_model(const model_header& header, std::string_view known, std::string_view where);

template <class M>
[[nodiscard]] std::uint64_t fingerprint_of(const M& model) {
  if constexpr (requires {
                  { model.fingerprint() } -> std::same_as<std::uint64_t>;
                })
    return model.fingerprint();
  else
    return 0;
}

/// \param header  filled in where it is not null
template <class M>
[[nodiscard]] M model_in(const framed_model& file, std::string_view where, model_header* header) {
  if (file.header.version != model_traits<M>::version) fail_on_version(file.header, model_traits<M>::version, where);
  M model = model_traits<M>::read(json_reader(file.document, std::string(where))["content"]);
  if (fingerprint_of(model) != file.header.fingerprint) fail_on_fingerprint(where);
  if (header != nullptr) *header = file.header;
  return model;
}

template <class M>
constexpr void require_known_model() {
  static_assert(!std::same_as<M, any_model>,
                "standin: only a registry knows what an any_model holds: call write_model(registry, model, path) or "
                "read_model(registry, path); see docs/concepts/model_traits.md");
}

}  // namespace detail

/// The model as the bytes of a file: the same model, the same bytes.
/// \tparam Model  models `storable_model`
/// \param csv  what the CSV file looked like that it was fitted to
/// \throws format_error    when a name of a column or level is not UTF-8, and the form is text
/// \throws invalid_option  when the delimiter is a quote, a line end, NUL or not ASCII
template <class Model>
[[nodiscard]] std::string write_model_bytes(const Model& model, json_form form = json_form::text,
                                            const std::optional<csv_dialect>& csv = {}) {
  detail::require_known_model<Model>();
  using traits = model_traits<typename detail::checked_storable<Model>::type>;
  return detail::frame_model({.model = std::string(traits::name),
                              .version = traits::version,
                              .fingerprint = detail::fingerprint_of(model),
                              .csv = csv},
                             traits::write(model), form);
}

/// Reads the bytes of a file, which may be anything.
/// \tparam Model  models `storable_model`
/// \param where   names them in errors
/// \param header  where what stands at their head goes, if anywhere
/// \throws format_error  when they are no file of this model in this version, or were changed since they were written
template <class Model>
[[nodiscard]] std::remove_cv_t<Model> read_model_bytes(std::string_view bytes, json_form form = json_form::text,
                                                       std::string_view where = "model",
                                                       model_header* header = nullptr) {
  using model = std::remove_cv_t<Model>;
  detail::require_known_model<model>();
  using traits = model_traits<typename detail::checked_storable<model>::type>;
  const detail::framed_model file = detail::unframe_model(bytes, form, where);
  if (const std::string_view name = traits::name; file.header.model != name)
    detail::fail_on_model(file.header, name, where);
  return detail::model_in<model>(file, where, header);
}

/// Writes a model. An existing file is replaced when the whole new one is written, and stays as it is when that fails.
/// \param path  ends in `.cbor` for CBOR; `-` is standard output
/// \param csv   as above
/// \throws io_error      when it can't be written
/// \throws format_error, invalid_option  as above
template <class Model>
void write_model(const Model& model, const std::string& path, const std::optional<csv_dialect>& csv = {}) {
  write_whole_file(path, write_model_bytes(model, detail::form_of(path), csv));
}

/// \throws io_error      when it can't be read
/// \throws format_error  when it is no file of this model in this version, or was changed since it was written
template <class Model>
[[nodiscard]] std::remove_cv_t<Model> read_model(const std::string& path, model_header* header = nullptr) {
  return read_model_bytes<Model>(read_whole_file(path, json_limits{}.bytes), detail::form_of(path), path, header);
}

/// The bytes of a file with a model that one of the registry's generators fitted.
/// \throws invalid_option  when it is not of those
/// \throws format_error    as above
template <class... Generators>
[[nodiscard]] std::string write_model_bytes(const registry<Generators...>&, const any_model& model,
                                            json_form form = json_form::text,
                                            const std::optional<csv_dialect>& csv = {}) {
  std::optional<std::string> bytes;
  registry<Generators...>::visit_models([&]<class Model>() {
    const Model* target = model.target<Model>();
    if (target != nullptr && !bytes) bytes = write_model_bytes(*target, form, csv);
  });
  if (!bytes)
    throw invalid_option("write_model", "the model is not of a generator in the registry", "add its generator");
  return *std::move(bytes);
}

/// Reads whichever of the registry's models the bytes hold.
/// \throws format_error  as above
template <class... Generators>
[[nodiscard]] any_model read_model_bytes(const registry<Generators...>&, std::string_view bytes,
                                         json_form form = json_form::text, std::string_view where = "model",
                                         model_header* header = nullptr) {
  const detail::framed_model file = detail::unframe_model(bytes, form, where);
  std::optional<any_model> found;
  std::string known;
  registry<Generators...>::visit_models([&]<class Model>() {
    detail::require_known_model<Model>();
    using traits = model_traits<typename detail::checked_storable<Model>::type>;
    const std::string_view name = traits::name;
    if (!known.empty()) known += ", ";
    known += name;
    if (!found && file.header.model == name) found.emplace(detail::model_in<Model>(file, where, header));
  });
  if (!found) detail::fail_on_model(file.header, known, where);
  return *std::move(found);
}

/// Writes a model that one of the registry's generators fitted.
/// \throws invalid_option          when it is not of those
/// \throws io_error, format_error  as above
template <class... Generators>
void write_model(const registry<Generators...>& known, const any_model& model, const std::string& path,
                 const std::optional<csv_dialect>& csv = {}) {
  write_whole_file(path, write_model_bytes(known, model, detail::form_of(path), csv));
}

/// Reads a model that one of the registry's generators fitted.
/// \throws io_error, format_error  as above
template <class... Generators>
[[nodiscard]] any_model read_model(const registry<Generators...>& known, const std::string& path,
                                   model_header* header = nullptr) {
  return read_model_bytes(known, read_whole_file(path, json_limits{}.bytes), detail::form_of(path), path, header);
}

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/model_file.ipp>
#endif
