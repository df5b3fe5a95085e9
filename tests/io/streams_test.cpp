// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <io/temporary_file.hpp>
#include <standin/core/error.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/input_stream.hpp>
#include <standin/io/output_stream.hpp>
#include <standin/io/text_encoding.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#if !defined(_WIN32)
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#endif

namespace standin {
namespace {

std::string all_of(io::input_stream& file) {
  std::string bytes;
  char piece[100];
  while (const std::size_t more = file.read(piece, sizeof piece)) bytes.append(piece, more);
  return bytes;
}

TEST(input_stream, reads_a_file_in_order_and_at_any_place) {
  const temporary_file file("x", "0123456789");
  io::input_stream stream(file.path());
  EXPECT_EQ(stream.size(), 10U);
  EXPECT_FALSE(stream.compressed());
  char at[3];
  stream.read_at(7, at, 3);
  EXPECT_EQ(std::string_view(at, 3), "789");
  EXPECT_EQ(all_of(stream), "0123456789");
  expect_error<io_error>([&] { stream.read_at(8, at, 3); }, {"became shorter"});
}

#if defined(STANDIN_HAS_ZLIB)
TEST(output_stream, compresses_pieces_that_are_read_as_one) {
  const temporary_file file("x.gz");
  io::output_stream out(file.path());
  ASSERT_TRUE(out.compressed());
  out.write(out.encode("one\n"));
  out.write(out.encode(""));
  out.write(out.encode(std::string(100'000, 'x')));
  out.close();
  EXPECT_LT(file.contents().size(), 1000U);
  io::input_stream in(file.path());
  EXPECT_TRUE(in.compressed());
  EXPECT_EQ(in.size(), std::nullopt);
  EXPECT_EQ(all_of(in), "one\n" + std::string(100'000, 'x'));
}

TEST(input_stream, passes_over_what_pads_compressed_data) {
  const temporary_file file("x.gz");
  io::output_stream out(file.path());
  const std::string packed = out.encode("text");
  out.write(packed + std::string(512, '\0'));
  out.close();
  io::input_stream in(file.path());
  EXPECT_EQ(all_of(in), "text");
}
#endif

#if !defined(_WIN32)
/// Puts a file in the place of standard input or output while it lives.
class redirected {
 public:
  redirected(int descriptor, const std::string& path, int flags) : descriptor_(descriptor), kept_(::dup(descriptor)) {
    const int file = ::open(path.c_str(), flags, 0600);
    ::dup2(file, descriptor_);
    ::close(file);
  }
  redirected(const redirected&) = delete;
  redirected& operator=(const redirected&) = delete;
  ~redirected() {
    ::dup2(kept_, descriptor_);
    ::close(kept_);
  }

 private:
  int descriptor_;
  int kept_;
};

TEST(streams, are_standard_input_and_output_where_the_path_is_a_dash) {
  const temporary_file in("in.csv", "a,b\n1,x\n2,y\n");
  const temporary_file out("out.csv", "");
  {
    const redirected input(0, in.path(), O_RDONLY);
    const redirected output(1, out.path(), O_WRONLY);
    io::write_csv(io::read_csv("-"), "-");
  }
  EXPECT_EQ(out.contents(), in.contents());
  const redirected nothing(0, "/dev/null", O_RDONLY);
  expect_error<format_error>([] { (void)io::read_csv("-"); }, {"standard input", "it is empty"});
}

TEST(streams, read_from_a_pipe) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const std::string text = "a,b\n1,x\n2,y\n";
  ASSERT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  ::close(ends[1]);
  EXPECT_EQ(io::to_csv_text(io::read_csv("/dev/fd/" + std::to_string(ends[0]))), text);
  ::close(ends[0]);
}

/// Files may not grow beyond that size while it lives.
class small_files {
 public:
  explicit small_files(rlim_t most) {
    ::getrlimit(RLIMIT_FSIZE, &kept_);
    const rlimit small{most, kept_.rlim_max};
    signal_ = std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  small_files(const small_files&) = delete;
  small_files& operator=(const small_files&) = delete;
  ~small_files() {
    ::setrlimit(RLIMIT_FSIZE, &kept_);
    std::signal(SIGXFSZ, signal_);
  }

 private:
  rlimit kept_{};
  void (*signal_)(int) = nullptr;
};

// Writing stops somewhere in a row; what stands in the file is whole rows, or whole compressed pieces.
TEST(streams, leave_whole_rows_where_a_file_can_not_grow) {
  std::string text = "a,b\n";
  for (int i = 0; i < 400'000; ++i)
    text += std::to_string(i) + ",some text " + std::to_string(i * 7919L % 1'000'003) + "\n";
  const table data = io::read_csv_text(text);
  for (const std::string name : {"t.csv", "t.csv.gz"}) {
#if !defined(STANDIN_HAS_ZLIB)
    if (name.ends_with(".gz")) continue;
#endif
    const temporary_file file(name);
    {
      const small_files limit(name == "t.csv" ? 5'000'001 : 1'000'001);
      expect_error<io_error>([&] { io::write_csv(data, file.path()); }, {file.path(), "File too large", "whole rows"});
    }
    const table left = io::read_csv(file.path());
    EXPECT_GT(left.rows(), 100'000U);
    EXPECT_LT(left.rows(), 400'000U);
    const std::string rows = io::to_csv_text(left);
    EXPECT_EQ(rows, text.substr(0, rows.size()));
    EXPECT_EQ(rows.back(), '\n');
  }
}
#endif

TEST(text_encoding, knows_valid_utf8) {
  EXPECT_EQ(io::first_not_utf8("plain, \xC3\xA4, \xE2\x82\xAC, \xF0\x9F\x98\x80"), std::nullopt);
  // Cut short, overlong, a surrogate, beyond U+10FFFF, a lone continuation.
  for (const std::string_view bad :
       {"\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xFF"})
    EXPECT_EQ(io::first_not_utf8(std::string("0123456789").append(bad)), 10U);
}

TEST(text_encoding, goes_there_and_back) {
  std::string every;
  for (int byte = 1; byte < 256; ++byte) every += static_cast<char>(static_cast<unsigned char>(byte));
  std::string utf8;
  io::append_as_utf8(utf8, every, io::text_encoding::windows_1252);
  EXPECT_EQ(io::first_not_utf8(utf8), std::nullopt);
  std::string back;
  EXPECT_EQ(io::append_from_utf8(back, utf8, io::text_encoding::windows_1252), std::nullopt);
  EXPECT_EQ(back, every);
  const std::string beyond = "a\xF0\x9F\x98\x80z";
  for (const io::text_encoding encoding : {io::text_encoding::utf16_le, io::text_encoding::utf16_be}) {
    std::string wide;
    EXPECT_EQ(io::append_from_utf8(wide, beyond, encoding), std::nullopt);
    EXPECT_EQ(wide.size(), 8U);
    std::string narrow;
    io::append_as_utf8(narrow, wide, encoding);
    EXPECT_EQ(narrow, beyond);
    narrow.clear();
    io::append_as_utf8(narrow, wide.substr(0, 5), encoding);  // ends in the middle of a pair, and of a unit
    EXPECT_EQ(narrow, "a\xEF\xBF\xBD\xEF\xBF\xBD");
  }
}

TEST(text_encoding, has_a_name) {
  for (const io::text_encoding encoding : {io::text_encoding::utf8, io::text_encoding::utf16_le,
                                           io::text_encoding::utf16_be, io::text_encoding::windows_1252})
    EXPECT_EQ(io::text_encoding_named(io::name_of(encoding)), encoding);
  EXPECT_EQ(io::text_encoding_named("Latin1"), io::text_encoding::windows_1252);
  EXPECT_EQ(io::text_encoding_named("klingon"), std::nullopt);
}

}  // namespace
}  // namespace standin
