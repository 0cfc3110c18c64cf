"""One machine: throw-away servers, the supervisor of `make run`, the runner of `make test`."""
