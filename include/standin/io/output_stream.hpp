// SPDX-License-Identifier: MIT
/// \file
/// Bytes to a file, a compressed file or standard output.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io {

/// Writes pieces of bytes, each of them whole or not at all where the system lets a file be cut off.
///
/// A path that ends in `.gz` is compressed, each piece as a member of its own: same pieces, same file.
class output_stream {
 public:
  /// An existing file loses its contents. \param path  `-` is standard output
  /// \throws io_error  when it can't be opened, or is to be compressed and the program was built without zlib
  STANDIN_LAZY explicit output_stream(std::string_view path);
  output_stream(output_stream&&) noexcept;
  output_stream& operator=(output_stream&&) noexcept;
  /// Closes without complaint; `close` tells what went wrong.
  ~output_stream();

  /// Whether pieces are compressed.
  STANDIN_LAZY [[nodiscard]] bool compressed() const noexcept;
  /// How messages call it: the path, or "standard output".
  STANDIN_LAZY [[nodiscard]] const std::string& name() const noexcept;

  /// The bytes that stand for a piece in the file. Safe to call from several threads; `write` takes them in order.
  STANDIN_LAZY [[nodiscard]] std::string encode(std::string_view piece) const;

  /// Writes a piece that was encoded. When the system takes a part of it only, the file is cut back to where it was.
  /// \throws io_error  when it could not be written; nothing can be written from then on
  STANDIN_LAZY void write(std::string_view encoded);

  /// \throws io_error  when the system reports that something could not be written
  STANDIN_LAZY void close();

 private:
  class implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/output_stream.ipp>
#endif
