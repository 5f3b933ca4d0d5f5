"""The house's own checks: one module a check, found by `checks.registry`."""
