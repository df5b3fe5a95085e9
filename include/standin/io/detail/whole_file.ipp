// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/whole_file.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/detail/file_handle.hpp>
#include <standin/io/input_stream.hpp>
#include <standin/io/whole_file.hpp>

#include <cerrno>
#include <cstdio>
#include <system_error>

#if !defined(_WIN32)
#include <sys/stat.h>
#endif

namespace standin::inline v0_1::io {

namespace detail {

/// Whether the path is a file, or may become one: not a device, a pipe, or a link to something.
[[nodiscard]] inline bool is_replaceable(const std::string& path) {
#if defined(_WIN32)
  return path != "-";
#else
  struct stat status {};
  return path != "-" && (::lstat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode));
#endif
}

}  // namespace detail

STANDIN_INLINE std::string read_whole_file(const std::string& path, std::size_t most) {
  input_stream file(path);
  std::string bytes;
  constexpr std::size_t block = std::size_t{1} << 16;
  for (std::size_t got = block; got == block;) {
    const std::size_t size = bytes.size();
    bytes.resize(size + block);
    got = file.read(bytes.data() + size, block);
    bytes.resize(size + got);
    if (bytes.size() > most)
      throw format_error(path, "it has more than " + to_text(most) + " bytes", "give a smaller file");
  }
  return bytes;
}

STANDIN_INLINE void write_whole_file(const std::string& path, std::string_view bytes) {
  const bool replaceable = detail::is_replaceable(path);
  const std::string draft = replaceable ? path + ".part" : path;
  const auto fail = [&](const std::string& reason) {
    if (replaceable) static_cast<void>(std::remove(draft.c_str()));
    throw io_error(path, "it can't be written: " + reason, "make room, or give another place");
  };
  file_handle file = file_handle::open_to_write(draft);
  std::string reason;
  if (file.write(bytes.data(), bytes.size(), reason) != bytes.size()) fail(reason);
  if (!file.close(reason)) fail(reason);
  if (replaceable && std::rename(draft.c_str(), path.c_str()) != 0) fail(std::generic_category().message(errno));
}

}  // namespace standin::inline v0_1::io
