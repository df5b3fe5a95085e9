// SPDX-License-Identifier: MIT
/// \file
/// The version of the library; versions that share `v0_1` are compatible with each other.
#pragma once

#define STANDIN_VERSION_MAJOR 0
#define STANDIN_VERSION_MINOR 1
#define STANDIN_VERSION_PATCH 0

/// "major.minor.patch"
#define STANDIN_VERSION "0.1.0"
