// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/model_file.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/io/csv_dialect_json.hpp>
#include <standin/io/detail/model_checksum.hpp>
#include <standin/io/model_file.hpp>
#include <standin/random/hash.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace standin::inline v0_1::io::detail {

inline constexpr std::string_view format_name = "standin model";
inline constexpr int format_version = 1;

[[nodiscard]] inline std::uint64_t from_hexadecimal(const json_reader& from) {
  const std::string digits = from.text();
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  if (digits.empty() || parsed.ec != std::errc{} || parsed.ptr != digits.data() + digits.size())
    from.fail("a hexadecimal number is expected");
  return number;
}

STANDIN_INLINE std::string frame_model(const model_header& header, json content, json_form form) {
  json csv;
  if (header.csv) csv = dialect_to_json(*header.csv);
  const std::uint64_t checksum = checksum_of(content, header.csv ? &csv : nullptr);
  json document = {{"format", format_name},
                   {"format_version", format_version},
                   {"model", header.model},
                   {"model_version", header.version},
                   {"fingerprint", hexadecimal(header.fingerprint)},
                   {"checksum", hexadecimal(checksum)},
                   {"content", std::move(content)}};
  if (header.csv) document["csv"] = std::move(csv);
  std::string bytes;
  try {
    if (form == json_form::text)
      bytes = document.dump() + "\n";
    else
      json::to_cbor(document, bytes);
  } catch (const json::type_error&) {
    throw format_error("model file", "the name of a column or of a level is not valid UTF-8",
                       "convert the names, or write CBOR");
  }
  if (bytes.size() > json_limits{}.bytes)
    throw format_error(
        "model file",
        "it would have " + to_text(bytes.size()) + " bytes, of which " + to_text(json_limits{}.bytes) + " can be read",
        "fit a smaller model");
  return bytes;
}

STANDIN_INLINE framed_model unframe_model(std::string_view bytes, json_form form, std::string_view where) {
  framed_model file{.document = parse_json(bytes, form, where)};
  const json_reader root(file.document, std::string(where));
  if (!root.has("format") || !root.has("format_version") || root["format"].text() != format_name)
    throw format_error(where, "it holds no model", "give a file that write_model wrote");
  if (const int version = root["format_version"].integer<int>(); version != format_version)
    throw format_error(
        where, "it has format version " + to_text(version) + ", this library reads version " + to_text(format_version),
        "read it with the version that wrote it, or fit again");
  file.header = {.model = root["model"].text(),
                 .version = root["model_version"].integer<int>(),
                 .fingerprint = from_hexadecimal(root["fingerprint"])};
  const json* const csv = root.has("csv") ? &file.document["csv"] : nullptr;
  const std::size_t members = csv != nullptr ? 8 : 7;
  if (file.document.size() != members || !root.has("content")) root.fail("it has other members than a model file");
  if (checksum_of(file.document["content"], csv) != from_hexadecimal(root["checksum"])) fail_on_fingerprint(where);
  if (csv != nullptr) file.header.csv = dialect_from_json(root["csv"]);
  return file;
}

STANDIN_INLINE json_form form_of(std::string_view path) noexcept {
  return path.ends_with(".cbor") ? json_form::cbor : json_form::text;
}

STANDIN_INLINE void fail_on_version(const model_header& header, int known, std::string_view where) {
  throw format_error(where,
                     "its " + quoted(header.model) + " has version " + to_text(header.version) +
                         ", this library reads version " + to_text(known),
                     "read it with the version that wrote it, or fit again");
}

STANDIN_INLINE void fail_on_fingerprint(std::string_view where) {
  throw format_error(where, "its content does not match its fingerprint, so it was changed or damaged",
                     "fit again, or get the original file");
}

STANDIN_INLINE void fail_on_model(const model_header& header, std::string_view known, std::string_view where) {
  throw format_error(where, "it holds a model named " + quoted(header.model),
                     "models known here: " + std::string(known));
}

}  // namespace standin::inline v0_1::io::detail
