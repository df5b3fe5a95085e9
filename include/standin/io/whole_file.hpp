// SPDX-License-Identifier: MIT
/// \file
/// Files that are read and written as a whole.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io {

/// All bytes of a file, unpacked where it is compressed.
/// \param path  `-` is standard input
/// \throws io_error      when it can't be read
/// \throws format_error  when it has more than `most` bytes
[[nodiscard]] std::string read_whole_file(const std::string& path, std::size_t most);

/// Writes a file. An existing one is replaced when the whole new one is written, and stays as it is when that fails.
/// \param path  `-` is standard output
/// \throws io_error  when it can't be written
void write_whole_file(const std::string& path, std::string_view bytes);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/whole_file.ipp>
#endif
