"""The demo: a regional IT provider, told as it happened over two years through the write door."""
