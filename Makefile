# Daily work. `make` lists; `./do TARGET` does the same on a machine where things are missing.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := list
MAKEFLAGS += --no-print-directory
T ?= 60
N ?= 20
Q := tools/quietly

list: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile | expand -t 16

demo: build ## a vendor's programme, served on this machine with links to sign in
	@build/accredit demo

build: ## build/accredit, as shipped
	@$(call built,release,accredit)

room: ## one room and its unit tests: make room R=registry
	@$(call built,release,$(R) $(if $(wildcard src/$(R)/*_test.cc),$(R)_test))
	@ctest --preset release -R '^$(R)_(test|.*_fuzz)$$' --no-tests=ignore

test: ## build everything, run every test
	@tools/install-contract
	@tools/install-promtool
	@$(call built,release,all)
	@ctest --preset release

screenshots: ## pictures of every screen, both themes, wide and narrow (build/screenshots)
	@tools/install-contract
	@$(call built,release,accredit)
	@ACCREDIT_BINARY=build/accredit tests/contract/run store
	@ACCREDIT_BINARY=build/accredit tests/web/run screenshots

pictures: ## the pictures that guides and README carry, made again
	@tools/install-contract
	@$(call built,release,accredit)
	@ACCREDIT_BINARY=build/accredit tests/contract/run store
	@ACCREDIT_BINARY=build/accredit tests/web/run pictures

check: check-style ## before a commit: format, levels, sizes, warnings, clang-tidy of changed files
	@$(call built,release,all)
	@tools/tidy changed

check-deep: check-style ## the same with clang-tidy over every file, then asan, tsan, mutants, campaign
	@$(call built,release,all)
	@tools/tidy all
	@$(MAKE) asan tsan mutants campaign

mutants: ## plants each fault of tests/mutants.txt; the tests of the rules must catch it (evidence/)
	@tools/install-native core
	@tools/mutants

campaign: ## faults, crashes and kills, N times as long as in make test (evidence/): make campaign N=20
	@$(call built,release,all)
	@tools/campaign $(N)

check-style:
	@tools/format --check
	@python3 tools/levels.py
	@python3 tools/measure.py

format: ## rewrite our C++ as .clang-format says
	@tools/format

golden: ## rewrite the expected books of tests/; read the diff before you commit it
	@$(call built,release,all)
	@ACCREDIT_GOLDEN=write ctest --preset release -LE 'house|contract'
	@git status --short tests

bench: ## timings beside their targets, answers checked (build/bench.ndjson)
	@$(call built,bench,)
	@tools/bench

asan: ## every test under the address and undefined-behaviour sanitizers
	@$(call built,asan,all)
	@ctest --preset asan -LE house

tsan: ## every test under the thread sanitizer
	@$(call built,tsan,all)
	@setarch -R ctest --preset tsan -LE house

cov: ## line coverage of src/, at least 85 %
	@$(call built,cov,all)
	@find build/cov -name '*.gcda' -delete
	@ctest --preset cov -LE house --output-on-failure >&2
	@tools/coverage 85

fuzz: ## each parser's fuzz target for T seconds: make fuzz T=60
	@$(call built,fuzz,fuzzers)
	@tools/fuzz $(T)

clean: ## forget all builds (.native/ stays)
	@rm -rf build

# $(call built,PRESET,TARGET): configure if need be, then build; quiet unless it fails.
# The lock lets several shells work in one checkout; ninja itself would let them collide.
built = tools/install-native core; tools/install-schema; tools/install-web; mkdir -p build; exec 9>build/$(1).lock; flock 9; \
	test -f build/$(1)/build.ninja || \
	  $(Q) "configure $(1)" cmake --preset $(1); \
	$(Q) "build $(1)" cmake --build --preset $(1) $(if $(2),--target $(2)); exec 9>&-

.PHONY: list demo build room test screenshots check check-deep mutants campaign check-style format golden bench asan tsan cov fuzz clean
