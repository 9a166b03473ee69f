"""Settings, paths, remembered state and the log."""
