"""What students handed in, however they packed it, to submissions. Nothing here runs or imports a submitted file."""
