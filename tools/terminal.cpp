// SPDX-License-Identifier: MIT
#include "terminal.hpp"

#include <unistd.h>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <utility>

namespace standin::tool {

namespace {

volatile std::sig_atomic_t interrupts = 0;

extern "C" void on_interrupt(int signal) {
  interrupts = interrupts + 1;
  std::signal(signal, SIG_DFL);
}

[[nodiscard]] long long milliseconds() {
  using namespace std::chrono;
  return duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

void listen_to_interrupts() {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is an error of writing, as a full disk is
}

bool interrupted() noexcept {
  return interrupts != 0;
}

progress_bar::progress_bar(bool quiet) : visible_(!quiet && isatty(STDERR_FILENO) != 0) {}

progress_bar::~progress_bar() {
  wipe();
}

void progress_bar::wipe() noexcept {
  if (width_ > 0) std::fprintf(stderr, "\r%*s\r", static_cast<int>(width_), "");
  width_ = 0;
}

bool progress_bar::operator()(const progress_event& event) {
  if (interrupted()) return false;
  if (!visible_) return true;
  const long long now = milliseconds();
  if (now - last_ < 100 && event.done < event.total) return true;
  last_ = now;
  wipe();
  if (event.done >= event.total) return true;
  const double share = static_cast<double>(event.done) / static_cast<double>(event.total);
  constexpr int cells = 30;
  const int full = static_cast<int>(share * cells);
  const int drawn =
      std::fprintf(stderr, "%.*s [%.*s%*s] %3.0f %%", static_cast<int>(event.stage.size()), event.stage.data(), full,
                   "##############################", cells - full, "", share * 100.0);
  std::fflush(stderr);
  width_ = drawn > 0 ? static_cast<std::size_t>(drawn) : 0;
  return true;
}

void remark(std::string_view sentence) {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(sentence.size()), sentence.data());
}

std::string by_names_of_options(std::string sentence) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {{" max_tries", " --max-tries"},
                                                                     {" max_columns", " --max-columns"}};
  for (const auto& [in_code, here] : names)
    for (std::size_t at = 0; (at = sentence.find(in_code, at)) != std::string::npos; at += here.size())
      sentence.replace(at, in_code.size(), here);
  return sentence;
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ' ');
  return digits;
}

std::string counted(std::size_t number, std::string_view one, std::string_view more) {
  return grouped(number).append(" ").append(number == 1 ? one : more);
}

}  // namespace standin::tool
