// SPDX-License-Identifier: MIT
/// \file
/// A file of the operating system, open for reading or for writing.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io {

/// Owns an open file. `-` is standard input or standard output, which is not closed.
///
/// Where the system has no POSIX files `size()` is empty and nothing can be cut off.
class file_handle {
 public:
  /// \throws io_error  when it can't be opened or is a directory
  [[nodiscard]] static file_handle open_to_read(std::string_view path);
  /// An existing file loses its contents.
  /// \throws io_error  when it can't be opened
  [[nodiscard]] static file_handle open_to_write(std::string_view path);

  file_handle(file_handle&& other) noexcept;
  file_handle& operator=(file_handle&& other) noexcept;
  ~file_handle();

  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// The size of a regular file that is open for reading.
  [[nodiscard]] std::optional<std::uint64_t> size() const noexcept { return size_; }

  /// Up to `size` bytes from the place where the last call ended, 0 at the end. \throws io_error
  [[nodiscard]] std::size_t read(char* to, std::size_t size);

  /// Exactly `size` bytes from `offset` on, of a file that has a `size()`. \throws io_error
  void read_at(std::uint64_t offset, char* to, std::size_t size) const;

  /// Writes as many bytes as the system takes; fewer than `size` when it takes no more, and then `reason` says why.
  [[nodiscard]] std::size_t write(const char* from, std::size_t size, std::string& reason);

  /// Cuts a regular file off; of what can't be cut, as of a pipe, nothing is lost. False then.
  bool truncate(std::uint64_t size) noexcept;

  /// Closes; false when the system reports that something could not be written, and then `reason` says what.
  bool close(std::string& reason) noexcept;

 private:
  explicit file_handle(std::string name) : name_(std::move(name)) {}

  std::string name_;
  std::optional<std::uint64_t> size_{};
  int descriptor_ = -1;     ///< POSIX
  void* stream_ = nullptr;  ///< a `std::FILE*` elsewhere
  bool owned_ = false;
};

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/file_handle.ipp>
#endif
