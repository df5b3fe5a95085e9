// SPDX-License-Identifier: MIT
/// \file
/// Conditions on rows, whole: in code and in text, bound to a table, checked row by row.
#pragma once

#include <standin/data/bound_condition.hpp>
#include <standin/data/bound_given_rows.hpp>
#include <standin/data/condition.hpp>
#include <standin/data/given_rows.hpp>
#include <standin/data/row_matcher.hpp>
#include <standin/data/value_set.hpp>
#include <standin/data/where_parser.hpp>
