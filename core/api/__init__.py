"""The API: every register under ``/api/v1/<register>/`` from one generic viewset (docs/api.md)."""
