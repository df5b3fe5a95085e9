// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/json_reader.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/json_reader.hpp>

#include <cmath>

namespace standin::inline v0_1::io {

namespace detail {

[[noreturn]] inline void fail_on_depth(std::string_view where, std::size_t most) {
  throw format_error(where, "it is nested more than " + to_text(most) + " levels deep",
                     "give a file that this library wrote");
}

/// Stops where arrays and objects are nested too deeply. Up to the first mistake, where the parser stops, it sees the
/// same brackets as the parser.
inline void check_text_depth(std::string_view text, std::string_view where, std::size_t most) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > most) fail_on_depth(where, most);
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
}

/// Walks over CBOR before the parser, which calls itself for nested items, does. Lets through what JSON can say, in
/// items of a given length that the bytes hold. Source: RFC 8949, 3.
class cbor_check {
 public:
  cbor_check(std::string_view bytes, std::string_view where, std::size_t depth)
      : bytes_(bytes), where_(where), most_(depth) {}

  void run() {
    std::vector<std::uint64_t> left{1};  // items to come, of the document and of each array and object that is open
    while (!left.empty()) {
      if (left.back() == 0) {
        left.pop_back();
        continue;
      }
      --left.back();
      const std::uint8_t head = byte();
      const std::uint64_t argument = argument_of(head);
      switch (head >> 5) {
        case 0: break;
        case 1:
          if (argument > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            fail("a number is too small");
          break;
        case 3: skip(argument); break;
        case 4: open(left, argument, 1); break;
        case 5: open(left, argument, 2); break;
        case 7: break;  // numbers and simple values, which the parser looks at
        default: fail("it has tags or bytes, which JSON has not");
      }
    }
    if (at_ != bytes_.size()) fail("something follows it");
  }

 private:
  [[noreturn]] void fail(std::string_view found) const {
    throw format_error(where_, "it is not valid CBOR: " + std::string(found) + " at byte " + to_text(at_),
                       "give a file that this library wrote");
  }

  std::uint8_t byte() {
    if (at_ == bytes_.size()) fail("the end comes too early");
    return static_cast<std::uint8_t>(bytes_[at_++]);
  }

  std::uint64_t argument_of(std::uint8_t head) {
    const int info = head & 31;
    if (info < 24) return static_cast<std::uint64_t>(info);
    if (info > 27) fail("a length is not given");
    std::uint64_t argument = 0;
    for (int i = 0; i < 1 << (info - 24); ++i) argument = argument << 8 | byte();
    return argument;
  }

  void skip(std::uint64_t length) {
    if (length > bytes_.size() - at_) fail("the end comes too early");
    at_ += static_cast<std::size_t>(length);
  }

  void open(std::vector<std::uint64_t>& left, std::uint64_t count, std::uint64_t items) {
    if (count > (bytes_.size() - at_) / items) fail("the end comes too early");  // each item takes a byte at least
    if (left.size() > most_) fail_on_depth(where_, most_);
    left.push_back(items * count);
  }

  std::string_view bytes_;
  std::string_view where_;
  std::size_t most_;
  std::size_t at_ = 0;
};

}  // namespace detail

STANDIN_INLINE json parse_json(std::string_view bytes, json_form form, std::string_view where,
                               const json_limits& limits) {
  if (bytes.size() > limits.bytes)
    throw format_error(where, "it has more than " + to_text(limits.bytes) + " bytes", "give a smaller file");
  const bool text = form == json_form::text;
  if (text)
    detail::check_text_depth(bytes, where, limits.depth);
  else
    detail::cbor_check(bytes, where, limits.depth).run();
  try {
    return text ? json::parse(bytes.begin(), bytes.end()) : json::from_cbor(bytes.begin(), bytes.end());
  } catch (const json::parse_error& e) {
    const std::string found = std::string("it is not valid ") + (text ? "JSON" : "CBOR");
    if (e.byte > bytes.size()) throw format_error(where, found + ": it breaks off", "give the whole file");
    throw format_error(where, found + ": byte " + to_text(std::uint64_t{e.byte}) + " has no business there",
                       "give the file as it was written");
  } catch (const json::exception& e) {
    throw format_error(where, std::string("it is not valid ") + (text ? "JSON" : "CBOR"),
                       "the parser says " + quoted(e.what()));
  }
}

STANDIN_INLINE std::shared_ptr<const json_reader::step> json_reader::way() const {
  return place_ == no_element ? way_ : std::make_shared<const step>(step{way_, to_text(place_)});
}

STANDIN_INLINE std::string json_reader::where() const {
  std::string text = place_ == no_element ? std::string() : "/" + to_text(place_);
  for (const step* at = way_.get(); at != nullptr; at = at->above.get())
    text.insert(0, at->above == nullptr ? at->name : "/" + at->name);
  return text;
}

STANDIN_INLINE void json_reader::fail(std::string_view found) const {
  throw format_error(where(), found, "give a file that this library wrote");
}

STANDIN_INLINE json_reader json_reader::operator[](std::string_view key) const {
  if (!value_->is_object()) fail("an object is expected");
  const auto at = value_->find(key);
  if (at == value_->end()) fail("there is no " + quoted(key));
  return {*at, std::make_shared<const step>(step{way(), std::string(key)}), no_element};
}

STANDIN_INLINE bool json_reader::has(std::string_view key) const {
  return value_->is_object() && value_->contains(key);
}

STANDIN_INLINE std::vector<json_reader> json_reader::elements() const {
  if (!value_->is_array()) fail("an array is expected");
  const std::shared_ptr<const step> shared = way();
  std::vector<json_reader> all;
  all.reserve(value_->size());
  for (std::size_t i = 0; i < value_->size(); ++i) all.push_back({(*value_)[i], shared, i});
  return all;
}

STANDIN_INLINE std::vector<double> json_reader::numbers() const {
  if (!value_->is_array()) fail("an array is expected");
  std::vector<double> all;
  all.reserve(value_->size());
  for (std::size_t i = 0; i < value_->size(); ++i) {
    const json& element = (*value_)[i];
    const double number = element.is_number() ? element.get<double>() : std::numeric_limits<double>::quiet_NaN();
    if (!std::isfinite(number)) json_reader(element, way(), i).fail("a finite number is expected");
    all.push_back(number);
  }
  return all;
}

STANDIN_INLINE bool json_reader::boolean() const {
  if (!value_->is_boolean()) fail("true or false is expected");
  return value_->get<bool>();
}

STANDIN_INLINE std::string json_reader::text() const {
  if (!value_->is_string()) fail("a text is expected");
  return value_->get<std::string>();
}

STANDIN_INLINE double json_reader::number() const {
  if (!value_->is_number()) fail("a number is expected");
  const auto number = value_->get<double>();
  if (!std::isfinite(number)) fail("a finite number is expected");
  return number;
}

}  // namespace standin::inline v0_1::io
