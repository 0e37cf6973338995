"""What leaves the window: files for others, and paper."""
