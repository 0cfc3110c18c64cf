# One image for web, worker, beat and the migration; see docker-compose.yml and docs/operating.md.
FROM python:3.11-slim AS packages
COPY requirements/uv.lock.txt requirements/base.lock /requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r /requirements/uv.lock.txt \
    && /venv/bin/uv pip sync --no-cache --compile-bytecode --python /venv/bin/python \
        --require-hashes /requirements/base.lock

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /home/sms sms \
    && mkdir -p /var/lib/sms \
    && chown sms:sms /var/lib/sms
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    SMS_VAR=/var/lib/sms \
    STATIC_ROOT=/app/staticfiles \
    BIND=0.0.0.0:8000
WORKDIR /app
COPY --from=packages /venv /venv
COPY . /app
# Static files need no database and no secret, so they are collected with the local settings.
RUN python -m compileall -q /app \
    && DJANGO_SETTINGS_MODULE=config.settings.collect SMS_VAR=/tmp/build \
        python manage.py collectstatic --noinput -v0 \
    && rm -rf /tmp/build
USER sms
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-m", "config.probe", "http://127.0.0.1:8000/livez"]
CMD ["gunicorn", "-c", "python:config.gunicorn_conf", "config.wsgi"]
