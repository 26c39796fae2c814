"""Speed, measured beside a yardstick in the same run. Never part of the test suite: `make bench`."""
