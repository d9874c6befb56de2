"""What editors know of our files, so that they complete and check them."""
