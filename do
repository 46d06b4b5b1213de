#!/bin/sh
# The one door for a fresh machine: installs what is missing, then hands over to make.
#
#   ./do demo     a vendor's programme, served on this machine with links to sign in
#   ./do test     build everything, run every test
#   ./do          this help and make's list of targets
#
# Debian 12 on x86-64. Packages come from Debian and npm only, at the versions and hashes of
# native/apt.lock, native/npm.lock and the package-lock.json of web/ and tests/contract/. Steps are told on stderr; ACCREDIT_VERBOSE=1 tells all.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }

help() {
  sed -n '2,9s/^# \{0,1\}//p' do
  say ''
  say 'Daily work (make alone lists the same):'
  sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile | expand -t 16
  say ''
  say 'Also: ./do deps (install only), ./do bench-tools (a second engine to compare with, 167 MB)'
}

# The groups of packages a target needs. "build" is enough for most.
groups_for() {
  case "$1" in
    check | check-deep | format | cov) echo "build check" ;;
    fuzz) echo "build fuzz" ;;
    bench) echo "build bench" ;;
    test | screenshots) echo "build browser" ;;
    *) echo "build" ;;
  esac
}

target=${1:-help}
case "$target" in
  help | -h | --help) help; exit 0 ;;
esac
if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
  say "do: the pinned libraries are for Linux on x86-64; this is $(uname -s) on $(uname -m)."
  exit 1
fi

for group in $(groups_for "$target"); do tools/install-apt "$group"; done
tools/install-native core
tools/install-schema
tools/install-web
case "$target" in
  deps) say 'Everything needed is here.' ;;
  bench-tools) tools/install-native bench; say 'The library is here; make bench uses it.' ;;
  *) exec make --no-print-directory "$@" ;;
esac
