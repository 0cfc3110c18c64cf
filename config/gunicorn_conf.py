"""How gunicorn serves: `gunicorn -c python:config.gunicorn_conf config.wsgi`."""

import os
import shutil
import sys
import tempfile
from typing import Any

import django
from django.db import connections

from config.env import Env
from config.protection import reasons_not_to_start

env = Env()
# Figures of all workers of this machine are summed through files. The client looks for the
# folder when it is first imported, so nothing here may import it.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="sms-metrics-"))

bind = env.text("BIND", f"127.0.0.1:{env.number('PORT', 8000, least=1)}")
worker_class = "gthread"
workers = env.number("WEB_WORKERS", 2, least=1)
threads = env.number("WEB_THREADS", 4, least=1)
preload_app = True
timeout = 120
graceful_timeout = 20
keepalive = 5
limit_request_line = 8190
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": ["out"], "level": "INFO", "propagate": False}},
}
control_socket_disable = True
accesslog = None
forwarded_allow_ips = env.text("FORWARDED_ALLOW_IPS", "127.0.0.1")


def when_ready(server: Any) -> None:
    """Refuse to serve from a database that may lose or rewrite what was committed."""
    django.setup()
    sentences = reasons_not_to_start()
    connections.close_all()  # the workers open their own
    for sentence in sentences:
        sys.stderr.write(f"Not starting: {sentence}\n")
    if sentences:
        on_exit(server)
        sys.exit(1)


def on_exit(server: Any) -> None:
    """Leave no files behind."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
