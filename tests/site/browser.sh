#!/usr/bin/env bash
# Finds a browser for tests/site, or gets one, and writes its path to a file
# (the word "playwright" for Playwright's own). Usage: browser.sh FILE
set -euo pipefail

target=$1

found() {
  printf '%s\n' "$1" >"$target"
  echo "Browser for the tests: $1"
  exit 0
}

runs() { "$1" --version >/dev/null 2>&1; }

# Playwright's own may be there and still lack libraries of the system.
own_runs() {
  python -c 'from playwright.sync_api import sync_playwright
with sync_playwright() as p: p.chromium.launch().close()' >>"$log" 2>&1
}

installed() {
  local name path
  for name in chromium chromium-browser google-chrome; do
    path=$(command -v "$name") && runs "$path" && found "$path"
  done
  return 0
}

if [[ -n ${CHROMIUM:-} ]]; then
  path=$(command -v "$CHROMIUM") && runs "$path" && found "$path"
  echo "CHROMIUM names $CHROMIUM, which does not start." >&2
  exit 1
fi

installed

# Gives up early: where the download is refused, its own retries take minutes.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "No Chromium here; asking Playwright for its own ..."
if timeout 300 playwright install chromium >"$log" 2>&1 && own_runs; then
  found playwright
fi

if [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null; then
  echo "Playwright's own cannot be had; installing the system's chromium ..."
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update >"$log" 2>&1 &&
    apt-get install -y --no-install-recommends chromium >>"$log" 2>&1; then
    installed
  fi
fi

tail -n 5 "$log" >&2
echo "The tests need a browser: install Chromium, or name one with CHROMIUM=/path/to/chromium." >&2
exit 1
