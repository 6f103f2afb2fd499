package main

import (
	"log/slog"
	"os"
)

// startDebugLog sends the debug records of the run to the file that STET_DEBUG
// names, after what is there already. They hold types, sizes and durations, never
// text that somebody wrote. Without the variable nothing is logged.
func startDebugLog() (stop func(), err error) {
	name := os.Getenv("STET_DEBUG")
	if name == "" {
		return func() {}, nil
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, misused("STET_DEBUG names the file of the debug log; unset it to go on without", "STET_DEBUG: %s", err)
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: slog.LevelDebug})))
	slog.Debug("start", "version", version(), "pid", os.Getpid())
	return func() {
		slog.Debug("end")
		f.Close()
	}, nil
}
