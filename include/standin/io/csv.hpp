// SPDX-License-Identifier: MIT
/// \file
/// CSV files: `read_csv`, `write_csv`, and `csv_writer` for tables without end.
#pragma once

#include <standin/io/csv_reader.hpp>
#include <standin/io/csv_writer.hpp>
