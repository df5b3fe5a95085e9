// SPDX-License-Identifier: MIT
//
// read_csv <file>: reads it once on one thread; prints rows, CPU seconds and peak kilobytes, for read_csv.py.
#include <standin/io/csv_reader.hpp>

#include <cstdio>
#include <ctime>
#include <exception>

#include <sys/resource.h>

int main(int count, char** words) try {
  if (count != 2) return 2;
  const std::clock_t begin = std::clock();
  const standin::table read = standin::io::read_csv(words[1]);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::printf("%zu %.3f %ld\n", read.rows(), seconds, used.ru_maxrss);
  return 0;
} catch (const std::exception& why) {
  std::fprintf(stderr, "%s\n", why.what());
  return 2;
}
