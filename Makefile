# feedmill: `make run` and `make test` need nothing but Debian and a Swift 6 toolchain; they fetch the rest.
SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
PACKAGES = libxml2-dev libcurl4-openssl-dev libsqlite3-dev libseccomp-dev libpsl-dev libidn2-dev libssl-dev zlib1g-dev libzstd-dev publicsuffix ca-certificates pkg-config
RELEASE = -c release --static-swift-stdlib
BINARY = .build/release/feedmill

.PHONY: all run test bench reference fuzz install format lint dependencies release clean

all: release

# Installs the Debian packages that are missing; asks for nothing where all are there.
dependencies:
	@missing=$$(for p in $(PACKAGES); do dpkg-query -W -f='$${db:Status-Abbrev}' $$p 2>/dev/null | grep -q '^ii' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "no Swift toolchain found: install Swift 6.1 or later, https://www.swift.org/install/linux/" >&2; exit 1; }

release: dependencies
	$(SWIFT) build $(RELEASE) --product feedmill

# The main job once, on feeds that lie in this tree; needs no network. The records wait in config/example/spool/new.
run: release
	$(BINARY) run --once --all --config config/example/feedmill.toml
	$(BINARY) status --config config/example/feedmill.toml || true

test: dependencies
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest --no-parallel

# Ratios beside yardsticks, as a table; bench.json has them for a program. ARTICLES: among how many clusters are looked up.
ARTICLES ?= 1000000
bench: release
	$(SWIFT) build $(RELEASE) --product ClusterBench
	python3 Tests/Bench/bench.py $(BINARY) --clusters .build/release/ClusterBench --articles $(ARTICLES) --json .build/bench.json

# The commented configuration and its reference, from the table of keys.
reference: release
	$(BINARY) reference file > config/feedmill.toml
	$(BINARY) reference markdown > docs/configuration.md

# Fuzzes one target of Tests/Fuzz under AddressSanitizer for SECONDS: FUZZ=Parse or FUZZ=Date. The corpus starts from the
# fixtures (and the conformance files, where they are) and stays in .build/fuzz/FUZZ.corpus; what crashes, in .build/fuzz.
FUZZ ?= Parse
SECONDS ?= 60
fuzz: SHELL = /bin/bash
fuzz: dependencies
	rm -rf .build/fuzz/src && mkdir -p .build/fuzz/src .build/fuzz/$(FUZZ).corpus
	for f in Sources/Basics/*.swift Sources/Markup/{XML,Encoding,Sanitizer}/*.swift Sources/Feeds/*.swift \
	    Sources/Feeds/{Model,XML,JSON,Dates,Text}/*.swift; do \
	  sed -E '/^(public )?import (Basics|Markup|Feeds)$$/d' $$f > .build/fuzz/src/$$(echo $$f | tr / _); done
	clang -c -O2 -ISources/CSystem/include Sources/CSystem/system.c -o .build/fuzz/system.o
	echo 'module CSystem { umbrella header "$(CURDIR)/Sources/CSystem/include/CSystem.h" export * }' > .build/fuzz/CSystem.modulemap
	swiftc -O -g -parse-as-library -swift-version 6 -sanitize=fuzzer,address -module-name Fuzz \
	  -Xcc -fmodule-map-file=.build/fuzz/CSystem.modulemap \
	  -Xcc -fmodule-map-file=Sources/CLibCrypto/module.modulemap -Xcc -fmodule-map-file=Sources/CLibIDN2/module.modulemap \
	  .build/fuzz/src/*.swift Tests/Fuzz/$(FUZZ)Fuzz.swift .build/fuzz/system.o -o .build/fuzz/$(FUZZ) -lidn2 -lcrypto
	for seed in Tests/FeedsTests/Fixtures/*/* ../shared/conformance/files/*/*; do \
	  if [ -f "$$seed" ] && [ "$$(stat -c %s "$$seed")" -le 65536 ]; then cp "$$seed" ".build/fuzz/$(FUZZ).corpus/$$(echo $$seed | md5sum | cut -c 1-16)"; fi; done
	.build/fuzz/$(FUZZ) -max_len=65536 -timeout=10 -rss_limit_mb=2048 -max_total_time=$(SECONDS) -print_final_stats=1 \
	  -artifact_prefix=.build/fuzz/ .build/fuzz/$(FUZZ).corpus

install: release
	install -D -m 0755 -s $(BINARY) $(DESTDIR)$(PREFIX)/bin/feedmill
	install -D -m 0644 systemd/feedmill.service $(DESTDIR)/lib/systemd/system/feedmill.service
	sed -i 's|/usr/bin/feedmill|$(PREFIX)/bin/feedmill|' $(DESTDIR)/lib/systemd/system/feedmill.service
	install -D -m 0644 config/feedmill.toml $(DESTDIR)$(PREFIX)/share/doc/feedmill/feedmill.toml
	test -e $(DESTDIR)/etc/feedmill/feedmill.toml || install -D -m 0640 config/feedmill.toml $(DESTDIR)/etc/feedmill/feedmill.toml

format:
	$(SWIFT) format -i -r Sources Tests Package.swift

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

clean:
	rm -rf .build
