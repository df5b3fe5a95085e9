// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/input_stream.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/detail/file_handle.hpp>
#include <standin/io/input_stream.hpp>

#include <algorithm>
#include <cstring>
#include <vector>

#if defined(STANDIN_HAS_ZLIB)
#include <zlib.h>
#endif

namespace standin::inline v0_1::io {

class input_stream::implementation {
 public:
  explicit implementation(std::string_view path) : file_(file_handle::open_to_read(path)), name_(file_.name()) {
    raw_.resize(raw_size);
    while (raw_end_ < 2 && refill()) {
    }
    compressed_ = raw_end_ >= 2 && raw_[0] == '\x1f' && raw_[1] == '\x8b';
    if (!compressed_) return;
#if defined(STANDIN_HAS_ZLIB)
    if (inflateInit2(&inflater_, 15 + 16) != Z_OK) throw io_error(name_, "there is no memory to read compressed data");
    inflating_ = true;
#else
    throw io_error(name_, "it is compressed with gzip, and this program was built without zlib",
                   "decompress it first, or build with zlib");
#endif
  }

  implementation(const implementation&) = delete;
  implementation& operator=(const implementation&) = delete;

  ~implementation() {
#if defined(STANDIN_HAS_ZLIB)
    if (inflating_) inflateEnd(&inflater_);
#endif
  }

  [[nodiscard]] std::size_t read(char* to, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
      const std::size_t more = compressed_ ? inflate_some(to + done, size - done) : copy_some(to + done, size - done);
      if (more == 0) break;
      done += more;
    }
    return done;
  }

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] bool compressed() const noexcept { return compressed_; }
  [[nodiscard]] const file_handle& file() const noexcept { return file_; }

 private:
  static constexpr std::size_t raw_size = std::size_t{1} << 16;

  /// Appends bytes of the file to `raw_`, false at the end.
  bool refill() {
    const std::size_t more = file_.read(raw_.data() + raw_end_, raw_.size() - raw_end_);
    raw_end_ += more;
    return more > 0;
  }

  [[nodiscard]] std::size_t copy_some(char* to, std::size_t size) {
    if (raw_begin_ == raw_end_) return file_.read(to, size);
    const std::size_t n = std::min(size, raw_end_ - raw_begin_);
    std::memcpy(to, raw_.data() + raw_begin_, n);
    raw_begin_ += n;
    return n;
  }

#if defined(STANDIN_HAS_ZLIB)
  [[nodiscard]] std::size_t inflate_some(char* to, std::size_t size) {
    constexpr std::size_t most = std::size_t{1} << 30;
    const auto wanted = static_cast<uInt>(std::min(size, most));
    while (!ended_) {
      if (raw_begin_ == raw_end_) {
        raw_begin_ = 0;
        raw_end_ = 0;
        if (!refill()) {
          if (between_members_) break;
          throw format_error(name_,
                             "the compressed data ends too early, after " + to_text(inflated_) + " bytes of text",
                             "get the whole file again");
        }
      }
      if (between_members_ && !next_member()) break;
      inflater_.next_in = reinterpret_cast<Bytef*>(raw_.data() + raw_begin_);
      inflater_.avail_in = static_cast<uInt>(raw_end_ - raw_begin_);
      inflater_.next_out = reinterpret_cast<Bytef*>(to);
      inflater_.avail_out = wanted;
      const int status = inflate(&inflater_, Z_NO_FLUSH);
      raw_begin_ = raw_end_ - inflater_.avail_in;
      if (status == Z_STREAM_END) between_members_ = true;
      if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
        throw format_error(name_, "the compressed data is damaged after " + to_text(inflated_) + " bytes of text",
                           "get the file again");
      const std::size_t made = wanted - inflater_.avail_out;
      inflated_ += made;
      if (made > 0) return made;
    }
    return 0;
  }

  /// A gzip file may be several, one after the other. What follows the last one is padding.
  [[nodiscard]] bool next_member() {
    between_members_ = false;
    ended_ = raw_[raw_begin_] != '\x1f' || inflateReset(&inflater_) != Z_OK;
    return !ended_;
  }

  z_stream inflater_{};
  bool inflating_ = false;
  bool between_members_ = false;
  bool ended_ = false;
  std::uint64_t inflated_ = 0;
#else
  [[nodiscard]] static std::size_t inflate_some(char*, std::size_t) { return 0; }
#endif

  file_handle file_;
  std::string name_;
  std::vector<char> raw_;  ///< bytes of the file that nobody has taken yet: from `raw_begin_` to `raw_end_`
  std::size_t raw_begin_ = 0;
  std::size_t raw_end_ = 0;
  bool compressed_ = false;
};

STANDIN_LAZY_INLINE input_stream::input_stream(std::string_view path)
    : implementation_(std::make_unique<implementation>(path)) {}
STANDIN_INLINE input_stream::input_stream(input_stream&&) noexcept = default;
STANDIN_INLINE input_stream& input_stream::operator=(input_stream&&) noexcept = default;
STANDIN_INLINE input_stream::~input_stream() = default;

STANDIN_LAZY_INLINE std::size_t input_stream::read(char* to, std::size_t size) {
  return implementation_->read(to, size);
}
STANDIN_LAZY_INLINE const std::string& input_stream::name() const noexcept {
  return implementation_->name();
}
STANDIN_LAZY_INLINE bool input_stream::compressed() const noexcept {
  return implementation_->compressed();
}

STANDIN_LAZY_INLINE std::optional<std::uint64_t> input_stream::size() const noexcept {
  return implementation_->compressed() ? std::nullopt : implementation_->file().size();
}

STANDIN_LAZY_INLINE void input_stream::read_at(std::uint64_t offset, char* to, std::size_t size) const {
  implementation_->file().read_at(offset, to, size);
}

}  // namespace standin::inline v0_1::io
