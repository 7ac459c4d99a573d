"""The command line, `kith`."""
