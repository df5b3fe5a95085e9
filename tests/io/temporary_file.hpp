// SPDX-License-Identifier: MIT
/// \file
/// Files that tests write, gone when the test ends.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace standin {

/// A path in a folder of its own below the system's folder for temporary files; removed with what stands there.
class temporary_file {
 public:
  explicit temporary_file(std::string_view name = "table.csv") {
    const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("standin_" + std::string(test->test_suite_name()) + "_" + std::string(test->name()) + "_" +
               std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / name).string();
  }
  temporary_file(std::string_view name, std::string_view contents) : temporary_file(name) {
    std::ofstream(path_, std::ios::binary) << contents;
  }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;
  ~temporary_file() {
    std::error_code unheard;
    std::filesystem::remove_all(folder_, unheard);
  }

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] std::string folder() const { return folder_.string(); }

  [[nodiscard]] std::string contents() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::filesystem::path folder_;
  std::string path_;
};

}  // namespace standin
