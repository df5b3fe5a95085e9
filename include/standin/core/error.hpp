// SPDX-License-Identifier: MIT
/// \file
/// What the library throws: one sentence that says where, what was found, and what would do.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// The base of everything that the library throws on purpose.
///
/// `what()` reads "standin: <where>: <found>; <remedy>", without "; " when there is no remedy:
/// "standin: people.csv, line 3, column age: found "x1" in a column of numbers; declare the column as text".
class error : public std::runtime_error {
 public:
  /// \param where   the option, column, file or function that is concerned
  /// \param found   what is wrong there
  /// \param remedy  what the reader can do, empty when nothing is to be done
  explicit error(std::string_view where, std::string_view found, std::string_view remedy = {})
      : std::runtime_error(sentence(where, found, remedy)),
        where_size_(where.size()),
        found_size_(found.size()),
        remedy_size_(remedy.size()) {}

  /// The parts of `what()`, valid while this object lives.
  [[nodiscard]] std::string_view where() const noexcept { return part(head_size, where_size_); }
  [[nodiscard]] std::string_view found() const noexcept { return part(head_size + where_size_ + 2, found_size_); }
  [[nodiscard]] std::string_view remedy() const noexcept {
    return remedy_size_ == 0 ? std::string_view{} : part(head_size + where_size_ + 2 + found_size_ + 2, remedy_size_);
  }

 private:
  static constexpr std::string_view head = "standin: ";
  static constexpr std::size_t head_size = head.size();

  static std::string sentence(std::string_view where, std::string_view found, std::string_view remedy) {
    std::string text;
    text.reserve(head.size() + where.size() + found.size() + remedy.size() + 4);
    text.append(head).append(where).append(": ").append(found);
    if (!remedy.empty()) text.append("; ").append(remedy);
    return text;
  }

  [[nodiscard]] std::string_view part(std::size_t first, std::size_t size) const noexcept {
    return {std::runtime_error::what() + first, size};
  }

  std::size_t where_size_;
  std::size_t found_size_;
  std::size_t remedy_size_;
};

/// Tables that do not fit together, columns that are not there, kinds that do not match.
class schema_error : public error {
  using error::error;
};

/// An option outside its range, or one that does not apply.
class invalid_option : public error {
  using error::error;
};

/// Values that can't be used: none at all, not finite, against a constraint.
class data_error : public error {
  using error::error;
};

/// A computation that can't be finished with the precision of the numbers at hand.
class numeric_error : public error {
  using error::error;
};

/// A file that can't be opened, read or written.
class io_error : public error {
  using error::error;
};

/// Text or bytes that are not what their format promises.
class format_error : public error {
  using error::error;
};

/// A progress listener asked to stop.
class cancelled : public error {
  using error::error;
};

}  // namespace standin::inline v0_1
