"""Signals: hidden thresholds of services and rules, for who can take them away."""
