"""What lies at the top of the repository: this and nothing else."""

from tests.architecture.source import ROOT

TOP = {
    *("manage.py", "config", "core", "portfolio", "relationships", "suppliers", "reviews"),
    *("satisfaction", "complaints", "evidence", "templates", "static", "locale", "tests"),
    *("pyproject.toml", "docker-compose.yml", "README.md", "Makefile", "Dockerfile"),
    *("requirements", "benchmarks", "docs", ".ci", ".gitignore", ".dockerignore", ".editorconfig"),
}
NOT_KEPT = {
    *(".git", ".venv", "var", "secrets", "staticfiles", "htmlcov", ".coverage", "__pycache__"),
    *(".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis", ".env"),
}


def test_the_top_level_is_as_designed():
    there = {entry.name for entry in ROOT.iterdir()} - NOT_KEPT
    assert there == TOP


def test_what_is_not_kept_is_ignored_by_git():
    ignored = {
        line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.strip()
    }
    assert NOT_KEPT - {".git"} <= ignored
