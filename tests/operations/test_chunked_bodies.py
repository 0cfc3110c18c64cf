"""A body sent in chunks is a body like any other, and no way around the limit."""

import io
import tempfile

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from core.web.chunked import ChunkedBodies


def ask(body, answer, **environ):
    """What the middleware answers to a body without a length."""
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/x/",
            "HTTP_TRANSFER_ENCODING": "chunked",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "wsgi.input": body,
            "wsgi.input_terminated": True,
            **environ,
        }
    )
    return ChunkedBodies(answer)(request)


def test_a_chunked_form_arrives_whole():
    seen = []
    answer = ask(
        io.BytesIO(b"a=1&b=2"), lambda r: seen.append(dict(r.POST.items())) or HttpResponse()
    )
    assert answer.status_code == 200
    assert seen == [{"a": "1", "b": "2"}]


def test_over_the_limit_it_is_refused_before_the_end_and_leaves_nothing(
    settings, monkeypatch, tmp_path
):
    settings.UPLOAD_MAX_BYTES = 3 * 1024 * 1024
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    class Endless(io.BytesIO):
        given = 0

        def read(self, size):
            self.given += size
            return b"x" * size

    source = Endless()
    assert ask(source, lambda request: HttpResponse()).status_code == 413
    assert source.given < settings.UPLOAD_MAX_BYTES + 200_000
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_end_the_stream_is_not_waited_for():
    class Waiting(io.BytesIO):
        def read(self, size):
            raise AssertionError

    answer = ask(Waiting(), lambda r: HttpResponse(r.body), **{"wsgi.input_terminated": False})
    assert answer.content == b""


def test_it_stands_before_whoever_looks_at_the_body(settings):
    order = settings.MIDDLEWARE
    assert order.index("core.web.chunked.ChunkedBodies") < order.index(
        "core.web.middleware.Refusals"
    )
