// SPDX-License-Identifier: MIT
/// \file
/// The names of what most signatures speak of, without their definitions.
#pragma once

#include <cstdint>

namespace standin::inline v0_1 {

enum class column_kind : std::uint8_t;
enum class element_type : std::uint8_t;
struct column_view;
struct column_spec;
class table_schema;
class column;
class table;
class table_view;

class executor_ref;
class progress_ref;
class thread_pool;

struct fit_options;
struct sample_options;
struct fit_report;
class any_model;
class any_generator;

struct score;
struct finding;
struct comparison;
struct report;

}  // namespace standin::inline v0_1
