"""The real servers on one machine, without Docker: for tests, benchmarks and `make cluster`. No part of the product."""
