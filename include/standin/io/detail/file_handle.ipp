// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/file_handle.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/detail/file_handle.hpp>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#if defined(_WIN32)
#include <cstdio>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace standin::inline v0_1::io {

namespace detail {

STANDIN_LAZY [[nodiscard]] inline std::string system_reason() {
  return std::generic_category().message(errno);
}

STANDIN_LAZY [[nodiscard]] inline io_error not_opened(const std::string& name, std::string_view to_do) {
  const int why = errno;
  std::string found = "it can't be opened for " + std::string(to_do) + ": " + system_reason();
  if (why == ENOENT && to_do == "reading") return io_error(name, "there is no such file", "check the path");
  if (why == ENOENT) return io_error(name, "its folder does not exist", "make the folder first");
  if (why == EISDIR) return io_error(name, "it is a directory", "name a file");
  if (why == EACCES) return io_error(name, found, "check the permissions");
  return io_error(name, found);
}

}  // namespace detail

STANDIN_INLINE file_handle::file_handle(file_handle&& other) noexcept
    : name_(std::move(other.name_)),
      size_(other.size_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      stream_(std::exchange(other.stream_, nullptr)),
      owned_(std::exchange(other.owned_, false)) {}

STANDIN_INLINE file_handle& file_handle::operator=(file_handle&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(size_, other.size_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(stream_, other.stream_);
  std::swap(owned_, other.owned_);
  return *this;
}

STANDIN_INLINE file_handle::~file_handle() {
  std::string unheard;
  close(unheard);
}

#if defined(_WIN32)

STANDIN_INLINE file_handle file_handle::open_to_read(std::string_view path) {
  file_handle opened(path == "-" ? "standard input" : std::string(path));
  opened.owned_ = path != "-";
  opened.stream_ = opened.owned_ ? std::fopen(opened.name_.c_str(), "rb") : stdin;
  if (opened.stream_ == nullptr) throw detail::not_opened(opened.name_, "reading");
  return opened;
}

STANDIN_INLINE file_handle file_handle::open_to_write(std::string_view path) {
  file_handle opened(path == "-" ? "standard output" : std::string(path));
  opened.owned_ = path != "-";
  opened.stream_ = opened.owned_ ? std::fopen(opened.name_.c_str(), "wb") : stdout;
  if (opened.stream_ == nullptr) throw detail::not_opened(opened.name_, "writing");
  return opened;
}

STANDIN_INLINE std::size_t file_handle::read(char* to, std::size_t size) {
  const std::size_t done = std::fread(to, 1, size, static_cast<std::FILE*>(stream_));
  if (done < size && std::ferror(static_cast<std::FILE*>(stream_)) != 0)
    throw io_error(name_, "it can't be read: " + detail::system_reason());
  return done;
}

STANDIN_INLINE void file_handle::read_at(std::uint64_t, char*, std::size_t) const {
  throw io_error(name_, "it can only be read in order");
}

STANDIN_INLINE std::size_t file_handle::write(const char* from, std::size_t size, std::string& reason) {
  const std::size_t done = std::fwrite(from, 1, size, static_cast<std::FILE*>(stream_));
  if (done < size) reason = detail::system_reason();
  return done;
}

STANDIN_INLINE bool file_handle::truncate(std::uint64_t) noexcept {
  return false;
}

STANDIN_INLINE bool file_handle::close(std::string& reason) noexcept {
  std::FILE* const open = static_cast<std::FILE*>(std::exchange(stream_, nullptr));
  if (open == nullptr) return true;
  const bool closed = (std::exchange(owned_, false) ? std::fclose(open) : std::fflush(open)) == 0;
  if (!closed) reason = detail::system_reason();
  return closed;
}

#else

STANDIN_INLINE file_handle file_handle::open_to_read(std::string_view path) {
  file_handle opened(path == "-" ? "standard input" : std::string(path));
  opened.owned_ = path != "-";
  opened.descriptor_ = opened.owned_ ? ::open(opened.name_.c_str(), O_RDONLY | O_CLOEXEC) : 0;
  if (opened.descriptor_ < 0) throw detail::not_opened(opened.name_, "reading");
  struct stat status {};
  if (::fstat(opened.descriptor_, &status) != 0) return opened;
  if (S_ISDIR(status.st_mode)) throw io_error(opened.name_, "it is a directory", "name a file");
  if (opened.owned_ && S_ISREG(status.st_mode) && status.st_size > 0)
    opened.size_ = static_cast<std::uint64_t>(status.st_size);
  return opened;
}

STANDIN_INLINE file_handle file_handle::open_to_write(std::string_view path) {
  file_handle opened(path == "-" ? "standard output" : std::string(path));
  opened.owned_ = path != "-";
  constexpr mode_t readable = 0666;
  opened.descriptor_ =
      opened.owned_ ? ::open(opened.name_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, readable) : 1;
  if (opened.descriptor_ < 0) throw detail::not_opened(opened.name_, "writing");
  return opened;
}

STANDIN_INLINE std::size_t file_handle::read(char* to, std::size_t size) {
  constexpr std::size_t most = std::size_t{1} << 30;
  for (;;) {
    const ssize_t done = ::read(descriptor_, to, std::min(size, most));
    if (done >= 0) return static_cast<std::size_t>(done);
    if (errno != EINTR) throw io_error(name_, "it can't be read: " + detail::system_reason());
  }
}

STANDIN_INLINE void file_handle::read_at(std::uint64_t offset, char* to, std::size_t size) const {
  while (size > 0) {
    const ssize_t done = ::pread(descriptor_, to, size, static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) throw io_error(name_, "it can't be read: " + detail::system_reason());
    if (done == 0) throw io_error(name_, "it became shorter while it was read", "read it when nobody writes to it");
    offset += static_cast<std::uint64_t>(done);
    to += done;
    size -= static_cast<std::size_t>(done);
  }
}

STANDIN_INLINE std::size_t file_handle::write(const char* from, std::size_t size, std::string& reason) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t more = ::write(descriptor_, from + done, size - done);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) {
      reason = detail::system_reason();
      break;
    }
    done += static_cast<std::size_t>(more);
  }
  return done;
}

STANDIN_INLINE bool file_handle::truncate(std::uint64_t size) noexcept {
  return ::ftruncate(descriptor_, static_cast<off_t>(size)) == 0;
}

STANDIN_INLINE bool file_handle::close(std::string& reason) noexcept {
  const int open = std::exchange(descriptor_, -1);
  if (open < 0 || !std::exchange(owned_, false)) return true;
  const bool closed = ::close(open) == 0;
  if (!closed) reason = detail::system_reason();
  return closed;
}

#endif

}  // namespace standin::inline v0_1::io
