"""Tests of settings, start-up and local servers."""
