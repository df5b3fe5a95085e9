#!/bin/sh
# SPDX-License-Identifier: MIT
#
# pkg_config.sh <pkg-config> <compiler> <prefix> <folder>: a program built with what pkg-config says
set -eu
PKG_CONFIG_PATH=$3/share/pkgconfig
export PKG_CONFIG_PATH
mkdir -p "$4"
# shellcheck disable=SC2046
"$2" -std=c++20 $("$1" --cflags standin) "$(dirname "$0")/writer.cpp" -o "$4/consumer" $("$1" --libs standin)
"$4/consumer"
