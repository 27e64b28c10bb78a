# feedmill: `make run` and `make test` need nothing but Debian and a Swift 6 toolchain; they fetch the rest.
SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
PACKAGES = libxml2-dev libcurl4-openssl-dev libsqlite3-dev libseccomp-dev libpsl-dev libidn2-dev libssl-dev zlib1g-dev libzstd-dev publicsuffix ca-certificates pkg-config
RELEASE = -c release --static-swift-stdlib
BINARY = .build/release/feedmill

# What the tests of manual pages, completions and documents run, and what makes, checks and tries the Debian package.
TEST_PACKAGES = bash mandoc groff-base zsh fish jq python3 sqlite3
DEB_PACKAGES = debhelper lintian fakeroot

# Where things are installed below DESTDIR.
SYSCONFDIR ?= /etc
UNITDIR ?= $(PREFIX)/lib/systemd/system
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
DOCDIR = $(PREFIX)/share/doc/feedmill
MANDIR = $(PREFIX)/share/man

.PHONY: all run test sanitize faults bench bench-growth reference fuzz install install-built uninstall deb test-deb format lint dependencies release clean

all: release

# Installs the Debian packages that are missing; asks for nothing where all are there.
dependencies:
	@missing=$$(for p in $(PACKAGES) $(MORE_PACKAGES); do dpkg-query -W -f='$${db:Status-Abbrev}' $$p 2>/dev/null | grep -q '^ii' || echo $$p; done); \
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

test: MORE_PACKAGES = $(TEST_PACKAGES)
test: dependencies
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest --no-parallel

# The long version of the tests of docs/durability.md: each call of the disk fails and is the last one, in turn, the power goes after
# each, and the daemon is killed KILLS times at random. About an hour and a half on two cores.
KILLS ?= 1000
faults: MORE_PACKAGES = $(TEST_PACKAGES)
faults: dependencies
	$(SWIFT) build --build-tests
	FEEDMILL_FAULTS=all FEEDMILL_KILLS=$(KILLS) $(SWIFT) test --skip-build --disable-xctest --no-parallel \
	  --filter 'KillPointTests|ErrorPointTests|DaemonFaultTests|FullDiskTests|PowerLossTests|AllocationTests|RandomKillTests'

# Ratios beside yardsticks, as a table; bench.json has them for a program. ARTICLES: among how many clusters are looked up.
ARTICLES ?= 1000000
bench: release
	$(SWIFT) build $(RELEASE) --product ClusterBench
	$(SWIFT) build $(RELEASE) --product StageBench
	python3 Tests/Bench/bench.py $(BINARY) --stages .build/release/StageBench --clusters .build/release/ClusterBench \
	  --articles $(ARTICLES) --json .build/bench.json

# How the cost grows, for docs/performance.md: about an hour on two cores.
bench-growth: release
	python3 Tests/Bench/growth.py $(BINARY) --json .build/growth.json --plot docs/growth.svg

# What is written about the program, from the program: the tree of its commands, the table of its keys, the pages of its codes.
reference: release
	mkdir -p man completions
	$(BINARY) reference file > config/feedmill.toml
	$(BINARY) reference markdown > docs/configuration.md
	$(BINARY) reference codes > docs/codes.md
	$(BINARY) reference man > man/feedmill.1
	$(BINARY) reference toml-man > man/feedmill.toml.5
	$(BINARY) reference codes-man > man/feedmill-codes.7
	$(BINARY) reference bash > completions/feedmill.bash
	$(BINARY) reference zsh > completions/_feedmill
	$(BINARY) reference fish > completions/feedmill.fish

# Fuzzes every target of Tests/Fuzz for SECONDS each, or FUZZ alone, under AddressSanitizer: docs/testing.md.
SECONDS ?= 60
fuzz: dependencies
	SWIFT=$(SWIFT) Tests/Fuzz/fuzz $(SECONDS) $(FUZZ)

# The whole test suite under AddressSanitizer, then under ThreadSanitizer: docs/testing.md.
sanitize: MORE_PACKAGES = $(TEST_PACKAGES)
sanitize: dependencies
	SWIFT=$(SWIFT) Tests/sanitize address
	SWIFT=$(SWIFT) Tests/sanitize thread

