"""The words everything else speaks: frozen values without any I/O. Import from the modules themselves."""
