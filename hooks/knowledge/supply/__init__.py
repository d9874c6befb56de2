"""What a site is built with: where it comes from, on what terms, and how anybody can check it."""