install: release install-built

# Installs what was built. A configuration that is there already stays as it is.
install-built:
	install -D -m 0755 -s $(BINARY) $(DESTDIR)$(PREFIX)/bin/feedmill
	install -D -m 0644 systemd/feedmill.service $(DESTDIR)$(UNITDIR)/feedmill.service
	sed -i 's|/usr/bin/feedmill|$(PREFIX)/bin/feedmill|' $(DESTDIR)$(UNITDIR)/feedmill.service
	install -D -m 0644 systemd/feedmill.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/feedmill.conf
	install -D -m 0644 systemd/feedmill.tmpfiles $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/feedmill.conf
	install -D -m 0644 man/feedmill.1 $(DESTDIR)$(MANDIR)/man1/feedmill.1
	install -D -m 0644 man/feedmill.toml.5 $(DESTDIR)$(MANDIR)/man5/feedmill.toml.5
	install -D -m 0644 man/feedmill-codes.7 $(DESTDIR)$(MANDIR)/man7/feedmill-codes.7
	install -D -m 0644 completions/feedmill.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/feedmill
	install -D -m 0644 completions/_feedmill $(DESTDIR)$(ZSHDIR)/_feedmill
	install -D -m 0644 completions/feedmill.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/feedmill.fish
	install -d $(DESTDIR)$(DOCDIR)/docs/notes $(DESTDIR)$(DOCDIR)/examples $(DESTDIR)$(SYSCONFDIR)/feedmill/feeds.d
	install -m 0644 README.md LICENSE config/feedmill.toml $(DESTDIR)$(DOCDIR)
	install -m 0644 docs/*.md docs/*.svg $(DESTDIR)$(DOCDIR)/docs
	install -m 0644 docs/notes/*.md $(DESTDIR)$(DOCDIR)/docs/notes
	install -m 0644 config/example/feedmill.toml config/example/harbour.xml config/example/workshop.json $(DESTDIR)$(DOCDIR)/examples
	test -e $(DESTDIR)$(SYSCONFDIR)/feedmill/feedmill.toml \
	  || install -m 0640 config/feedmill.toml $(DESTDIR)$(SYSCONFDIR)/feedmill/feedmill.toml

# Removes what `make install` put there, but for what is yours: configuration, ledger and spool.
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/feedmill $(DESTDIR)$(UNITDIR)/feedmill.service \
	  $(DESTDIR)$(PREFIX)/lib/sysusers.d/feedmill.conf $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/feedmill.conf \
	  $(DESTDIR)$(MANDIR)/man1/feedmill.1 $(DESTDIR)$(MANDIR)/man5/feedmill.toml.5 $(DESTDIR)$(MANDIR)/man7/feedmill-codes.7 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/feedmill $(DESTDIR)$(ZSHDIR)/_feedmill \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/feedmill.fish
	rm -rf $(DESTDIR)$(DOCDIR)
	@echo "left as they are: $(SYSCONFDIR)/feedmill, /var/lib/feedmill, /var/spool/feedmill"

# A Debian package, in .build/deb; lintian has the last word.
deb: MORE_PACKAGES = $(DEB_PACKAGES) $(TRIAL_PACKAGES)
deb: release
	test "$$(dpkg-parsechangelog -S Version | sed 's/-[^-]*$$//')" = "$$($(BINARY) --version)"
	rm -rf .build/deb && mkdir -p .build/deb/source
	cp -r debian .build/deb/source
	cd .build/deb/source && SOURCE=$(CURDIR) dpkg-buildpackage --build=binary --no-sign --no-check-builddeps
	lintian --fail-on error .build/deb/feedmill_*.deb

# The package in a fresh Debian with a real systemd: installs, starts, polls, reloads, upgrades, purges. Says so and does nothing
# where it cannot run: it needs root, systemd-nspawn and a Debian mirror.
test-deb: TRIAL_PACKAGES = systemd-container debootstrap
test-deb: deb
	Tests/Package/test-deb .build/deb

format:
	$(SWIFT) format -i -r Sources Tests Package.swift

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

clean:
	rm -rf .build
