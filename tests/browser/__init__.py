"""What readers see and do, in a browser."""
