// SPDX-License-Identifier: MIT
/// \file
/// Bytes from a file, a compressed file or standard input.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io {

/// Reads bytes in order; gzip files, known by their first bytes, are read as what they contain.
class input_stream {
 public:
  /// \param path  `-` is standard input
  /// \throws io_error  when it can't be opened, is a directory, or is compressed and the program was built without zlib
  STANDIN_LAZY explicit input_stream(std::string_view path);
  input_stream(input_stream&&) noexcept;
  input_stream& operator=(input_stream&&) noexcept;
  ~input_stream();

  /// Reads up to `size` bytes, fewer only at the end.
  /// \throws io_error      when the bytes can't be read
  /// \throws format_error  when compressed data is damaged or ends too early
  STANDIN_LAZY [[nodiscard]] std::size_t read(char* to, std::size_t size);

  /// How messages call it: the path, or "standard input".
  STANDIN_LAZY [[nodiscard]] const std::string& name() const noexcept;
  STANDIN_LAZY [[nodiscard]] bool compressed() const noexcept;

  /// The bytes in all, where they can be read at any place with `read_at`: a file that is not compressed.
  STANDIN_LAZY [[nodiscard]] std::optional<std::uint64_t> size() const noexcept;

  /// Reads exactly `size` bytes from `offset` on; only where there is a `size()`. Safe to call from several threads.
  /// \throws io_error  when the bytes can't be read, as from a file that was cut short meanwhile
  STANDIN_LAZY void read_at(std::uint64_t offset, char* to, std::size_t size) const;

 private:
  class implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/input_stream.ipp>
#endif
