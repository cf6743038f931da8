"""Measurements, side by side with a peer in one run; medians and ratios, never a test."""
