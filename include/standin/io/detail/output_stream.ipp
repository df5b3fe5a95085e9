// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/output_stream.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/io/detail/file_handle.hpp>
#include <standin/io/output_stream.hpp>

#if defined(STANDIN_HAS_ZLIB)
#include <zlib.h>
#endif

namespace standin::inline v0_1::io {

class output_stream::implementation {
 public:
  implementation(std::string_view path, bool compressed)
      : file_(file_handle::open_to_write(path)), compressed_(compressed) {}

  [[nodiscard]] bool compressed() const noexcept { return compressed_; }
  [[nodiscard]] const std::string& name() const noexcept { return file_.name(); }

  void write(std::string_view bytes) {
    std::string reason;
    if (failed_) throw io_error(file_.name(), "an earlier piece could not be written");
    const std::size_t done = file_.write(bytes.data(), bytes.size(), reason);
    if (done == bytes.size()) {
      written_ += done;
      return;
    }
    failed_ = true;
    file_.truncate(written_);
    throw io_error(file_.name(), "it can't be written: " + reason, "make room or choose another place");
  }

  void close() {
    std::string reason;
    if (!file_.close(reason))
      throw io_error(file_.name(), "it can't be written: " + reason, "make room or choose another place");
  }

 private:
  file_handle file_;
  bool compressed_;
  bool failed_ = false;
  std::uint64_t written_ = 0;
};

namespace detail {

[[nodiscard]] inline bool is_compressed_name(std::string_view path) noexcept {
  return path.ends_with(".gz");
}

}  // namespace detail

STANDIN_LAZY_INLINE output_stream::output_stream(std::string_view path) {
#if !defined(STANDIN_HAS_ZLIB)
  if (detail::is_compressed_name(path))
    throw io_error(path, "this program was built without zlib and can't compress", "choose a name without .gz");
#endif
  implementation_ = std::make_unique<implementation>(path, detail::is_compressed_name(path));
}
STANDIN_INLINE output_stream::output_stream(output_stream&&) noexcept = default;
STANDIN_INLINE output_stream& output_stream::operator=(output_stream&&) noexcept = default;
STANDIN_INLINE output_stream::~output_stream() = default;

STANDIN_LAZY_INLINE bool output_stream::compressed() const noexcept {
  return implementation_->compressed();
}
STANDIN_LAZY_INLINE const std::string& output_stream::name() const noexcept {
  return implementation_->name();
}
STANDIN_LAZY_INLINE void output_stream::write(std::string_view encoded) {
  implementation_->write(encoded);
}
STANDIN_LAZY_INLINE void output_stream::close() {
  implementation_->close();
}

STANDIN_LAZY_INLINE std::string output_stream::encode(std::string_view piece) const {
#if defined(STANDIN_HAS_ZLIB)
  if (compressed()) {
    z_stream deflater{};
    constexpr int level = 6;
    constexpr int gzip = 15 + 16;
    constexpr int memory = 8;
    if (deflateInit2(&deflater, level, Z_DEFLATED, gzip, memory, Z_DEFAULT_STRATEGY) != Z_OK)
      throw io_error(name(), "there is no memory to compress");
    std::string packed(deflateBound(&deflater, static_cast<uLong>(piece.size())), '\0');
    deflater.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
    deflater.avail_in = static_cast<uInt>(piece.size());
    deflater.next_out = reinterpret_cast<Bytef*>(packed.data());
    deflater.avail_out = static_cast<uInt>(packed.size());
    const int status = deflate(&deflater, Z_FINISH);
    packed.resize(packed.size() - deflater.avail_out);
    deflateEnd(&deflater);
    if (status != Z_STREAM_END) throw io_error(name(), "it can't be compressed");
    return packed;
  }
#endif
  return std::string(piece);
}

}  // namespace standin::inline v0_1::io
